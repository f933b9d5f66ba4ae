#ifndef PTKT_TOOLS_IMSCON_RECV_TOP_VERB_HPP
#define PTKT_TOOLS_IMSCON_RECV_TOP_VERB_HPP

#include <optional>
#include <string>
#include <string_view>

#include "common/base/time.hpp"
#include "common/cli/options/options.hpp"

namespace ptkt::imscon_recv {

/// The word of this program that shows what a running one is doing: `imscon-recv top`.
inline constexpr std::string_view kTop = "top";

struct TopOptions {
    std::optional<std::string> control;
    std::optional<base::Seconds> interval;
    std::optional<std::int64_t> count;
    cli::CommonOptions common;
};
[[nodiscard]] cli::OptionTable top_table(TopOptions& options);
/// On a terminal a picture that is drawn again until the user leaves; elsewhere it is printed once,
/// or as a line at each interval.
[[nodiscard]] cli::ExitStatus run_top(cli::Io& io);

}  // namespace ptkt::imscon_recv

#endif
