#include "common/racf/model/connection_table.hpp"
#include "common/racf/model/group_table.hpp"
#include "common/racf/model/segment_tables.hpp"
#include "common/racf/report/traits.hpp"

namespace ptkt::report {

namespace {

using json::Json;

Json member_json(const racf_command::GroupListing::Member& member) {
    Json json = Json::object();
    json.set("base:connected_userid", member.user);
    for (const racf::Field<racf::Connection>& field : racf::kConnectionFields)
        set_trait(json, field.trait.member, member.connection, field);
    return json;
}

Json base_json(const racf_command::GroupListing& listing) {
    Json base = Json::object();
    for (const racf::Field<racf::Group>* field : racf::kGroupTraitOrder)
        set_trait(base, field->trait.name, listing.group, *field);
    Json members = Json::array();
    for (const auto& member : listing.members)
        members.push(member_json(member));
    base.set("base:subgroups", trait_list("base:subgroup", listing.subgroups))
        .set("base:connected_users", std::move(members));
    return base;
}

}  // namespace

Json to_json(const racf_command::GroupListing& listing) {
    Json segments = Json::object();
    if (listing.base) segments.set("base", base_json(listing));
    for (const racf::SegmentTable& table : racf::kGroupSegments)
        if (racf_command::shows(listing.segments, table.name))
            segments.set(table.prefix, segment_json(listing.group.segments, table));
    Json json = Json::object();
    json.set("admin_type", "group")
        .set("group", listing.group.id.str())
        .set("profile", std::move(segments));
    return json;
}

}  // namespace ptkt::report
