#ifndef PTKT_CLI_OPTIONS_HELP_HPP
#define PTKT_CLI_OPTIONS_HELP_HPP

#include <string>

#include "common/cli/options/option_table.hpp"

namespace ptkt::cli {

/// No line of help is longer.
inline constexpr std::size_t kHelpWidth = 80;

/// What `--help` prints: usage, purpose, operands, options, examples, exit status.
[[nodiscard]] std::string help_text(const OptionTable& table);

/// What `--version` prints: `ptkt-gen 0.1.0` and a newline.
[[nodiscard]] std::string version_text(const OptionTable& table);

}  // namespace ptkt::cli

#endif
