#include "common/racf/model/new_password.hpp"

#include "common/racf/model/password_rules.hpp"

namespace ptkt::racf {

namespace {

base::Result<bool> was_used_before(const StoredPassword& stored, const base::Secret& value,
                                   SecretKeeper& secrets) {
    for (const std::string& hash : stored.history) {
        auto same = secrets.password_matches(value, hash);
        if (!same || *same) return same;
    }
    return false;
}

bool follows(const User& user, PasswordKind kind, const base::Secret& value,
             const Options& options) {
    return kind == PasswordKind::Password ? follows_rules(options, value)
                                          : phrase_follows_rules(value, user.id.str());
}

}  // namespace

const std::optional<StoredPassword>& stored_of(const User& user, PasswordKind kind) {
    return kind == PasswordKind::Password ? user.password : user.phrase;
}

std::optional<StoredPassword>& stored_of(User& user, PasswordKind kind) {
    return kind == PasswordKind::Password ? user.password : user.phrase;
}

base::Secret counted_case(const Options& options, PasswordKind kind, const base::Secret& value) {
    return kind == PasswordKind::Password ? folded(options, value) : value.clone();
}

base::Result<StoredPassword> stored_as(PasswordKind kind, const base::Secret& value,
                                       const std::optional<StoredPassword>& old,
                                       const std::optional<base::Instant>& changed,
                                       const Options& options, SecretKeeper& secrets) {
    auto hash = secrets.hash_password(counted_case(options, kind, value));
    if (!hash) return std::move(hash).error();
    StoredPassword password{std::move(*hash), changed, {}};
    if (old) {
        password.history = old->history;
        if (old->is_known()) password.history.insert(password.history.begin(), old->hash);
    }
    const auto kept = static_cast<std::size_t>(options.password_history);
    if (password.history.size() > kept) password.history.resize(kept);
    return password;
}

base::Result<NewPassword> judge_new(const User& user, PasswordKind kind,
                                    const base::Secret& current, const base::Secret& fresh,
                                    base::Instant now, const Options& options,
                                    SecretKeeper& secrets) {
    const StoredPassword& stored = *stored_of(user, kind);
    const base::Secret value = counted_case(options, kind, fresh);
    if (counted_case(options, kind, current).equals(value)) return NewPassword::SameAsCurrent;
    if (stored.changed && now - *stored.changed < std::chrono::days(options.password_minchange))
        return NewPassword::TooSoon;
    if (!follows(user, kind, value, options)) return NewPassword::AgainstRules;
    const auto used = was_used_before(stored, value, secrets);
    if (!used) return used.error();
    return *used ? NewPassword::UsedBefore : NewPassword::Good;
}

}  // namespace ptkt::racf
