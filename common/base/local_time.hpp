#ifndef PTKT_BASE_LOCAL_TIME_HPP
#define PTKT_BASE_LOCAL_TIME_HPP

#include "common/base/time.hpp"

namespace ptkt::base {

/// A moment as the clocks on the walls here show it.
struct WallTime {
    std::chrono::weekday day;
    std::chrono::minutes minute;  ///< since midnight, 0 to 1439
    friend bool operator==(const WallTime&, const WallTime&) = default;
};

/// In the time zone of this process: TZ, or else what the system is set to.
[[nodiscard]] WallTime wall_time(Instant when);

}  // namespace ptkt::base

#endif
