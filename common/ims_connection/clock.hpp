#ifndef PTKT_IMS_CONNECTION_CLOCK_HPP
#define PTKT_IMS_CONNECTION_CLOCK_HPP

#include "common/ims_connection/limits.hpp"

namespace ptkt::ims_connection {

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

}  // namespace ptkt::ims_connection

#endif
