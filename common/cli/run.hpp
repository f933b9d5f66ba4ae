#ifndef PTKT_CLI_RUN_HPP
#define PTKT_CLI_RUN_HPP

#include <functional>
#include <string_view>

#include "common/cli/exit_status.hpp"
#include "common/cli/io.hpp"

namespace ptkt::cli {

/// A whole program: options, work, results. It says what went wrong itself (see diagnostics).
using Body = std::function<ExitStatus(Io&)>;

/// Runs a body and flushes its output. Exceptions are bugs or exhaustion: one line and 70. Output
/// that could not be written turns an answer into 74, also when only its reader went away; of that
/// nothing is said.
[[nodiscard]] ExitStatus run_body(Io& io, const Body& body);

/// What `main` does: makes the process safe for secrets (files for the owner only, no core dumps,
/// no tracing by others), has broken pipes reported as errors instead of signals, and runs the body
/// on the real arguments, environment, descriptors and clock. Gives what `main` returns.
[[nodiscard]] int run(std::string_view tool, int argc, const char* const* argv, const Body& body);

}  // namespace ptkt::cli

#endif
