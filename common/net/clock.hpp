#ifndef PTKT_NET_CLOCK_HPP
#define PTKT_NET_CLOCK_HPP

#include <chrono>

namespace ptkt::net {

using Milliseconds = std::chrono::milliseconds;
/// Time that cannot be set: for limits only, never told to anybody.
using TimePoint = std::chrono::steady_clock::time_point;

/// The time by which limits and timers are judged, and the waiting for it. A server and whoever
/// works with it ask nothing else, so a test can let an hour pass in a moment.
class Clock {
  public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual TimePoint now() = 0;
    /// A wait of at most so many milliseconds begins, negative: without limit. For how long the
    /// system is to wait.
    [[nodiscard]] virtual int begin_wait(int milliseconds) = 0;
};

/// The system's, which cannot be set.
[[nodiscard]] Clock& system_clock();

}  // namespace ptkt::net

#endif
