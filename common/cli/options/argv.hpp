#ifndef PTKT_CLI_OPTIONS_ARGV_HPP
#define PTKT_CLI_OPTIONS_ARGV_HPP

#include <map>
#include <string>
#include <vector>

#include "common/cli/options/option_table.hpp"

namespace ptkt::cli {

/// A command line taken apart, its words not yet looked into.
struct Arguments {
    std::map<std::string, std::vector<std::string>> options;  ///< words by long name; flags: `true`
    std::vector<std::string> operands;
    std::vector<std::string> unknown;  ///< what looks like an option and is none of the table
};

/// Whether an argument is written as an option is; `-` alone is none.
[[nodiscard]] bool looks_like_option(std::string_view arg);

/// Whether an argument is an option, or ends with one, that has its word in the next argument.
[[nodiscard]] bool waits_for_word(const OptionTable& table, const std::string& arg);

/// Takes the arguments apart by the table: `--name WORD`, `--name=WORD`, `-n WORD`, `-nWORD`,
/// clusters of flags, `--` before operands that begin with a dash. Usage when a word is missing.
[[nodiscard]] base::Result<Arguments> split_arguments(const OptionTable& table,
                                                      const std::vector<std::string>& args);

}  // namespace ptkt::cli

#endif
