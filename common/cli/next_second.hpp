#ifndef PTKT_CLI_NEXT_SECOND_HPP
#define PTKT_CLI_NEXT_SECOND_HPP

#include "common/base/time.hpp"
#include "common/cli/io.hpp"

namespace ptkt::cli {

/// Waits until the clock shows a later second than now, and gives that one. A ticket made then is
/// not the one that a run before made for the same user and application.
[[nodiscard]] base::Instant wait_for_next_second(Io& io);

}  // namespace ptkt::cli

#endif
