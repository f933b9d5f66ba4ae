#ifndef PTKT_RACF_COMMAND_PASSWORDS_HPP
#define PTKT_RACF_COMMAND_PASSWORDS_HPP

#include <optional>
#include <string_view>

#include "common/base/result.hpp"
#include "common/base/secret.hpp"
#include "common/racf/command/job.hpp"
#include "common/racf/model/options.hpp"
#include "common/racf/model/user.hpp"

/// Passwords and phrases as commands set them.
namespace ptkt::racf_command {

/// The password as it is stored: folded to upper case unless SETROPTS PASSWORD(MIXEDCASE). The hash
/// of `old` goes into the history, as long as the system keeps one. Not `changed`: expired.
[[nodiscard]] base::Result<racf::StoredPassword> stored_password(
    Job& job, const base::Secret& value, const std::optional<racf::StoredPassword>& old,
    bool expired);
/// The same for a phrase, whose case always counts.
[[nodiscard]] base::Result<racf::StoredPassword> stored_phrase(
    Job& job, const base::Secret& value, const std::optional<racf::StoredPassword>& old,
    bool expired);

/// The password with the case that counts.
[[nodiscard]] base::Secret folded(const racf::Options& options, const base::Secret& password);

/// Does the password follow one of the installation's syntax rules, and the rule for special
/// characters? True when there are no rules.
[[nodiscard]] bool follows_rules(const racf::Options& options, const base::Secret& password);

/// RACF's own rules for phrases: 14 to 100 characters, not containing the user ID, at least two
/// letters and two others, no more than two of the same character in a row. [RACF Security
/// Administrator's Guide; from general knowledge]
[[nodiscard]] bool phrase_follows_rules(const base::Secret& phrase, std::string_view user);

}  // namespace ptkt::racf_command

#endif
