#include "common/formats/toml/parse.hpp"
#include "common/formats/toml/print.hpp"
#include "common/racf/model/connection_table.hpp"
#include "common/racf/model/user_table.hpp"
#include "common/racf/store/text/profile_text.hpp"
#include "common/racf/store/text/text_fields.hpp"

namespace ptkt::store {

namespace {

using racf::Connection;
using racf::StoredPassword;
using racf::User;

toml::Table connection_table(const Connection& connection) {
    Fields fields;
    for (const racf::Field<Connection>& field : racf::kConnectionFields)
        write_field(fields, connection, field);
    return fields.table();
}

Parsed<Connection> read_connection(const toml::Table& table) {
    toml::Reader reader(table);
    const auto group = read_name<racf::GroupId>(reader, "group");
    Connection connection{group.value_or(racf::GroupId::parse("SYS1").value())};
    for (const racf::Field<Connection>& field : racf::kConnectionFields)
        read_field(reader, connection, field);
    if (auto finished = reader.finish(); !finished) return std::move(finished).error();
    return connection;
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
    for (const racf::Field<User>& field : racf::kUserFields)
        write_field(fields, user, field);
    add_hours(fields, user.hours);
    add_password(fields, "password", user.password);
    add_password(fields, "phrase", user.phrase);
    fields.segments("segments", user.segments);
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
    User user{*id, {}, {}, *group};
    for (const racf::Field<User>& field : racf::kUserFields)
        read_field(reader, user, field);
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
