#include <fmt/format.h>

#include <algorithm>

#include "common/racf/command/authority.hpp"
#include "common/racf/command/free_id.hpp"
#include "common/racf/command/passwords.hpp"
#include "common/racf/command/resource_fields.hpp"
#include "common/racf/command/revocation.hpp"
#include "common/racf/command/user_fields.hpp"

// ALTUSER. [RACF Command Language Reference, ALTUSER; RACF Messages and Codes, ALTUSER command
// messages]
namespace ptkt::racf_command {

namespace {

constexpr RevocationMessages kUserRevocation{"ICH21022I", "ICH21019I"};

base::Status change_group(Job& job, racf::User& user) {
    const Operand* operand = job.command.find("DFLTGRP");
    if (operand == nullptr) return {};
    const racf::GroupId group = group_id(operand->values.front());
    if (user.connection(group) == nullptr) {
        job.say(4, "ICH21004I", "DFLTGRP NOT ALTERED");
        return {};
    }
    user.default_group = group;
    return {};
}

/// AUTHORITY and UACC belong to the connection with the group of GROUP, or the default group.
base::Status change_connection(Job& job, racf::User& user) {
    const Operand* authority = job.command.find("AUTHORITY");
    const Operand* uacc = job.command.find("UACC");
    if (authority == nullptr && uacc == nullptr) return {};
    const Operand* named = job.command.find("GROUP");
    const racf::GroupId group =
        named == nullptr ? user.default_group : group_id(named->values.front());
    racf::Connection* connection = user.connection(group);
    if (connection == nullptr) {
        job.say(4, "ICH21011I",
                fmt::format("{} NOT ALTERED", authority != nullptr ? "AUTHORITY" : "UACC"));
        return {};
    }
    if (uacc != nullptr) connection->uacc = access_of_word(uacc->text());
    if (authority == nullptr) return {};
    const auto level = racf::group_authority_of(authority->text()).value();
    auto allowed = has_group_authority(job, group, level);
    if (!allowed) return std::move(allowed).error();
    if (*allowed) {
        connection->authority = level;
    } else {
        job.say(4, "ICH21006I", "AUTHORITY SPECIFIED GREATER THAN THE COMMAND USER");
    }
    return {};
}

/// Whether NOEXPIRED was given and counts: it takes SPECIAL, group-SPECIAL does not suffice. [RACF
/// Security Administrator's Guide, commands that SPECIAL users may issue]
bool stays_unexpired(Job& job) {
    if (!job.command.has("NOEXPIRED") || job.issuer.special) return job.command.has("NOEXPIRED");
    job.say(4, "ICH21005I", "NOT AUTHORIZED TO SPECIFY NOEXPIRED, OPERAND IGNORED");
    return false;
}

base::Status set_password(Job& job, racf::User& user, bool expired) {
    const Operand* operand = job.command.find("PASSWORD");
    if (operand == nullptr) return {};
    const base::Secret& value = operand->values.front().secret;
    // A password that will have to be changed need not follow the rules.
    if (!expired && !follows_rules(job.options, value)) {
        job.say(4, "PTKT007I", "The password does not follow the installation's syntax rules.");
        return {};
    }
    auto stored = stored_password(job, value, user.password, expired);
    if (!stored) return std::move(stored).error();
    user.password = std::move(*stored);
    user.failures = 0;
    return {};
}

base::Status set_phrase(Job& job, racf::User& user, bool expired) {
    const Operand* operand = job.command.find("PHRASE");
    if (operand == nullptr) return {};
    const base::Secret& value = operand->values.front().secret;
    if (!phrase_follows_rules(value, user.id.str())) {
        job.say(4, "PTKT009I", "The new phrase does not follow RACF's rules.");
        return {};
    }
    auto stored = stored_phrase(job, value, user.phrase, expired);
    if (!stored) return std::move(stored).error();
    user.phrase = std::move(*stored);
    return {};
}

/// EXPIRED and NOEXPIRED without a new password: the first lets the old one expire, the second has
/// nothing to work on.
void set_expiry(Job& job, racf::User& user) {
    if (job.command.has("PASSWORD") || job.command.has("PHRASE")) return;
    if (job.command.has("NOEXPIRED")) job.say(4, "ICH21007I", "EXPIRED/NOEXPIRED OPERAND IGNORED");
    if (!job.command.has("EXPIRED")) return;
    if (user.password) user.password->changed.reset();
    if (user.phrase) user.phrase->changed.reset();
}

base::Status change_passwords(Job& job, racf::User& user) {
    if (job.command.has("NOPASSWORD")) user.password.reset();
    if (job.command.has("NOPHRASE")) user.phrase.reset();
    const bool expired = !stays_unexpired(job);
    if (auto done = set_password(job, user, expired); !done) return done;
    if (auto done = set_phrase(job, user, expired); !done) return done;
    set_expiry(job, user);
    return {};
}

/// False when the user is to stay as he is.
base::Result<bool> change_all(Job& job, racf::User& user, bool audits) {
    const bool was_revoked = user.is_revoked(job.context.now);
    set_user_fields(job, user, audits);
    auto assigned = assign_uid(job, user);
    if (!assigned || !*assigned) return assigned;
    for (const auto change : {change_group, change_connection, change_passwords})
        if (auto done = change(job, user); !done) return std::move(done).error();
    Revocation(job, user.id.str(), kUserRevocation, user).run();
    if (was_revoked && !user.is_revoked(job.context.now)) {
        user.failures = 0;
        // Else SETROPTS INACTIVE would revoke him again at once.
        if (job.options.inactive_days) user.last_access = job.context.now;
    }
    return true;
}

/// A user without authority over himself may change a little, and an auditor what is logged.
base::Result<bool> change_little(Job& job, racf::User& user, const Little& little) {
    for (const Operand& operand : job.command.operands) {
        const std::string_view name = operand.keyword->name;
        if (!little.allows(name))
            job.say(4, "ICH21005I",
                    fmt::format("NOT AUTHORIZED TO SPECIFY {}, OPERAND IGNORED", name));
    }
    set_little(job, little, user);
    if (!little.own) return true;
    if (auto done = change_group(job, user); !done) return std::move(done).error();
    return true;
}

bool allows_any_of(const Little& little, const Command& command) {
    return little.own || std::any_of(command.operands.begin(), command.operands.end(),
                                     [&](const Operand& operand) {
                                         return little.allows(operand.keyword->name);
                                     });
}

/// False when the command ends here.
base::Result<bool> alter_one(Job& job, const racf::UserId& id) {
    auto user = job.profiles().user(id);
    if (!user) return std::move(user).error();
    if (!*user) {
        job.say(4, "ICH21009I", fmt::format("UNABLE TO LOCATE {}", id.str()));
        return true;
    }
    auto allowed = administers(job, (*user)->owner);
    if (!allowed) return std::move(allowed).error();
    auto audits = may_audit(job, (*user)->owner);
    if (!audits) return std::move(audits).error();
    const Little little{id == job.issuer.id, *audits};
    if (!*allowed && !allows_any_of(little, job.command)) {
        job.say(8, "ICH21010I", "NOT AUTHORIZED TO ISSUE ALTUSER");
        return false;
    }
    auto changed = *allowed ? change_all(job, **user, *audits) : change_little(job, **user, little);
    if (!changed) return changed;
    if (!*changed) return true;
    auto done = job.commit(racf::Change(racf::PutUser{std::move(**user)}));
    if (!done) return std::move(done).error();
    return true;
}

base::Result<bool> users_exist(Job& job) {
    for (const Value& id : job.command.positionals[0]) {
        auto exists = user_exists(job, id.text);
        if (!exists) return std::move(exists).error();
        if (*exists) continue;
        job.say(8, "IKJ56702I", fmt::format("INVALID USERID, {}", id.text));
        return false;
    }
    return true;
}

}  // namespace

base::Status apply_altuser(Job& job) {
    for (const auto check : {users_exist, user_operands_are_valid}) {
        auto fine = check(job);
        if (!fine) return std::move(fine).error();
        if (!*fine) return {};
    }
    for (const Value& id : job.command.positionals[0]) {
        auto goes_on = alter_one(job, user_id(id));
        if (!goes_on) return std::move(goes_on).error();
        if (!*goes_on) return {};
    }
    return {};
}

}  // namespace ptkt::racf_command
