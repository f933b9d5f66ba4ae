#include "common/racf/model/connection_table.hpp"
#include "common/racf/model/segment_tables.hpp"
#include "common/racf/model/user_table.hpp"
#include "common/racf/report/traits.hpp"

namespace ptkt::report {

namespace {

using json::Json;

Json connection_json(const racf::Connection& connection) {
    Json json = Json::object();
    for (const racf::Field<racf::Connection>* field : racf::kConnectionTraitOrder)
        set_trait(json, field->trait.name, connection, *field);
    return json;
}

Json changed(const std::optional<racf::StoredPassword>& password) {
    return password ? trait_date(password->changed) : Json();
}

void add_password(const racf_command::UserListing& listing, Json& base) {
    const auto& password = listing.user.password;
    const bool expires = password && listing.password_interval > 0;
    base.set("base:has_password", password.has_value())
        .set("base:password_change_date", changed(password))
        .set("base:password_change_interval", expires ? Json(listing.password_interval) : Json())
        .set("base:password_expired", password && !password->changed);
}

void add_phrase(const racf_command::UserListing& listing, Json& base) {
    base.set("base:has_passphrase", listing.user.phrase.has_value())
        .set("base:passphrase_change_date", changed(listing.user.phrase));
}

void add_hours(const racf_command::UserListing& listing, Json& base) {
    const racf::LogonHours& hours = listing.user.hours;
    base.set("base:logon_allowed_days", trait_list("base:logon_allowed_day", hours.day_names()))
        .set("base:logon_allowed_time", hours.time_text());
}

/// The rows whose traits are made by hand.
void add_by_hand(const racf_command::UserListing& listing, std::string_view key, Json& base) {
    if (key == "password") add_password(listing, base);
    if (key == "phrase") add_phrase(listing, base);
    if (key == "hours") add_hours(listing, base);
}

Json base_json(const racf_command::UserListing& listing) {
    Json base = Json::object();
    for (const racf::Field<racf::User>* field : racf::kUserTraitOrder) {
        set_trait(base, field->trait.name, listing.user, *field);
        add_by_hand(listing, field->key, base);
    }
    Json connections = Json::array();
    for (const racf::Connection& connection : listing.user.connections)
        connections.push(connection_json(connection));
    base.set("base:group_connections", std::move(connections));
    return base;
}

}  // namespace

Json to_json(const racf_command::UserListing& listing) {
    const racf::User& user = listing.user;
    Json segments = Json::object();
    if (listing.base) segments.set("base", base_json(listing));
    for (const racf::SegmentTable& table : racf::kUserSegments)
        if (racf_command::shows(listing.segments, table.name))
            segments.set(table.prefix, segment_json(user.segments, table));
    Json json = Json::object();
    json.set("admin_type", "user").set("userid", user.id.str()).set("profile", std::move(segments));
    return json;
}

}  // namespace ptkt::report
