#ifndef PTKT_TOOLS_RACF_ADMIN_OPTIONS_HPP
#define PTKT_TOOLS_RACF_ADMIN_OPTIONS_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/cli/options/options.hpp"
#include "common/racf/model/names.hpp"

namespace ptkt::admin {

struct Options {
    std::optional<std::string> file;  ///< commands; absent: the words, or standard input
    bool echo = false;
    std::optional<racf::UserId> issuer;  ///< absent: IBMUSER
    std::optional<std::int64_t> stop_at;
    std::optional<std::int64_t> ok_rc;
    bool skip_unsupported = false;  ///< what has no place here ends with 0
    bool strict_keys = false;  ///< weak keys are refused
    bool dry_run = false;  ///< say what the commands would change, and change nothing
    std::vector<std::string> words;
    cli::CommonOptions common;
};

/// The program's command line, bound to `options`, which must outlive it.
[[nodiscard]] cli::OptionTable option_table(Options& options);

}  // namespace ptkt::admin

#endif
