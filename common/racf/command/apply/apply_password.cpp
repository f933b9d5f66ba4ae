#include <fmt/format.h>

#include "common/racf/command/authority.hpp"
#include "common/racf/command/passwords.hpp"

// PASSWORD, which is also PHRASE. [RACF Command Language Reference, PASSWORD; RACF Messages and
// Codes, messages ICH08nnnI]
namespace ptkt::racf_command {

namespace {

/// A password or phrase of the issuer, and how one of that kind is treated.
struct Kind {
    std::string_view keyword;
    std::optional<racf::StoredPassword> racf::User::*member;
    base::Result<racf::StoredPassword> (*stored)(Job&, const base::Secret&,
                                                 const std::optional<racf::StoredPassword>&, bool);
};

constexpr Kind kPasswordKind{"PASSWORD", &racf::User::password, stored_password};
constexpr Kind kPhraseKind{"PHRASE", &racf::User::phrase, stored_phrase};

base::Secret counted_case(const Job& job, const Kind& kind, const base::Secret& value) {
    return kind.keyword == kPasswordKind.keyword ? folded(job.options, value) : value.clone();
}

bool follows(const Job& job, const Kind& kind, const base::Secret& value) {
    return kind.keyword == kPasswordKind.keyword ? follows_rules(job.options, value)
                                                 : phrase_follows_rules(value, job.issuer.id.str());
}

base::Result<bool> was_used_before(Job& job, const racf::StoredPassword& stored,
                                   const base::Secret& value) {
    for (const std::string& hash : stored.history) {
        auto same = job.context.secrets.password_matches(value, hash);
        if (!same || *same) return same;
    }
    return false;
}

bool too_soon(const Job& job, const racf::StoredPassword& stored) {
    return stored.changed &&
           job.context.now - *stored.changed < std::chrono::days(job.options.password_minchange);
}

/// Says why a new value is not taken; true when it is.
base::Result<bool> is_acceptable(Job& job, const Kind& kind, const racf::StoredPassword& stored,
                                 const base::Secret& current, const base::Secret& fresh) {
    // A value that is not known here matches nothing: an administrator sets another by ALTUSER.
    auto right = stored.is_known() ? job.context.secrets.password_matches(current, stored.hash)
                                   : base::Result<bool>(false);
    if (!right) return right;
    if (!*right) {
        job.say(8, "ICH08005I", "VALUE SPECIFIED IS NOT CURRENT PASSWORD");
    } else if (current.equals(fresh)) {
        job.say(8, "ICH08002I", "NEW PASSWORD CANNOT EQUAL CURRENT PASSWORD");
    } else if (too_soon(job, stored)) {
        job.say(8, "PTKT014I",
                fmt::format("A password can be changed again after {} days.",
                            job.options.password_minchange));
    } else if (!follows(job, kind, fresh)) {
        job.say(8, "ICH08014I", "PASSWORD CHANGE REJECTED BY INSTALLATION SYNTAX RULES");
    } else {
        auto used = was_used_before(job, stored, fresh);
        if (!used || !*used) return used ? base::Result<bool>(true) : used;
        job.say(8, "ICH08015I", "NEW PASSWORD MATCHES A PREVIOUS PASSWORD FOR YOU");
    }
    return false;
}

base::Status change_own(Job& job, const Kind& kind) {
    const Operand* operand = job.command.find(kind.keyword);
    if (operand == nullptr) return {};
    if (operand->values.size() != 2) {
        job.say(8, "IKJ56701I", fmt::format("MISSING NEW {}", kind.keyword));
        return {};
    }
    // Read again: the password may just have been changed, and now it is about the phrase.
    auto user = job.profiles().user(job.issuer.id);
    if (!user) return std::move(user).error();
    if (!*user || !((**user).*kind.member)) {
        job.say(8, "ICH08008I",
                fmt::format("{} NOT DEFINED TO USE A PASSWORD", job.issuer.id.str()));
        return {};
    }
    auto& stored = (**user).*kind.member;
    const base::Secret current = counted_case(job, kind, operand->values[0].secret);
    const base::Secret fresh = counted_case(job, kind, operand->values[1].secret);
    auto acceptable = is_acceptable(job, kind, *stored, current, fresh);
    if (!acceptable) return std::move(acceptable).error();
    if (!*acceptable) return {};
    auto changed = kind.stored(job, fresh, stored, false);
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
    for (const Kind* kind : {&kPasswordKind, &kPhraseKind})
        if (auto done = change_own(job, *kind); !done) return done;
    if (!intervals || job.outcome.rc >= 8) return {};
    if (users == nullptr) return set_interval(job, job.issuer.id);
    for (const Value& user : users->values)
        if (auto done = set_interval(job, user_id(user)); !done) return done;
    return {};
}

}  // namespace ptkt::racf_command
