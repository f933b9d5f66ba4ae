#include <array>

#include "common/racf/report/traits.hpp"

namespace ptkt::report {

namespace {

using json::Json;

constexpr std::array kTsoTraits{
    FieldTrait{"ACCTNUM", "tso:account_number"},
    FieldTrait{"COMMAND", "tso:logon_command"},
    FieldTrait{"DEST", "tso:sysout_destination_id"},
    FieldTrait{"HOLDCLASS", "tso:hold_class"},
    FieldTrait{"JOBCLASS", "tso:job_class"},
    FieldTrait{"MAXSIZE", "tso:max_region_size", true},
    FieldTrait{"MSGCLASS", "tso:message_class"},
    FieldTrait{"PROC", "tso:logon_procedure"},
    FieldTrait{"SECLABEL", "tso:security_label"},
    FieldTrait{"SIZE", "tso:default_region_size", true},
    FieldTrait{"SYSOUTCLASS", "tso:sysout_class"},
    FieldTrait{"UNIT", "tso:dataset_allocation_unit"},
    FieldTrait{"USERDATA", "tso:user_data"},
};

constexpr std::array kUserOmvsTraits{
    FieldTrait{"UID", "omvs:uid", true},
    FieldTrait{"HOME", "omvs:home_directory"},
    FieldTrait{"PROGRAM", "omvs:default_shell"},
    FieldTrait{"CPUTIMEMAX", "omvs:max_cpu_time", true},
    FieldTrait{"ASSIZEMAX", "omvs:max_address_space_size", true},
    FieldTrait{"FILEPROCMAX", "omvs:max_files_per_process", true},
    FieldTrait{"PROCUSERMAX", "omvs:max_processes", true},
    FieldTrait{"THREADSMAX", "omvs:max_threads", true},
    FieldTrait{"MMAPAREAMAX", "omvs:max_file_mapping_pages", true},
    FieldTrait{"MEMLIMIT", "omvs:max_non_shared_memory"},
    FieldTrait{"SHMEMMAX", "omvs:max_shared_memory"},
};

Json connection_json(const racf::Connection& connection) {
    Json json = Json::object();
    json.set("base:group_connection_group", connection.group.str())
        .set("base:group_connection_owner", connection.owner)
        .set("base:group_connection_create_date", trait_date(connection.connected))
        .set("base:group_connection_authority", racf::to_string(connection.authority))
        .set("base:group_connection_universal_access", racf::to_string(connection.uacc))
        .set("base:group_connection_used_count", connection.connects)
        .set("base:group_connection_last_connect_date", trait_date(connection.last_connect))
        .set("base:group_connection_last_connect_time", trait_time(connection.last_connect))
        .set("base:group_connection_special", connection.special)
        .set("base:group_connection_operations", connection.operations)
        .set("base:group_connection_auditor", connection.auditor)
        .set("base:group_connection_automatic_dataset_protection", connection.adsp)
        .set("base:group_connection_dataset_access", connection.grpacc)
        .set("base:group_connection_revoked", connection.revoked)
        .set("base:group_connection_revoke_date", trait_date(connection.revoke_date))
        .set("base:group_connection_resume_date", trait_date(connection.resume_date));
    return json;
}

void add_attributes(const racf_command::UserListing& listing, Json& base) {
    const racf::User& user = listing.user;
    base.set("base:special", user.special)
        .set("base:operations", user.operations)
        .set("base:auditor", user.auditor)
        .set("base:read_only_auditor", user.roaudit)
        .set("base:restrict_global_access_checking", user.restricted)
        .set("base:protected", user.is_protected())
        .set("base:automatic_dataset_protection", user.adsp)
        .set("base:group_dataset_access", user.grpacc)
        .set("base:require_operator_id_card", user.oidcard)
        .set("base:audit_logging", user.uaudit)
        .set("base:revoked", listing.revoked)
        .set("base:revoke_date", trait_date(user.revoke_date))
        .set("base:resume_date", trait_date(user.resume_date));
}

Json changed(const std::optional<racf::StoredPassword>& password) {
    return password ? trait_date(password->changed) : Json();
}

void add_passwords(const racf_command::UserListing& listing, Json& base) {
    const racf::User& user = listing.user;
    const bool expires = user.password && listing.password_interval > 0;
    base.set("base:has_password", user.password.has_value())
        .set("base:password_change_date", changed(user.password))
        .set("base:password_change_interval", expires ? Json(listing.password_interval) : Json())
        .set("base:password_expired", user.password && !user.password->changed)
        .set("base:has_passphrase", user.phrase.has_value())
        .set("base:passphrase_change_date", changed(user.phrase));
}

Json base_json(const racf_command::UserListing& listing) {
    const racf::User& user = listing.user;
    Json connections = Json::array();
    for (const racf::Connection& connection : user.connections)
        connections.push(connection_json(connection));
    Json base = Json::object();
    base.set("base:name", trait_text(user.name))
        .set("base:owner", user.owner)
        .set("base:create_date", trait_date(user.created))
        .set("base:default_group", user.default_group.str());
    add_attributes(listing, base);
    add_passwords(listing, base);
    base.set("base:last_access_date", trait_date(user.last_access))
        .set("base:last_access_time", trait_time(user.last_access))
        .set("base:class_authorizations", trait_list("base:class_authorization", user.clauth))
        .set("base:logon_allowed_days",
             trait_list("base:logon_allowed_day", user.hours.day_names()))
        .set("base:logon_allowed_time", user.hours.time_text())
        .set("base:installation_data", trait_text(user.installation_data))
        .set("base:model_dataset", trait_text(user.model))
        .set("base:security_label", trait_text(user.seclabel))
        .set("base:group_connections", std::move(connections));
    return base;
}

}  // namespace

Json to_json(const racf_command::UserListing& listing) {
    const racf::User& user = listing.user;
    Json segments = Json::object();
    if (listing.base) segments.set("base", base_json(listing));
    if (racf_command::shows(listing.segments, "TSO"))
        segments.set("tso", segment_json(user.segments, "TSO", kTsoTraits));
    if (racf_command::shows(listing.segments, "OMVS"))
        segments.set("omvs", segment_json(user.segments, "OMVS", kUserOmvsTraits));
    Json json = Json::object();
    json.set("admin_type", "user").set("userid", user.id.str()).set("profile", std::move(segments));
    return json;
}

}  // namespace ptkt::report
