#include "common/formats/toml/parse.hpp"
#include "common/formats/toml/print.hpp"
#include "common/racf/store/text/profile_text.hpp"
#include "common/racf/store/text/text_fields.hpp"

namespace ptkt::store {

namespace {

using racf::Connection;
using racf::StoredPassword;
using racf::User;

toml::Table connection_table(const Connection& c) {
    Fields fields;
    fields.set("group", c.group.str())
        .text("owner", c.owner)
        .set("authority", racf::to_string(c.authority))
        .set("uacc", racf::to_string(c.uacc))
        .time("connected", c.connected)
        .time("last_connect", c.last_connect)
        .number("connects", c.connects)
        .flag("special", c.special)
        .flag("operations", c.operations)
        .flag("auditor", c.auditor)
        .flag("adsp", c.adsp)
        .flag("grpacc", c.grpacc)
        .flag("revoked", c.revoked)
        .time("revoke_date", c.revoke_date)
        .time("resume_date", c.resume_date);
    return fields.table();
}

Parsed<Connection> read_connection(const toml::Table& table) {
    toml::Reader reader(table);
    const auto group = read_name<racf::GroupId>(reader, "group");
    const auto authority = racf::group_authority_of(reader.required_string("authority"));
    if (!authority) reader.reject("authority", "is not a group authority");
    Connection c{group.value_or(racf::GroupId::parse("SYS1").value())};
    c.authority = authority.value_or(racf::GroupAuthority::Use);
    c.owner = read_text(reader, "owner");
    c.uacc = read_access(reader, "uacc").value_or(racf::Access::None);
    c.connected = read_time(reader, "connected").value_or(base::Instant());
    c.last_connect = read_time(reader, "last_connect");
    c.connects = read_number(reader, "connects");
    c.special = read_flag(reader, "special");
    c.operations = read_flag(reader, "operations");
    c.auditor = read_flag(reader, "auditor");
    c.adsp = read_flag(reader, "adsp");
    c.grpacc = read_flag(reader, "grpacc");
    c.revoked = read_flag(reader, "revoked");
    c.revoke_date = read_time(reader, "revoke_date");
    c.resume_date = read_time(reader, "resume_date");
    if (auto finished = reader.finish(); !finished) return std::move(finished).error();
    return c;
}

void add_password(Fields& fields, std::string_view name,
                  const std::optional<StoredPassword>& password) {
    if (!password) return;
    Fields one;
    one.set("hash", password->hash)
        .time("changed", password->changed)
        .strings("history", password->history);
    fields.set(name, one.table());
}

std::optional<StoredPassword> read_password(toml::Reader& reader, std::string_view name) {
    const toml::Table* table = reader.table(name);
    if (table == nullptr) return std::nullopt;
    toml::Reader inner(*table);
    StoredPassword password;
    password.hash = inner.required_string("hash");
    password.changed = read_time(inner, "changed");
    password.history = inner.strings("history");
    if (const auto finished = inner.finish(); !finished)
        reader.reject(name, finished.error().message);
    return password;
}

void add_attributes(Fields& fields, const User& user) {
    fields.flag("special", user.special)
        .flag("operations", user.operations)
        .flag("auditor", user.auditor)
        .flag("roaudit", user.roaudit)
        .flag("restricted", user.restricted)
        .flag("adsp", user.adsp)
        .flag("grpacc", user.grpacc)
        .flag("oidcard", user.oidcard)
        .flag("uaudit", user.uaudit)
        .flag("revoked", user.revoked)
        .time("revoke_date", user.revoke_date)
        .time("resume_date", user.resume_date)
        .time("last_access", user.last_access)
        .number("failures", user.failures);
}

void read_attributes(toml::Reader& reader, User& user) {
    user.special = read_flag(reader, "special");
    user.operations = read_flag(reader, "operations");
    user.auditor = read_flag(reader, "auditor");
    user.roaudit = read_flag(reader, "roaudit");
    user.restricted = read_flag(reader, "restricted");
    user.adsp = read_flag(reader, "adsp");
    user.grpacc = read_flag(reader, "grpacc");
    user.oidcard = read_flag(reader, "oidcard");
    user.uaudit = read_flag(reader, "uaudit");
    user.revoked = read_flag(reader, "revoked");
    user.revoke_date = read_time(reader, "revoke_date");
    user.resume_date = read_time(reader, "resume_date");
    user.last_access = read_time(reader, "last_access");
    user.failures = read_number(reader, "failures");
}

void add_hours(Fields& fields, const racf::LogonHours& hours) {
    if (!hours.any_day()) fields.strings("logon_days", hours.day_names());
    if (hours.period) fields.set("logon_time", hours.period->str());
}

void read_hours(toml::Reader& reader, racf::LogonHours& hours) {
    if (const auto names = reader.strings("logon_days"); !names.empty()) {
        if (const auto days = racf::LogonHours::days_of(names)) {
            hours.days = *days;
        } else {
            reader.reject("logon_days", "expected days of the week");
        }
    }
    const std::string time = read_text(reader, "logon_time");
    if (time.empty()) return;
    hours.period = racf::DayPeriod::parse(time);
    if (!hours.period) reader.reject("logon_time", "expected hhmm:hhmm");
}

}  // namespace

base::Result<std::string> print_user(const User& user) {
    Fields fields;
    fields.set("id", user.id.str())
        .text("name", user.name)
        .text("owner", user.owner)
        .set("default_group", user.default_group.str())
        .time("created", user.created);
    add_attributes(fields, user);
    fields.number("password_interval", user.password_interval)
        .text("installation_data", user.installation_data)
        .text("model", user.model)
        .text("seclabel", user.seclabel)
        .strings("clauth", user.clauth);
    add_hours(fields, user.hours);
    add_password(fields, "password", user.password);
    add_password(fields, "phrase", user.phrase);
    fields.segments(user.segments);
    std::vector<toml::Table> connections;
    for (const Connection& connection : user.connections)
        connections.push_back(connection_table(connection));
    fields.tables("connections", std::move(connections));
    return toml::print(fields.table());
}

Parsed<User> parse_user(std::string_view text) {
    const auto table = toml::parse(text);
    if (!table) return table.error();
    toml::Reader reader(*table);
    const auto id = read_name<racf::UserId>(reader, "id");
    const auto group = read_name<racf::GroupId>(reader, "default_group");
    if (!id || !group) return reader.finish().error();
    User user{*id, read_text(reader, "name"), read_text(reader, "owner"), *group};
    user.created = read_time(reader, "created").value_or(base::Instant());
    read_attributes(reader, user);
    user.password_interval = reader.integer("password_interval");
    user.installation_data = read_text(reader, "installation_data");
    user.model = read_text(reader, "model");
    user.seclabel = read_text(reader, "seclabel");
    user.clauth = reader.strings("clauth");
    read_hours(reader, user.hours);
    user.password = read_password(reader, "password");
    user.phrase = read_password(reader, "phrase");
    user.segments = read_segments(reader);
    for (const toml::Table* one : reader.tables("connections")) {
        auto connection = read_connection(*one);
        if (!connection) return std::move(connection).error();
        user.connections.push_back(std::move(*connection));
    }
    if (auto finished = reader.finish(); !finished) return std::move(finished).error();
    return user;
}

}  // namespace ptkt::store
