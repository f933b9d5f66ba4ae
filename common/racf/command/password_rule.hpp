#ifndef PTKT_RACF_COMMAND_PASSWORD_RULE_HPP
#define PTKT_RACF_COMMAND_PASSWORD_RULE_HPP

#include <string>

#include "common/racf/language/command.hpp"

/// Syntax rules of passwords. A rule is kept as SETROPTS LIST shows it: `LENGTH(4:8) ********`, one
/// letter a position. [RACF Command Language Reference, SETROPTS PASSWORD(RULEn) and LIST's legend]
namespace ptkt::racf_command {

/// The rule that a RULEn operand describes. Without LENGTH it is for the longest position named, or
/// for eight; `*` stands for positions that nothing is said about.
[[nodiscard]] std::string rule_text(const Operand& rule);

}  // namespace ptkt::racf_command

#endif
