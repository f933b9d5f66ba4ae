#include "common/ims/wire/timer.hpp"

namespace ptkt::ims_wire {

namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

/// Values from `first` to `last` stand for `base`, `base + step`, and so on.
struct Range {
    base::Byte first;
    base::Byte last;
    milliseconds base;
    milliseconds step;
};

/// X'63' is both 60 s and 1 min.
constexpr Range kRanges[] = {
    {0x01, 0x19, milliseconds(10), milliseconds(10)},
    {0x1A, 0x27, milliseconds(300), milliseconds(50)},
    {0x28, 0x63, seconds(1), seconds(1)},
    {0x64, 0x9E, minutes(2), minutes(1)},
};

constexpr base::Byte kLastWait = 0x9E;

}  // namespace

Timer decode_timer(base::Byte value) {
    if (value == kTimerDefault) return {};
    if (value == kTimerNoWait) return {TimerKind::NoWait, {}};
    if (value == kTimerForever) return {TimerKind::Forever, {}};
    for (const auto& range : kRanges) {
        if (value >= range.first && value <= range.last)
            return {TimerKind::Wait, range.base + (value - range.first) * range.step};
    }
    return {TimerKind::Invalid, {}};
}

std::optional<base::Byte> encode_timer(milliseconds wait) {
    if (wait <= milliseconds(0)) return std::nullopt;
    for (unsigned value = 1; value <= kLastWait; ++value) {
        const auto byte = static_cast<base::Byte>(value);
        if (decode_timer(byte).wait >= wait) return byte;
    }
    return std::nullopt;
}

}  // namespace ptkt::ims_wire
