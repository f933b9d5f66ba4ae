#ifndef PTKT_RACF_LANGUAGE_SPEC_HPP
#define PTKT_RACF_LANGUAGE_SPEC_HPP

#include <cstdint>
#include <span>
#include <string_view>

#include "common/racf/model/operand.hpp"

/// The types of the table of commands. The parser, the help, the manual page and the completions
/// are all made from that one table.
namespace ptkt::racf_command {

using operands::Effect;
using operands::joined;
using operands::Keyword;
using operands::Keywords;
using operands::Prompt;
using operands::ValueKind;
using operands::ValueSpec;

/// A positional operand.
struct Positional {
    std::string_view name;  ///< as the help shows it
    std::string_view help;
    ValueSpec value{};
    Prompt prompt{};
    bool required = true;
};

enum class CommandId : std::uint8_t {
    Rdefine,
    Ralter,
    Rdelete,
    Rlist,
    Permit,
    Setropts,
    Adduser,
    Altuser,
    Deluser,
    Listuser,
    Addgroup,
    Altgroup,
    Delgroup,
    Listgrp,
    Connect,
    Remove,
    Search,
    Password,
};

/// A command. `alias` and `second_name` are other names for it, or empty.
struct CommandSpec {
    CommandId id;
    std::string_view name;
    std::string_view alias;
    std::string_view second_name;
    std::string_view help;
    std::span<const Positional> positionals;
    Keywords keywords;
};

}  // namespace ptkt::racf_command

#endif
