#include "common/cli/next_second.hpp"

#include <time.h>

namespace ptkt::cli {

base::Instant wait_for_next_second(Io& io) {
    const base::Instant begun = io.now();
    const timespec until{static_cast<time_t>(base::to_seconds(begun) + 1), 0};
    base::Instant now = begun;
    // The loop covers a signal in between, and a clock that is set back while we wait.
    while (now <= begun) {
        ::clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &until, nullptr);
        now = io.now();
    }
    return now;
}

}  // namespace ptkt::cli
