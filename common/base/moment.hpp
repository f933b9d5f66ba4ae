#ifndef PTKT_BASE_MOMENT_HPP
#define PTKT_BASE_MOMENT_HPP

#include <string>

#include "common/base/time.hpp"

namespace ptkt::base {

/// A moment as a log needs it: finer than the second, which is all that a PassTicket knows.
using Moment = std::chrono::sys_time<std::chrono::microseconds>;

/// `2026-11-22T10:00:00.250000Z`.
[[nodiscard]] std::string to_rfc3339(Moment when);

}  // namespace ptkt::base

#endif
