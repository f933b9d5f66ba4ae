#ifndef PTKT_CLI_OPTIONS_SHOW_CONFIG_HPP
#define PTKT_CLI_OPTIONS_SHOW_CONFIG_HPP

#include "common/cli/options/sources.hpp"

namespace ptkt::cli {

/// Prints what each option is in this run and which source says so: a line each, or an object with
/// `--json`.
[[nodiscard]] ExitStatus show_config(Io& io, const OptionTable& table, Sources& sources);

}  // namespace ptkt::cli

#endif
