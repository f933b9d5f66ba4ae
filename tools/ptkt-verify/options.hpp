#ifndef PTKT_TOOLS_PTKT_VERIFY_OPTIONS_HPP
#define PTKT_TOOLS_PTKT_VERIFY_OPTIONS_HPP

#include <optional>
#include <string>

#include "common/base/time.hpp"
#include "common/cli/options/options.hpp"
#include "common/racf/model/names.hpp"

namespace ptkt::verify {

struct Options {
    std::optional<racf::UserId> user;
    std::optional<racf::ApplName> appl;
    std::optional<racf::GroupId> group;
    std::optional<racf::UserId> caller;  ///< who uses the service that evaluates
    std::optional<base::Instant> at;     ///< absent: now
    std::optional<std::string> replay;   ///< the URL of the shared table of used tickets
    bool no_record = false;
    bool explain = false;
    bool all_users = false;
    bool all_appls = false;
    std::optional<std::string> key_file;  ///< a key to try as well, for an explanation
    bool strict_keys = false;             ///< a weak key of --key-file is refused
    bool batch = false;
    bool line_buffered = false;
    std::optional<std::string> operand;  ///< the ticket, or a batch's file
    cli::CommonOptions common;
};

/// The program's command line, bound to `options`, which must outlive it.
[[nodiscard]] cli::OptionTable option_table(Options& options);

}  // namespace ptkt::verify

#endif
