#include <fmt/format.h>

#include "common/racf/command/authority.hpp"
#include "common/racf/command/given_fields.hpp"
#include "common/racf/command/revocation.hpp"
#include "common/racf/model/connection_table.hpp"

// CONNECT and REMOVE. [RACF Command Language Reference, CONNECT and REMOVE; RACF Messages and
// Codes, CONNECT command messages]
namespace ptkt::racf_command {

namespace {

constexpr RevocationMessages kConnectRevocation{"ICH02013I", "ICH02012I"};

racf::GroupId group_of(const Job& job) {
    const Operand* operand = job.command.find("GROUP");
    return operand == nullptr ? job.current_group() : group_id(operand->values.front());
}

base::Status set_authority(Job& job, racf::Connection& connection) {
    const Operand* operand = job.command.find("AUTHORITY");
    if (operand == nullptr) return {};
    const auto level = racf::group_authority_of(operand->text()).value();
    auto allowed = has_group_authority(job, connection.group, level);
    if (!allowed) return std::move(allowed).error();
    if (*allowed) {
        connection.authority = level;
    } else {
        job.say(4, "ICH02008I", "AUTHORITY SPECIFIED GREATER THAN THE COMMAND USER");
    }
    return {};
}

/// Attributes are for SPECIAL, also within the scope of the group.
base::Result<bool> may_give(Job& job, const racf::Field<racf::Connection>& field,
                            const racf::GroupId& group) {
    if (field.given.by == racf::GivenBy::Anyone || job.issuer.special) return true;
    return in_group_scope(job, group.str(), GroupPower::Special);
}

base::Status set_fields(Job& job, racf::Connection& connection) {
    if (auto done = set_authority(job, connection); !done) return done;
    for (const racf::Field<racf::Connection>& field : racf::kConnectionFields) {
        const Said said = said_of(job, Doing::Altering, field.given);
        if (!said.anything()) continue;
        auto allowed = may_give(job, field, connection.group);
        if (!allowed) return std::move(allowed).error();
        if (*allowed) {
            set_field(said, field, connection);
        } else {
            job.say(4, "ICH02007I",
                    fmt::format("NOT AUTHORIZED TO SPECIFY {}, OPERAND IGNORED",
                                spoken_name(field.given, said)));
        }
    }
    return {};
}

racf::Connection& connection_to(Job& job, racf::User& user, const racf::GroupId& group) {
    if (racf::Connection* existing = user.connection(group)) return *existing;
    racf::Connection fresh{group, job.issuer.id.str()};
    fresh.connected = job.context.now;
    return user.connections.emplace_back(std::move(fresh));
}

base::Status connect(Job& job, racf::User user, const racf::GroupId& group) {
    racf::Connection& connection = connection_to(job, user, group);
    if (auto done = set_fields(job, connection); !done) return done;
    Revocation(job, user.id.str(), kConnectRevocation, connection).run();
    return job.commit(racf::Change(racf::PutUser{std::move(user)}));
}

/// Checks what concerns all users; says what is wrong and answers false.
base::Result<bool> can_connect(Job& job, const racf::GroupId& group) {
    auto exists = group_exists(job, group.str());
    if (!exists) return exists;
    if (!*exists) {
        job.say(8, "ICH51003I", "NAME NOT FOUND IN RACF DATA SET");
        job.say(8, "ICH02003I", "USER(S) NOT CONNECTED.");
        return false;
    }
    if (const Operand* owner = job.command.find("OWNER")) {
        auto known = id_exists(job, owner->text());
        if (!known) return known;
        if (!*known) {
            job.say(8, "ICH02011I", "OWNER SPECIFIED IS NOT A RACF DEFINED USER OR GROUP");
            return false;
        }
    }
    auto allowed = has_group_authority(job, group, racf::GroupAuthority::Connect);
    if (allowed && !*allowed) job.say(8, "ICH02004I", "INSUFFICIENT AUTHORITY TO GROUP");
    return allowed;
}

/// False when there is no such connection or it must stay, which is said.
base::Result<bool> can_remove(Job& job, const std::optional<racf::User>& user,
                              const std::string& id, const racf::GroupId& group) {
    if (!user || user->connection(group) == nullptr) {
        job.say(4, "ICH03002I", fmt::format("{:<8} WAS NOT CONNECTED TO GROUP.", id));
        return false;
    }
    if (user->default_group == group) {
        job.say(
            4, "PTKT012I",
            fmt::format("{} is not removed from {}: it is his default group.", id, group.str()));
        return false;
    }
    return true;
}

base::Status remove_one(Job& job, const racf::UserId& id, const racf::GroupId& group) {
    auto user = job.profiles().user(id);
    if (!user) return std::move(user).error();
    auto fine = can_remove(job, *user, id.str(), group);
    if (!fine) return std::move(fine).error();
    if (!*fine) return {};
    std::erase_if((*user)->connections,
                  [&](const racf::Connection& connection) { return connection.group == group; });
    return job.commit(racf::Change(racf::PutUser{std::move(**user)}));
}

}  // namespace

base::Status apply_connect(Job& job) {
    const racf::GroupId group = group_of(job);
    auto fine = can_connect(job, group);
    if (!fine) return std::move(fine).error();
    if (!*fine) return {};
    const auto& users = job.command.positionals[0];
    for (const Value& value : users) {
        auto user = job.profiles().user(user_id(value));
        if (!user) return std::move(user).error();
        if (!*user) {
            const bool first = &value == &users.front();
            job.say(8, "ICH51003I", "NAME NOT FOUND IN RACF DATA SET");
            job.say(8, "ICH02003I",
                    first ? "USER(S) NOT CONNECTED."
                          : fmt::format("{} AND REMAINING USERS NOT CONNECTED", value.text));
            return {};
        }
        if (auto done = connect(job, std::move(**user), group); !done) return done;
    }
    return {};
}

base::Status apply_remove(Job& job) {
    const racf::GroupId group = group_of(job);
    auto exists = group_exists(job, group.str());
    if (!exists) return std::move(exists).error();
    if (!*exists) {
        job.say(8, "ICH51003I", "NAME NOT FOUND IN RACF DATA SET");
        return {};
    }
    auto allowed = has_group_authority(job, group, racf::GroupAuthority::Connect);
    if (!allowed) return std::move(allowed).error();
    if (!*allowed) {
        job.say(8, "PTKT013I",
                fmt::format("The issuer may not remove users from {}.", group.str()));
        return {};
    }
    for (const Value& value : job.command.positionals[0])
        if (auto done = remove_one(job, user_id(value), group); !done) return done;
    return {};
}

}  // namespace ptkt::racf_command
