#ifndef PTKT_RACF_MODEL_PASSWORD_RULES_HPP
#define PTKT_RACF_MODEL_PASSWORD_RULES_HPP

#include <string_view>

#include "common/base/secret.hpp"
#include "common/racf/model/options.hpp"

/// What passwords and phrases may look like. A rule of the installation is kept as SETROPTS LIST
/// shows it: `LENGTH(4:8) ********`, one letter a position.
namespace ptkt::racf {

/// Does a password have one of the rule's lengths, and at each position what the rule wants there?
/// A text that is not a rule matches nothing.
[[nodiscard]] bool matches_rule(std::string_view rule, std::string_view password);

/// The password with the case that counts: upper case, unless SETROPTS PASSWORD(MIXEDCASE).
[[nodiscard]] base::Secret folded(const Options& options, const base::Secret& password);

/// Does the password follow one of the installation's syntax rules, and the rule for special
/// characters? True when there are no rules.
[[nodiscard]] bool follows_rules(const Options& options, const base::Secret& password);

/// RACF's own rules for phrases: 14 to 100 characters, not containing the user ID, at least two
/// letters and two others, no more than two of the same character in a row. [RACF Security
/// Administrator's Guide; from general knowledge]
[[nodiscard]] bool phrase_follows_rules(const base::Secret& phrase, std::string_view user);

}  // namespace ptkt::racf

#endif
