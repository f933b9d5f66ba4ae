#ifndef PTKT_RACF_MODEL_NEW_PASSWORD_HPP
#define PTKT_RACF_MODEL_NEW_PASSWORD_HPP

#include "common/base/result.hpp"
#include "common/base/secret.hpp"
#include "common/racf/model/options.hpp"
#include "common/racf/model/profiles.hpp"
#include "common/racf/model/user.hpp"

/// How a password or phrase takes the place of another: by the commands, and at a sign-on.
namespace ptkt::racf {

enum class PasswordKind { Password, Phrase };

/// The user's one of that kind.
[[nodiscard]] const std::optional<StoredPassword>& stored_of(const User& user, PasswordKind kind);
[[nodiscard]] std::optional<StoredPassword>& stored_of(User& user, PasswordKind kind);

/// The value with the case that counts: that of a phrase always does.
[[nodiscard]] base::Secret counted_case(const Options& options, PasswordKind kind,
                                        const base::Secret& value);

/// The value as it is stored. The hash of `old` goes into the history, as long as the system keeps
/// one. Not `changed`: expired.
[[nodiscard]] base::Result<StoredPassword> stored_as(PasswordKind kind, const base::Secret& value,
                                                     const std::optional<StoredPassword>& old,
                                                     const std::optional<base::Instant>& changed,
                                                     const Options& options, SecretKeeper& secrets);

/// What users who change their own value are told of the new one.
enum class NewPassword { Good, SameAsCurrent, TooSoon, AgainstRules, UsedBefore };
/// Judges the new value of a user who has proved to know the current one. Both are as they were
/// given.
[[nodiscard]] base::Result<NewPassword> judge_new(const User& user, PasswordKind kind,
                                                  const base::Secret& current,
                                                  const base::Secret& fresh, base::Instant now,
                                                  const Options& options, SecretKeeper& secrets);

}  // namespace ptkt::racf

#endif
