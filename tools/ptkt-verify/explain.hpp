#ifndef PTKT_TOOLS_PTKT_VERIFY_EXPLAIN_HPP
#define PTKT_TOOLS_PTKT_VERIFY_EXPLAIN_HPP

#include <string_view>

#include "common/cli/exit_status.hpp"
#include "common/cli/io.hpp"
#include "tools/ptkt-verify/options.hpp"

namespace ptkt::verify {

/// Evaluates one ticket without using it up, and prints why it is accepted or rejected. The exit
/// status is that of the decision.
[[nodiscard]] cli::ExitStatus explain(cli::Io& io, const Options& options, std::string_view ticket);

}  // namespace ptkt::verify

#endif
