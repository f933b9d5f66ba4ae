#include "common/ims/protocol/time_limit.hpp"

namespace ptkt::ims_protocol {

namespace {

using ims_wire::TimerKind;

constexpr net::Milliseconds kLong(2'000);
constexpr net::Milliseconds kShort(250);

TimeLimit usual(net::Milliseconds length) {
    return {false, length, ims_wire::encode_timer(length).value_or(ims_wire::kTimerForever), true};
}

TimeLimit default_of(Sent sent, net::Milliseconds timeout) {
    if (sent == Sent::ResumeTpipe) return usual(kLong);
    if (sent == Sent::AnswerToFlow) return usual(kShort);
    if (timeout.count() == 0) return {false, std::nullopt, ims_wire::kTimerForever, true};
    return usual(timeout);
}

/// X'E9'.
TimeLimit no_wait(Sent sent, bool may_no_wait) {
    const bool allowed = sent == Sent::AnswerToOne || (sent == Sent::AnswerToCm0 && may_no_wait);
    if (allowed) return {true, std::nullopt, ims_wire::kTimerNoWait, false};
    TimeLimit forced = usual(sent == Sent::Input || sent == Sent::ResumeTpipe ? kLong : kShort);
    forced.is_default = false;
    return forced;
}

}  // namespace

TimeLimit time_limit_of(base::Byte timer, Sent sent, bool may_no_wait, net::Milliseconds timeout) {
    const ims_wire::Timer decoded = ims_wire::decode_timer(timer);
    switch (decoded.kind) {
        case TimerKind::Wait:
            return {false, decoded.wait, timer, false};
        case TimerKind::Forever:
            return {false, std::nullopt, timer, false};
        case TimerKind::NoWait:
            return no_wait(sent, may_no_wait);
        case TimerKind::Default:
        case TimerKind::Invalid:
            break;
    }
    return default_of(sent, timeout);
}

ims_wire::Rsm expiry(const TimeLimit& time_limit, bool is_persistent) {
    ims_wire::Rsm rsm;
    rsm.return_code =
        time_limit.is_default ? ims_wire::retcod::kDefaultTimer : ims_wire::retcod::kTimer;
    if (is_persistent) rsm.return_code = ims_wire::retcod::kTimerKept;
    rsm.reason_code = time_limit.shown;
    return rsm;
}

}  // namespace ptkt::ims_protocol
