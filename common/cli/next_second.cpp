#include "common/cli/next_second.hpp"

#include <time.h>

#include <algorithm>

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

std::chrono::milliseconds until_next_second() {
    using std::chrono::milliseconds;
    const auto now = std::chrono::system_clock::now();
    const auto next = std::chrono::floor<std::chrono::seconds>(now) + std::chrono::seconds(1);
    return std::max(std::chrono::ceil<milliseconds>(next - now), milliseconds(1));
}

}  // namespace ptkt::cli
