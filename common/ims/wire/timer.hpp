#ifndef PTKT_IMS_WIRE_TIMER_HPP
#define PTKT_IMS_WIRE_TIMER_HPP

#include <chrono>
#include <optional>

#include "common/base/bytes.hpp"

/// IRM_TIMER (IBM "Timer interval specifications").
namespace ptkt::ims_wire {

enum class TimerKind {
    Default,  ///< X'00': depends on the message, else the port's TIMEOUT
    Wait,     ///< a time of its own
    NoWait,   ///< X'E9'
    Forever,  ///< X'FF'
    Invalid,  ///< anything else: the default is used, and its expiry reported with rc X'24'
};

struct Timer {
    TimerKind kind = TimerKind::Default;
    std::chrono::milliseconds wait{0};  ///< for Wait: 10 ms to 60 min
    friend bool operator==(const Timer&, const Timer&) = default;
};

inline constexpr base::Byte kTimerDefault = 0x00;
inline constexpr base::Byte kTimerNoWait = 0xE9;
inline constexpr base::Byte kTimerForever = 0xFF;

[[nodiscard]] Timer decode_timer(base::Byte value);

/// The value with the shortest time that is not below `wait`; nothing for a time that is not above
/// zero or is more than 60 minutes.
[[nodiscard]] std::optional<base::Byte> encode_timer(std::chrono::milliseconds wait);

}  // namespace ptkt::ims_wire

#endif
