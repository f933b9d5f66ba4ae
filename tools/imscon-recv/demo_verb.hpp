#ifndef PTKT_TOOLS_IMSCON_RECV_DEMO_VERB_HPP
#define PTKT_TOOLS_IMSCON_RECV_DEMO_VERB_HPP

#include <string_view>

#include "common/cli/options/options.hpp"

namespace ptkt::imscon_recv {

/// The word of this program that shows what all of them do: `imscon-recv demo`.
inline constexpr std::string_view kDemo = "demo";

struct DemoOptions {
    bool keep = false;  ///< the directory with what the demo made stays
    cli::CommonOptions common;
};
[[nodiscard]] cli::OptionTable demo_table(DemoOptions& options);
/// Runs the demo's commands in a directory that goes away, each shown as somebody types it. No: what
/// must come of one did not.
[[nodiscard]] cli::ExitStatus run_demo(cli::Io& io);

}  // namespace ptkt::imscon_recv

#endif
