#ifndef PTKT_TOOLS_IMSCON_RECV_CTL_HPP
#define PTKT_TOOLS_IMSCON_RECV_CTL_HPP

#include <optional>
#include <string>
#include <vector>

#include "common/cli/options/options.hpp"

namespace ptkt::imscon_recv {

/// The word of this program that asks a running one: `imscon-recv ctl VIEWHWS`.
inline constexpr std::string_view kCtl = "ctl";

struct CtlOptions {
    std::optional<std::string> control;
    std::vector<std::string> words;
    cli::CommonOptions common;
};
[[nodiscard]] cli::OptionTable ctl_table(CtlOptions& options);
/// Sends a command to a running receiver and prints what it answers.
[[nodiscard]] cli::ExitStatus run_ctl(cli::Io& io);

}  // namespace ptkt::imscon_recv

#endif
