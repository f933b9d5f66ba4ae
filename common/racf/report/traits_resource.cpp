#include <fmt/format.h>

#include "common/racf/command/listing/format.hpp"
#include "common/racf/language/parser.hpp"
#include "common/racf/model/key_roles.hpp"
#include "common/racf/model/resource_table.hpp"
#include "common/racf/model/segment_tables.hpp"
#include "common/racf/report/traits.hpp"

namespace ptkt::report {

namespace {

using json::Json;

Json access_json(const racf::AccessEntry& entry) {
    Json json = Json::object();
    json.set("base:access_id", entry.id)
        .set("base:access_type", racf::to_string(entry.access))
        .set("base:access_count", entry.count);
    return json;
}

Json conditional_json(const racf::ConditionalEntry& entry) {
    Json json = Json::object();
    json.set("base:conditional_access_id", entry.entry.id)
        .set("base:conditional_access_type", racf::to_string(entry.entry.access))
        .set("base:conditional_access_count", entry.entry.count)
        .set("base:conditional_access_class", entry.condition)
        .set("base:conditional_access_entity", entry.name);
    return json;
}

void add_access_lists(const racf::Resource& profile, Json& base) {
    Json standard = Json::array();
    for (const racf::AccessEntry& entry : profile.access)
        standard.push(access_json(entry));
    Json conditional = Json::array();
    for (const racf::ConditionalEntry& entry : profile.conditional)
        conditional.push(conditional_json(entry));
    base.set("base:access_list", std::move(standard))
        .set("base:conditional_access_list", std::move(conditional));
}

Json members_json(const racf::Resource& profile) {
    Json members = Json::array();
    for (const std::string& name : profile.members) {
        Json member = Json::object();
        member.set("base:member", name);
        members.push(std::move(member));
    }
    return members;
}

/// As RLIST shows it: the day of the last change; a generic profile has none.
Json reference_date(const racf::Resource& profile) {
    return profile.generic ? Json() : trait_date(profile.changed);
}

/// References are not counted here, so these are zero, as in RLIST; a generic profile has none.
void add_counts(const racf::Resource& profile, Json& base) {
    for (const std::string_view count :
         {"base:alter_count", "base:control_count", "base:update_count", "base:read_count"})
        base.set(count, profile.generic ? Json() : Json(std::int64_t{0}));
}

Json base_json(const racf_command::ResourceListing& listing) {
    const racf::Resource& profile = listing.profile;
    Json base = Json::object();
    for (const racf::Field<racf::Resource>* field : racf::kResourceTraitOrder) {
        set_trait(base, field->trait.name, profile, *field);
        if (field->key == "audit")
            base.set(field->trait.name, racf_command::audit_text(profile.audit));
        if (field->key == "global_audit")
            base.set(field->trait.name, racf_command::audit_text(profile.global_audit));
    }
    if (listing.your_access) base.set("base:your_access", racf::to_string(*listing.your_access));
    if (listing.cls != nullptr && !listing.cls->member.empty())
        base.set("base:members", members_json(profile));
    if (listing.history)
        base.set("base:create_date", trait_date(profile.created))
            .set("base:last_reference_date", reference_date(profile))
            .set("base:last_change_date", trait_date(profile.changed));
    if (listing.statistics) add_counts(profile, base);
    if (listing.access_lists) add_access_lists(profile, base);
    return base;
}

Json hidden_if(bool there) {
    return there ? Json(racf_command::kHidden) : Json();
}

/// A key is there or not; what it is stays hidden.
Json ssignon_json(const racf::Ssignon& ssignon) {
    using Form = racf::LegacyKeyForm;
    const auto& legacy = ssignon.legacy;
    Json json = Json::object();
    json.set("ssignon:mask_legacy_pass_ticket_key",
             hidden_if(legacy && legacy->form == Form::Masked))
        .set("ssignon:encrypt_legacy_pass_ticket_key",
             hidden_if(legacy && legacy->form == Form::Encrypted))
        .set("ssignon:legacy_pass_ticket_label", legacy ? trait_text(legacy->label) : Json())
        .set("ssignon:enhanced_pass_ticket_label", trait_text(ssignon.enhanced_label))
        .set("ssignon:enhanced_pass_ticket_type",
             ssignon.effective_type() == racf::TicketType::Upper ? "UPPER" : "MIXED")
        .set("ssignon:enhanced_pass_ticket_timeout",
             std::to_string(ssignon.effective_timeout().count()))
        .set("ssignon:enhanced_pass_ticket_replay", ssignon.effective_replay());
    return json;
}

}  // namespace

Json to_json(const racf_command::ResourceListing& listing) {
    const racf::Resource& profile = listing.profile;
    Json segments = Json::object();
    if (listing.base) segments.set("base", base_json(listing));
    if (racf_command::shows(listing.segments, "SSIGNON"))
        segments.set("ssignon",
                     racf::is_defined(profile.ssignon) ? ssignon_json(*profile.ssignon) : Json());
    for (const racf::SegmentTable& table : racf::kResourceSegments)
        if (racf_command::shows(listing.segments, table.name))
            segments.set(table.prefix, segment_json(profile.segments, table));
    Json json = Json::object();
    json.set("admin_type", "resource")
        .set("resource", profile.name.str())
        .set("class", profile.cls.str())
        .set("profile", std::move(segments));
    if (!listing.resource_groups) return json;
    Json groups = Json::array();
    for (const std::string& group : *listing.resource_groups)
        groups.push(group);
    return std::move(json.set("resource_groups", std::move(groups)));
}

}  // namespace ptkt::report
