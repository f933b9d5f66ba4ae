#include <algorithm>

#include "common/base/text/ascii.hpp"
#include "common/racf/irrdbu00/mapping.hpp"
#include "common/racf/irrdbu00/profile_records.hpp"
#include "common/racf/model/key_roles.hpp"
#include "common/racf/model/resource_table.hpp"
#include "common/racf/model/segment_tables.hpp"

namespace ptkt::irrdbu00 {

namespace {

using racf::Auditing;
using racf::Resource;

/// The columns that say what is logged: for whom, and the lowest levels.
struct AuditColumns {
    std::string_view level;
    std::string_view success;
    std::string_view failures;
    Auditing Resource::*member;
};
constexpr AuditColumns kAudits[] = {
    {"GRBD_AUDIT_LEVEL", "GRBD_AUDIT_OKQUAL", "GRBD_AUDIT_FAQUAL", &Resource::audit},
    {"GRBD_GAUDIT_LEVEL", "GRBD_GAUDIT_OKQUAL", "GRBD_GAUDIT_FAQUAL", &Resource::global_audit},
};

/// [RACF Macros and Interfaces, General Resource Basic Data Record, GRBD_AUDIT_LEVEL]
std::string_view audit_level(const Auditing& audit) {
    if (audit.success && audit.failures) return "ALL";
    if (audit.success) return "SUCCESS";
    return audit.failures ? "FAIL" : "NONE";
}

void write_auditing(RecordWriter& out, const AuditColumns& columns, const Auditing& audit) {
    out.text(columns.level, audit_level(audit));
    if (audit.success) out.text(columns.success, racf::to_string(*audit.success));
    if (audit.failures) out.text(columns.failures, racf::to_string(*audit.failures));
}

/// The level counts: the columns of an outcome that is not logged may be filled all the same.
std::optional<racf::Access> logged(RecordReader& in, std::string_view column, bool is_logged) {
    if (!is_logged) return std::nullopt;
    return in.text(column).empty() ? racf::Access::Read : in.access(column);
}

Auditing read_auditing(RecordReader& in, const AuditColumns& columns) {
    const std::string level = base::to_upper(in.text(columns.level));
    const bool all = level == "ALL";
    const bool known = all || level == "SUCCESS" || level.starts_with("FAIL") || level == "NONE";
    if (!known && !level.empty()) in.reject(columns.level, "is not ALL, SUCCESS, FAIL or NONE");
    return {logged(in, columns.success, all || level == "SUCCESS"),
            logged(in, columns.failures, all || level.starts_with("FAIL"))};
}

RecordWriter record_of(const Resource& resource, std::string_view type, std::string_view prefix) {
    RecordWriter record(type);
    record.text(fmt::format("{}_NAME", prefix), resource.name.str())
        .text(fmt::format("{}_CLASS_NAME", prefix), resource.cls.str());
    return record;
}

/// A member of a GLOBAL profile has an access level behind a slash, which has a column of its own.
void write_member(Lines& out, const Resource& resource, const std::string& member) {
    RecordWriter record = record_of(resource, "0503", "GRMEM");
    const std::size_t slash = member.rfind('/');
    const bool is_split = slash != std::string::npos && slash > 0 && member[slash - 1] != ' ';
    const bool has_level =
        resource.cls.str() == "GLOBAL" && is_split && racf::access_of(member.substr(slash + 1));
    record.text("GRMEM_MEMBER", has_level ? member.substr(0, slash) : member);
    if (has_level) record.text("GRMEM_GLOBAL_ACC", member.substr(slash + 1));
    out.add(record, resource.name.str());
}

void write_conditional(Lines& out, const Resource& resource, const racf::ConditionalEntry& entry) {
    RecordWriter record = record_of(resource, "0507", "GRCACC");
    record.text("GRCACC_CATYPE", entry.condition)
        .text(entry.condition == "CRITERIA" ? "GRCACC_CACRITERIA" : "GRCACC_CANAME", entry.name)
        .text("GRCACC_AUTH_ID", entry.entry.id)
        .text("GRCACC_ACCESS", racf::to_string(entry.entry.access))
        .number("GRCACC_ACCESS_CNT", entry.entry.count);
    out.add(record, resource.name.str());
}

std::string_view protection(const racf::Ssignon& ssignon) {
    if (!ssignon.legacy) return {};
    switch (ssignon.legacy->form) {
        case racf::LegacyKeyForm::Masked:
            return "KEYMASKED";
        case racf::LegacyKeyForm::Encrypted:
            return "KEYENCRYPTED";
        case racf::LegacyKeyForm::Label:
            return "KEYLABEL";
    }
    return {};
}

void write_ssignon(Lines& out, const Resource& resource, const racf::Ssignon& ssignon) {
    RecordWriter record = record_of(resource, "0530", "GRSIGN");
    record.text("GRSIGN_PROTECTION", protection(ssignon))
        .text("GRSIGN_KEY_LABEL", ssignon.enhanced_label);
    // As RLIST shows them: what is not set has its default, the type only beside an enhanced key.
    if (ssignon.type || !ssignon.enhanced_label.empty())
        record.text("GRSIGN_TYPE",
                    ssignon.effective_type() == racf::TicketType::Upper ? "UPPER" : "MIXED");
    record.number("GRSIGN_TIMEOUT", ssignon.effective_timeout().count())
        .flag("GRSIGN_REPLAY", ssignon.effective_replay());
    out.add(record, resource.name.str());
}

/// RACF keeps them for discrete profiles only; nothing is counted here.
void write_statistics(RecordWriter& out, const Resource& resource) {
    out.date("GRBD_LASTREF_DATE", resource.changed);
    for (const std::string_view count :
         {"GRBD_ALTER_CNT", "GRBD_CONTROL_CNT", "GRBD_UPDATE_CNT", "GRBD_READ_CNT"})
        out.number(count, std::int64_t{0});
}

}  // namespace

void write_resource(Lines& out, const Resource& resource) {
    RecordWriter basic("0500");
    basic.text("GRBD_NAME", resource.name.str()).text("GRBD_CLASS_NAME", resource.cls.str());
    write_fields(basic, resource, racf::kResourceColumnOrder);
    basic.number("GRBD_SECLEVEL", std::int64_t{0});
    for (const std::string_view tape : {"GRBD_SINGLEDS", "GRBD_AUTO", "GRBD_TVTOC"})
        basic.flag(tape, false);
    if (!resource.generic) write_statistics(basic, resource);
    for (const AuditColumns& columns : kAudits)
        write_auditing(basic, columns, resource.*columns.member);
    out.add(basic, resource.name.str());
    for (const std::string& member : resource.members)
        write_member(out, resource, member);
    for (const racf::AccessEntry& entry : resource.access)
        out.add(record_of(resource, "0505", "GRACC")
                    .text("GRACC_AUTH_ID", entry.id)
                    .text("GRACC_ACCESS", racf::to_string(entry.access))
                    .number("GRACC_ACCESS_CNT", entry.count),
                resource.name.str());
    for (const racf::ConditionalEntry& entry : resource.conditional)
        write_conditional(out, resource, entry);
    if (racf::is_defined(resource.ssignon)) write_ssignon(out, resource, *resource.ssignon);
    write_segments(out, resource.segments, racf::kResourceSegments,
                   {resource.name.str(), resource.cls.str()});
}

std::optional<Resource> read_resource(RecordReader& in) {
    const auto cls = in.name<racf::ClassName>("GRBD_CLASS_NAME");
    if (!cls) return std::nullopt;
    const auto name = in.profile_name("GRBD_NAME", *cls);
    if (!name) return std::nullopt;
    Resource resource{*cls, *name};
    read_fields(in, resource, racf::kResourceColumnOrder);
    if (in.text("GRBD_LASTCHG_DATE").empty()) resource.changed = resource.created;
    for (const AuditColumns& columns : kAudits)
        resource.*columns.member = read_auditing(in, columns);
    return resource;
}

void read_member(RecordReader& in, Resource& resource) {
    std::string member = in.required("GRMEM_MEMBER");
    const std::string level = in.text("GRMEM_GLOBAL_ACC");
    if (resource.cls.str() == "GLOBAL" && !level.empty()) {
        if (!racf::access_of(level)) in.reject("GRMEM_GLOBAL_ACC", "is not an access level");
        member += "/" + level;
    }
    resource.members.push_back(std::move(member));
}

void read_access(RecordReader& in, Resource& resource) {
    const std::string id = in.required("GRACC_AUTH_ID");
    resource.permit(id, in.access("GRACC_ACCESS"));
    const auto at = static_cast<std::size_t>(resource.entry(id) - resource.access.data());
    resource.access[at].count = in.number("GRACC_ACCESS_CNT").value_or(0);
}

void read_conditional_access(RecordReader& in, Resource& resource) {
    racf::ConditionalEntry entry;
    entry.condition = in.required("GRCACC_CATYPE");
    const std::string_view where =
        entry.condition == "CRITERIA" ? "GRCACC_CACRITERIA" : "GRCACC_CANAME";
    entry.entry.id = in.required("GRCACC_AUTH_ID");
    entry.entry.access = in.access("GRCACC_ACCESS");
    entry.entry.count = in.number("GRCACC_ACCESS_CNT").value_or(0);
    entry.name = in.text(where);
    resource.conditional.push_back(std::move(entry));
}

bool read_ssignon(RecordReader& in, Resource& resource) {
    const bool had_key = !in.text("GRSIGN_PROTECTION").empty();
    racf::Ssignon& ssignon = resource.ssignon.emplace();
    ssignon.enhanced_label = in.text("GRSIGN_KEY_LABEL");
    const std::string type = base::to_upper(in.text("GRSIGN_TYPE"));
    if (type == "UPPER" || type == "MIXED") {
        ssignon.type = type == "UPPER" ? racf::TicketType::Upper : racf::TicketType::Mixed;
    } else if (!type.empty()) {
        in.reject("GRSIGN_TYPE", "is not UPPER or MIXED");
    }
    if (const auto timeout = in.number("GRSIGN_TIMEOUT"); timeout && *timeout > 0)
        ssignon.timeout = base::Seconds(*timeout);
    if (!in.text("GRSIGN_REPLAY").empty()) ssignon.replay = in.flag("GRSIGN_REPLAY");
    return had_key;
}

}  // namespace ptkt::irrdbu00
