#ifndef PTKT_IMS_PROTOCOL_TIME_LIMIT_HPP
#define PTKT_IMS_PROTOCOL_TIME_LIMIT_HPP

#include <optional>

#include "common/ims/wire/response.hpp"
#include "common/ims/wire/timer.hpp"
#include "common/net/clock.hpp"

/// How long a client waits, by IRM_TIMER and by what it has sent (IBM "Timer interval
/// specifications", "Timeout specifications on input messages").
namespace ptkt::ims_protocol {

/// The message that says how long its sender is going to wait for what comes next.
enum class Sent {
    Input,  ///< a send-receive message
    ResumeTpipe,
    AnswerToCm0,   ///< ACK or NAK of the output of a commit mode 0 transaction
    AnswerToOne,   ///< ACK or NAK of the output of a RESUME TPIPE for one message
    AnswerToFlow,  ///< ACK or NAK within a RESUME TPIPE for several
};

struct TimeLimit {
    bool no_wait = false;                     ///< nothing more is wanted
    std::optional<net::Milliseconds> length;  ///< absent: without limit
    base::Byte shown = 0;                     ///< the timer value that RSNCOD gives
    bool is_default = false;                  ///< the value was X'00' or none that there is
};

/// X'E9' is taken at its word only where IBM allows it, elsewhere it means a fixed short time.
/// `may_no_wait`: IRM_F1 says NOWAIT. `timeout`: TIMEOUT of the port; zero for none.
[[nodiscard]] TimeLimit time_limit_of(base::Byte timer, Sent sent, bool may_no_wait,
                                      net::Milliseconds timeout);

/// What a client is told whose time is up: return code 40 when its socket stays, else 32, and 36
/// when the time was the default; RSNCOD is the timer value.
[[nodiscard]] ims_wire::Rsm expiry(const TimeLimit& time_limit, bool is_persistent);

}  // namespace ptkt::ims_protocol

#endif
