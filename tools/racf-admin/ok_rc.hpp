#ifndef PTKT_TOOLS_RACF_ADMIN_OK_RC_HPP
#define PTKT_TOOLS_RACF_ADMIN_OK_RC_HPP

#include <cstdint>
#include <optional>

#include "common/cli/exit_status.hpp"
#include "common/cli/options/option_table.hpp"

/// The return codes of RACF that a script takes as done: `--ok-rc 4` for `set -e`.
namespace ptkt::admin {

inline cli::OptionSpec& add_ok_rc(cli::OptionTable& table, std::optional<std::int64_t>& ok_rc) {
    return table
        .option({"ok-rc", 0, "RC", "exit with 0 when the highest return code is RC or lower"},
                ok_rc)
        .range(0, 12);
}

/// The same for a word of our own. The setting that RACF commands have does not hold for it: a
/// denial must not end with 0 by a habit.
inline cli::OptionSpec& add_ok_rc_of_word(cli::OptionTable& table,
                                          std::optional<std::int64_t>& ok_rc) {
    return add_ok_rc(table, ok_rc).command_line_only();
}

/// The status of a run that ended with a return code of RACF; any other status stays as it is.
[[nodiscard]] inline cli::ExitStatus taken_as_done(cli::ExitStatus status,
                                                   const std::optional<std::int64_t>& ok_rc) {
    const bool is_rc = status == cli::ExitStatus::RacfWarning ||
                       status == cli::ExitStatus::RacfError ||
                       status == cli::ExitStatus::RacfSevere;
    return is_rc && ok_rc && cli::to_int(status) <= *ok_rc ? cli::ExitStatus::Done : status;
}

}  // namespace ptkt::admin

#endif
