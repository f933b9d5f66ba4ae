#ifndef PTKT_CLI_OPTIONS_COMPLETION_HPP
#define PTKT_CLI_OPTIONS_COMPLETION_HPP

#include <string>

#include "common/cli/options/option_table.hpp"

/// Completions for three shells, made from the table of options, so that they cannot be stale: the
/// files that are shipped are compared with these by a test.
namespace ptkt::cli {

[[nodiscard]] std::string bash_completion(const OptionTable& table);
[[nodiscard]] std::string zsh_completion(const OptionTable& table);
[[nodiscard]] std::string fish_completion(const OptionTable& table);

}  // namespace ptkt::cli

#endif
