#ifndef PTKT_CLI_NEXT_SECOND_HPP
#define PTKT_CLI_NEXT_SECOND_HPP

#include <chrono>

#include "common/base/time.hpp"
#include "common/cli/io.hpp"

namespace ptkt::cli {

/// Waits until the clock shows a later second than now, and gives that one. A ticket made then is
/// not the one that a run before made for the same user and application.
[[nodiscard]] base::Instant wait_for_next_second(Io& io);

/// How long it is until the system's clock shows its next second, for those who have other work
/// meanwhile: 1 ms to 1 s.
[[nodiscard]] std::chrono::milliseconds until_next_second();

}  // namespace ptkt::cli

#endif
