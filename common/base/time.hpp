#ifndef PTKT_BASE_TIME_HPP
#define PTKT_BASE_TIME_HPP

#include <chrono>
#include <string>
#include <string_view>

#include "common/base/result.hpp"

namespace ptkt::base {

/// A whole second of UTC, counted from 1970-01-01T00:00:00Z without leap seconds: all that a
/// PassTicket knows of time. Nothing below `cli` reads a clock; it is handed one of these.
using Instant = std::chrono::sys_seconds;
using Seconds = std::chrono::seconds;

[[nodiscard]] constexpr Instant instant(std::int64_t seconds_since_1970) {
    return Instant(Seconds(seconds_since_1970));
}
[[nodiscard]] constexpr std::int64_t to_seconds(Instant when) {
    return when.time_since_epoch().count();
}

/// `2026-11-22T10:00:00Z`. Years beyond 9999 are written with as many digits as they need.
[[nodiscard]] std::string to_rfc3339(Instant when);

/// RFC 3339 with `Z` or an offset, seconds since 1970 with or without `@`, `now`, or relative to now:
/// `-5m`, `+90s`, `-1h30m`. A local time without an offset is refused: nobody can tell what it means.
[[nodiscard]] Result<Instant> parse_time(std::string_view text, Instant now);

/// A length of time: `90` or `90s`, `20m`, `2h`, `30d`, or several in a row: `1h30m`.
[[nodiscard]] Result<Seconds> parse_duration(std::string_view text);

/// A length of time for people: `45 s`, `10 min`, `5 h 00 min 02 s`, `3 d 04 h 00 min`.
[[nodiscard]] std::string human_duration(Seconds length);

}  // namespace ptkt::base

#endif
