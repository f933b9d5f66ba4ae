#include <array>

#include "common/racf/report/traits.hpp"

namespace ptkt::report {

namespace {

using json::Json;

constexpr std::array kOmvsTraits{FieldTrait{"GID", "omvs:gid", true}};

Json member_json(const racf_command::GroupListing::Member& member) {
    const racf::Connection& connection = member.connection;
    Json json = Json::object();
    json.set("base:connected_userid", member.user)
        .set("base:connected_user_authority", racf::to_string(connection.authority))
        .set("base:connected_user_universal_access", racf::to_string(connection.uacc))
        .set("base:connected_user_used_count", connection.connects)
        .set("base:connected_user_special", connection.special)
        .set("base:connected_user_operations", connection.operations)
        .set("base:connected_user_auditor", connection.auditor)
        .set("base:connected_user_revoked", connection.revoked)
        .set("base:connected_user_revoke_date", trait_date(connection.revoke_date))
        .set("base:connected_user_resume_date", trait_date(connection.resume_date));
    return json;
}

Json base_json(const racf_command::GroupListing& listing) {
    const racf::Group& group = listing.group;
    Json members = Json::array();
    for (const auto& member : listing.members)
        members.push(member_json(member));
    Json base = Json::object();
    base.set("base:superior_group", group.superior ? Json(group.superior->str()) : Json())
        .set("base:owner", group.owner)
        .set("base:create_date", trait_date(group.created))
        .set("base:installation_data", trait_text(group.installation_data))
        .set("base:data_set_model", trait_text(group.model))
        .set("base:terminal_universal_access", group.terminal_uacc)
        .set("base:universal", group.universal)
        .set("base:subgroups", trait_list("base:subgroup", listing.subgroups))
        .set("base:connected_users", std::move(members));
    return base;
}

}  // namespace

Json to_json(const racf_command::GroupListing& listing) {
    Json segments = Json::object();
    if (listing.base) segments.set("base", base_json(listing));
    if (racf_command::shows(listing.segments, "OMVS"))
        segments.set("omvs", segment_json(listing.group.segments, "OMVS", kOmvsTraits));
    Json json = Json::object();
    json.set("admin_type", "group")
        .set("group", listing.group.id.str())
        .set("profile", std::move(segments));
    return json;
}

}  // namespace ptkt::report
