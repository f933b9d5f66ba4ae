#ifndef PTKT_RACF_LANGUAGE_TABLE_HPP
#define PTKT_RACF_LANGUAGE_TABLE_HPP

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/result.hpp"
#include "common/racf/language/spec.hpp"

namespace ptkt::racf_command {

/// All commands, in alphabetical order.
[[nodiscard]] std::span<const CommandSpec* const> command_table();

/// A command by its name or alias in upper case, or nullptr. Command names are not abbreviated.
[[nodiscard]] const CommandSpec* find_command(std::string_view name);

/// What a word may mean among the keywords of one level: the keyword of just that name, or all
/// keywords that begin with it. One is the answer, none is unknown, more are ambiguous. [TSO/E
/// Programming Services, parse service routine; from general knowledge]
[[nodiscard]] std::vector<const Keyword*> find_keywords(Keywords keywords, std::string_view word);

/// The commands, a line each, with their aliases and what they do. Lines fit in 80 columns.
[[nodiscard]] std::string command_list_text();
/// The help text of a command: what it does, how it is written, its operands with their effect.
/// Lines fit in 80 columns.
[[nodiscard]] std::string help_text(const CommandSpec& command);
/// What HELP answers: without words the commands; for a command its help text; for a command and
/// an operand, or an operand inside of that, what this one is. Usage when there is none such.
[[nodiscard]] base::Result<std::string> help(std::span<const std::string> words);

namespace table {
extern const CommandSpec kAddgroup;
extern const CommandSpec kAdduser;
extern const CommandSpec kAltgroup;
extern const CommandSpec kAltuser;
extern const CommandSpec kConnect;
extern const CommandSpec kDelgroup;
extern const CommandSpec kDeluser;
extern const CommandSpec kListgrp;
extern const CommandSpec kListuser;
extern const CommandSpec kPasswordCommand;
extern const CommandSpec kPermit;
extern const CommandSpec kRalter;
extern const CommandSpec kRdefine;
extern const CommandSpec kRdelete;
extern const CommandSpec kRemove;
extern const CommandSpec kRlist;
extern const CommandSpec kSearch;
extern const CommandSpec kSetropts;
}  // namespace table

}  // namespace ptkt::racf_command

#endif
