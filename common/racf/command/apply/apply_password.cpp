#include <fmt/format.h>

#include "common/racf/command/authority.hpp"
#include "common/racf/command/passwords.hpp"

// PASSWORD, which is also PHRASE. [RACF Command Language Reference, PASSWORD; RACF Messages and
// Codes, messages ICH08nnnI]
namespace ptkt::racf_command {

namespace {

std::string_view keyword_of(racf::PasswordKind kind) {
    return kind == racf::PasswordKind::Password ? "PASSWORD" : "PHRASE";
}

void say_why_not(Job& job, racf::NewPassword verdict) {
    switch (verdict) {
        case racf::NewPassword::Good:
            return;
        case racf::NewPassword::SameAsCurrent:
            return job.say(8, "ICH08002I", "NEW PASSWORD CANNOT EQUAL CURRENT PASSWORD");
        case racf::NewPassword::TooSoon:
            return job.say(8, "PTKT014I",
                           fmt::format("A password can be changed again after {} days.",
                                       job.options.password_minchange));
        case racf::NewPassword::AgainstRules:
            return job.say(8, "ICH08014I", "PASSWORD CHANGE REJECTED BY INSTALLATION SYNTAX RULES");
        case racf::NewPassword::UsedBefore:
            return job.say(8, "ICH08015I", "NEW PASSWORD MATCHES A PREVIOUS PASSWORD FOR YOU");
    }
}

/// Says why a new value is not taken; true when it is.
base::Result<bool> is_acceptable(Job& job, const racf::User& user, racf::PasswordKind kind,
                                 const base::Secret& current, const base::Secret& fresh) {
    const racf::StoredPassword& stored = *racf::stored_of(user, kind);
    // A value that is not known here matches nothing: an administrator sets another by ALTUSER.
    auto right = stored.is_known()
                     ? job.context.secrets.password_matches(
                           racf::counted_case(job.options, kind, current), stored.hash)
                     : base::Result<bool>(false);
    if (!right) return right;
    if (!*right) {
        job.say(8, "ICH08005I", "VALUE SPECIFIED IS NOT CURRENT PASSWORD");
        return false;
    }
    const auto verdict = racf::judge_new(user, kind, current, fresh, job.context.now, job.options,
                                         job.context.secrets);
    if (!verdict) return verdict.error();
    say_why_not(job, *verdict);
    return *verdict == racf::NewPassword::Good;
}

base::Status change_own(Job& job, racf::PasswordKind kind) {
    const Operand* operand = job.command.find(keyword_of(kind));
    if (operand == nullptr) return {};
    if (operand->values.size() != 2) {
        job.say(8, "IKJ56701I", fmt::format("MISSING NEW {}", keyword_of(kind)));
        return {};
    }
    // Read again: the password may just have been changed, and now it is about the phrase.
    auto user = job.profiles().user(job.issuer.id);
    if (!user) return std::move(user).error();
    if (!*user || !racf::stored_of(**user, kind)) {
        job.say(8, "ICH08008I",
                fmt::format("{} NOT DEFINED TO USE A PASSWORD", job.issuer.id.str()));
        return {};
    }
    const base::Secret& fresh = operand->values[1].secret;
    auto acceptable = is_acceptable(job, **user, kind, operand->values[0].secret, fresh);
    if (!acceptable) return std::move(acceptable).error();
    if (!*acceptable) return {};
    auto& stored = racf::stored_of(**user, kind);
    auto changed =
        racf::stored_as(kind, fresh, stored, job.context.now, job.options, job.context.secrets);
    if (!changed) return std::move(changed).error();
    stored = std::move(*changed);
    return job.commit(racf::Change(racf::PutUser{std::move(**user)}));
}

/// The own interval may be shortened by everybody; to have none takes authority.
base::Result<bool> may_set_interval(const Job& job, const racf::User& user) {
    if (user.id == job.issuer.id && job.command.has("INTERVAL")) return true;
    return administers(job, user.owner);
}

base::Status set_interval(Job& job, const racf::UserId& id) {
    auto user = job.profiles().user(id);
    if (!user) return std::move(user).error();
    if (!*user) {
        job.say(4, "ICH08001I", fmt::format("{} NOT DEFINED TO RACF", id.str()));
        return {};
    }
    auto allowed = may_set_interval(job, **user);
    if (!allowed) return std::move(allowed).error();
    if (!*allowed) {
        job.say(4, "ICH08007I",
                fmt::format("NOT AUTHORIZED TO CHANGE PASSWORD/INTERVAL FOR {}", id.str()));
        return {};
    }
    const Operand* interval = job.command.find("INTERVAL");
    (*user)->password_interval = interval == nullptr ? 0 : interval->values.front().number;
    return job.commit(racf::Change(racf::PutUser{std::move(**user)}));
}

/// An interval may not be longer than the system's.
bool interval_is_valid(Job& job) {
    const Operand* interval = job.command.find("INTERVAL");
    const std::int64_t most = job.options.password_interval;
    if (interval == nullptr || interval->values.front().number <= most) return true;
    job.say(8, "ICH08003I", fmt::format("INTERVAL NOT IN RANGE 1-{}", most));
    return false;
}

}  // namespace

base::Status apply_password(Job& job) {
    const Operand* users = job.command.find("USER");
    const bool intervals = job.command.has("INTERVAL") || job.command.has("NOINTERVAL");
    const bool values = job.command.has("PASSWORD") || job.command.has("PHRASE");
    if (users != nullptr && (values || !intervals)) {
        job.say(8, "PTKT015I", "The password of another user is set by ALTUSER.");
        return {};
    }
    if (!interval_is_valid(job)) return {};
    for (const auto kind : {racf::PasswordKind::Password, racf::PasswordKind::Phrase})
        if (auto done = change_own(job, kind); !done) return done;
    if (!intervals || job.outcome.rc >= 8) return {};
    if (users == nullptr) return set_interval(job, job.issuer.id);
    for (const Value& user : users->values)
        if (auto done = set_interval(job, user_id(user)); !done) return done;
    return {};
}

}  // namespace ptkt::racf_command
