#ifndef PTKT_CLI_OPTIONS_OPTIONS_HPP
#define PTKT_CLI_OPTIONS_OPTIONS_HPP

#include <optional>
#include <string>

#include "common/cli/exit_status.hpp"
#include "common/cli/io.hpp"
#include "common/cli/options/option_table.hpp"

namespace ptkt::cli {

/// The options that all programs have.
struct CommonOptions {
    std::optional<std::string> store;
    std::optional<std::string> master_key;  ///< where it is, when not in the store
    std::optional<std::string> config;
    bool json = false;
    std::optional<std::string> field;
    bool quiet = false;
    unsigned verbosity = 0;
    bool show_config = false;
    bool help = false;
    bool version = false;
};

/// Adds them to a program's table; to be called after the program's own.
void add_common_options(OptionTable& table, CommonOptions& options);

/// Sets every member that the table binds, from the first that has a word for it: the arguments,
/// the environment (PTKT_GEN_TYPE for ptkt-gen, PTKT_STORE for all; an empty variable counts as
/// absent), the user's settings, the system's. Nothing comes back when the program shall go on; a
/// status when it is over: help, the version or the settings were printed, or what is wrong was
/// reported. Help and version need no settings.
[[nodiscard]] std::optional<ExitStatus> parse_options(const OptionTable& table, Io& io);

}  // namespace ptkt::cli

#endif
