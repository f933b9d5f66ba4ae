#include "common/base/local_time.hpp"

#include <ctime>

namespace ptkt::base {

WallTime wall_time(Instant when) {
    const std::time_t seconds = to_seconds(when);
    std::tm local{};
    // A year that a tm cannot hold leaves it as it is: a Sunday, midnight.
    ::localtime_r(&seconds, &local);
    return {std::chrono::weekday(static_cast<unsigned>(local.tm_wday)),
            std::chrono::minutes(local.tm_hour * 60 + local.tm_min)};
}

}  // namespace ptkt::base
