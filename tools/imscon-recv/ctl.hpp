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
/// The fields of STATUS.
inline constexpr std::string_view kStatusFields =
    "v event time hws version since open connections numsoc maxsoc messages link_messages sign_ons "
    "refusals refused bytes_in bytes_out key_profiles keys next_rotation next_profile";
/// What a running receiver says of itself. Errors of the socket; Unavailable: its answer is none.
[[nodiscard]] base::Result<json::Json> ask_status(const std::string& control);
/// Sends a command to a running receiver and prints what it answers.
[[nodiscard]] cli::ExitStatus run_ctl(cli::Io& io);

}  // namespace ptkt::imscon_recv

#endif
