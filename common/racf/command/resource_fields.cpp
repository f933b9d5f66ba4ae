#include "common/racf/command/resource_fields.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "common/base/text/ascii.hpp"
#include "common/racf/command/authority.hpp"
#include "common/racf/command/given_fields.hpp"
#include "common/racf/model/dynamic_classes.hpp"
#include "common/racf/model/resource_table.hpp"
#include "common/racf/model/segment_tables.hpp"

namespace ptkt::racf_command {

namespace {

std::optional<racf::Access> audit_level(const Operand& attempt) {
    return attempt.values.empty() ? racf::Access::Read : access_of_word(attempt.text());
}

/// AUDIT and GLOBALAUDIT replace what was: what they do not name is not logged.
racf::Auditing auditing(const Operand& operand) {
    racf::Auditing audit{std::nullopt, std::nullopt};
    if (const Operand* all = operand.find("ALL"))
        audit.success = audit.failures = audit_level(*all);
    if (const Operand* success = operand.find("SUCCESS")) audit.success = audit_level(*success);
    if (const Operand* failures = operand.find("FAILURES")) audit.failures = audit_level(*failures);
    return audit;
}

void set_notify(Job& job, racf::Resource& profile) {
    const Operand* notify = job.command.find("NOTIFY");
    if (notify == nullptr) return;
    profile.notify = notify->values.empty() ? job.issuer.id.str() : std::string(notify->text());
}

/// A member of a global access table is a resource and the access that everybody has to it.
bool is_global_member(std::string_view member) {
    const auto slash = member.rfind('/');
    return slash != std::string_view::npos && slash > 0 &&
           racf::access_of(member.substr(slash + 1)).has_value();
}

bool members_are_valid(Job& job, const racf::ClassInfo& cls) {
    const Operand* added = job.command.find("ADDMEM");
    if (added == nullptr || cls.name != racf::global_class().str()) return true;
    for (const Value& value : added->values) {
        if (is_global_member(value.text)) continue;
        job.say(8, "IKJ56702I", fmt::format("INVALID ADDMEM, {}", base::printable(value.text, 44)));
        job.say(8, "IKJ56701I", "MISSING ADDMEM+");
        job.say(8, "IKJ56701I", "MISSING RESOURCE NAME/ACCESS");
        return false;
    }
    return true;
}

void add_members(Job& job, const racf::ClassInfo& cls, racf::Resource& profile) {
    const Operand* added = job.command.find("ADDMEM");
    if (added == nullptr) return;
    if (cls.member.empty()) {
        job.say(4, "PTKT002I",
                fmt::format("ADDMEM is ignored: {} is not a grouping class.", cls.name));
        return;
    }
    for (const Value& value : added->values) {
        const std::string& member = cls.keeps_case ? value.typed : value.text;
        const auto known = std::find(profile.members.begin(), profile.members.end(), member);
        if (known == profile.members.end()) profile.members.push_back(member);
    }
}

void remove_members(Job& job, const racf::ClassInfo& cls, racf::Resource& profile) {
    const Operand* removed = job.command.find("DELMEM");
    if (removed == nullptr) return;
    for (const Value& value : removed->values)
        std::erase(profile.members, cls.keeps_case ? value.typed : value.text);
}

}  // namespace

racf::Access access_of_word(std::string_view word) {
    return racf::access_of(word).value();
}

base::Result<bool> resource_operands_are_valid(Job& job, const racf::ClassInfo& cls) {
    if (job.command.has("SSIGNON") && cls.name != racf::ptktdata_class().str()) {
        job.say(8, "PTKT004I",
                fmt::format("SSIGNON has no meaning in class {}; it is for PTKTDATA.", cls.name));
        return false;
    }
    if (job.command.has(racf::kCdtinfo) && cls.name != racf::cdt_class().str()) {
        job.say(8, "PTKT004I",
                fmt::format("CDTINFO has no meaning in class {}; it is for CDT.", cls.name));
        return false;
    }
    if (!members_are_valid(job, cls) || !key_is_taken(job)) return false;
    auto owner = named_id_is_valid(job, job.command.find("OWNER"), "OWNER");
    if (!owner || !*owner) return owner;
    return named_id_is_valid(job, job.command.find("NOTIFY"), "USERID");
}

void set_resource_fields(Job& job, const racf::ClassInfo& cls, racf::Resource& profile) {
    const Doing doing = job.is(CommandId::Ralter) ? Doing::Altering : Doing::Adding;
    for (const racf::Field<racf::Resource>& field : racf::kResourceFields)
        set_field(said_of(job, doing, field.given), field, profile);
    if (const Operand* audit = job.command.find("AUDIT")) profile.audit = auditing(*audit);
    set_segments(job, doing, racf::kResourceSegments, profile.segments);
    set_notify(job, profile);
    add_members(job, cls, profile);
    if (doing == Doing::Altering) remove_members(job, cls, profile);
}

base::Status set_global_audit(Job& job, racf::Resource& profile) {
    const Operand* audit = job.command.find("GLOBALAUDIT");
    if (audit == nullptr) return {};
    auto allowed = may_audit(job, profile.owner);
    if (!allowed) return std::move(allowed).error();
    if (*allowed) {
        profile.global_audit = auditing(*audit);
    } else {
        job.say(4, "ICH11001I",
                fmt::format("NOT AUTHORIZED TO SPECIFY GLOBALAUDIT FOR {}; OPERAND IGNORED",
                            profile.name.str()));
    }
    return {};
}

void remind_of_refresh(Job& job, const racf::ClassInfo& cls, std::string_view id,
                       std::string_view what, std::string_view end) {
    // A grouping class counts by way of its member class, and that is what is RACLISTed.
    const bool by_member = !job.options.is_raclisted(cls.name) && !cls.member.empty();
    const std::string_view raclisted = by_member ? cls.member : cls.name;
    if (!job.options.is_raclisted(raclisted)) return;
    job.say(0, std::string(id),
            fmt::format("RACLISTED PROFILES FOR {} WILL NOT REFLECT THE {} UNTIL A SETROPTS "
                        "REFRESH IS ISSUED{}",
                        raclisted, what, end));
}

}  // namespace ptkt::racf_command
