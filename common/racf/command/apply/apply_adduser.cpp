#include <fmt/format.h>

#include "common/racf/command/authority.hpp"
#include "common/racf/command/free_id.hpp"
#include "common/racf/command/passwords.hpp"
#include "common/racf/command/resource_fields.hpp"
#include "common/racf/command/user_fields.hpp"

// ADDUSER. [RACF Command Language Reference, ADDUSER; RACF Messages and Codes, ADDUSER command
// messages]
namespace ptkt::racf_command {

namespace {

racf::GroupId default_group(const Job& job) {
    const Operand* operand = job.command.find("DFLTGRP");
    return operand == nullptr ? job.current_group() : group_id(operand->values.front());
}

racf::Connection first_connection(const Job& job, const racf::User& user) {
    racf::Connection connection{user.default_group, user.owner};
    connection.connected = job.context.now;
    if (const Operand* authority = job.command.find("AUTHORITY"))
        connection.authority = racf::group_authority_of(authority->text()).value();
    if (const Operand* uacc = job.command.find("UACC"))
        connection.uacc = access_of_word(uacc->text());
    return connection;
}

/// Sets password and phrase. False when the phrase breaks RACF's rules, which is said.
base::Result<bool> set_passwords(Job& job, racf::User& user) {
    if (const Operand* password = job.command.find("PASSWORD")) {
        auto stored = stored_password(job, password->values.front().secret, {}, true);
        if (!stored) return std::move(stored).error();
        user.password = std::move(*stored);
    }
    const Operand* phrase = job.command.find("PHRASE");
    if (phrase == nullptr) return true;
    const base::Secret& value = phrase->values.front().secret;
    if (!phrase_follows_rules(value, user.id.str())) {
        job.say(4, "ICH01021I", "NEW PASS PHRASE REJECTED BY RACF RULES");
        job.say(4, "ICH01010I", fmt::format("{} NOT ADDED", user.id.str()));
        return false;
    }
    auto stored = stored_phrase(job, value, {}, true);
    if (!stored) return std::move(stored).error();
    user.phrase = std::move(*stored);
    return true;
}

base::Status say_about_uid(Job& job, const racf::User& user) {
    const auto omvs = user.segments.find("OMVS");
    if (omvs == user.segments.end() || !omvs->second.contains("UID")) return {};
    auto group = job.profiles().group(user.default_group);
    if (!group) return std::move(group).error();
    const bool has_gid = *group && (*group)->segments.contains("OMVS") &&
                         (*group)->segments.at("OMVS").contains("GID");
    if (has_gid) return {};
    job.say(0, "ICH01019I",
            fmt::format("User {} is assigned an OMVS UID, but default group {} does not have a "
                        "GID. Processing continues.",
                        user.id.str(), user.default_group.str()));
    return {};
}

base::Status add_one(Job& job, const racf::UserId& id) {
    // A name may stand in the list twice.
    auto exists = id_exists(job, id.str());
    if (!exists) return std::move(exists).error();
    if (*exists) {
        job.say(4, "ICH01010I", fmt::format("{} NOT ADDED", id.str()));
        return {};
    }
    racf::User user{id, {}, job.issuer.id.str(), default_group(job), job.context.now};
    set_user_fields(job, user);
    auto assigned = assign_uid(job, user);
    if (!assigned) return std::move(assigned).error();
    if (!*assigned) return {};
    user.connections.push_back(first_connection(job, user));
    auto passwords = set_passwords(job, user);
    if (!passwords) return std::move(passwords).error();
    if (!*passwords) return {};
    if (auto said = say_about_uid(job, user); !said) return said;
    const bool is_protected = user.is_protected();
    if (auto done = job.commit(racf::Change(racf::PutUser{std::move(user)})); !done) return done;
    if (is_protected)
        job.say(0, "ICH01024I", fmt::format("User {} is defined as PROTECTED.", id.str()));
    return {};
}

/// TSO/E's parse exit refuses the whole command when one of the names is taken.
base::Result<bool> names_are_free(Job& job) {
    for (const Value& id : job.command.positionals[0]) {
        auto exists = id_exists(job, id.text);
        if (!exists) return std::move(exists).error();
        if (!*exists) continue;
        job.say(8, "IKJ56702I", fmt::format("INVALID USERID, {}", id.text));
        return false;
    }
    return true;
}

/// Says why not when the issuer may not add users to the group.
base::Result<bool> issuer_may_add(Job& job) {
    if (!may_define_users(job)) {
        job.say(8, "ICH01005I", "NOT AUTHORIZED TO ISSUE ADDUSER");
        return false;
    }
    auto allowed = has_group_authority(job, default_group(job), racf::GroupAuthority::Join);
    if (allowed && !*allowed) job.say(8, "ICH01011I", "INSUFFICIENT AUTHORITY");
    return allowed;
}

}  // namespace

base::Status apply_adduser(Job& job) {
    for (const auto check :
         {names_are_free, user_operands_are_valid, may_assign_uids, issuer_may_add}) {
        auto fine = check(job);
        if (!fine) return std::move(fine).error();
        if (!*fine) return {};
    }
    for (const Value& id : job.command.positionals[0])
        if (auto done = add_one(job, user_id(id)); !done) return done;
    return {};
}

}  // namespace ptkt::racf_command
