#include "common/ims/protocol/connection.hpp"

namespace ptkt::ims_protocol {

std::string_view to_string(CloseReason reason) {
    switch (reason) {
        case CloseReason::PeerClosed:
            return "peer-closed";
        case CloseReason::PeerClosedInMessage:
            return "peer-closed-in-message";
        case CloseReason::PeerLost:
            return "peer-lost";
        case CloseReason::TlsFailed:
            return "tls-failed";
        case CloseReason::Finished:
            return "finished";
        case CloseReason::Framing:
            return "framing";
        case CloseReason::SignOnTimeout:
            return "sign-on-timeout";
        case CloseReason::MessageTimeout:
            return "message-timeout";
        case CloseReason::IdleTimeout:
            return "idle-timeout";
        case CloseReason::AnswerTimeout:
            return "answer-timeout";
        case CloseReason::Stopped:
            return "stopped";
        case CloseReason::Displaced:
            return "displaced";
        case CloseReason::LongBeforeSignOn:
            return "long-before-sign-on";
        case CloseReason::NoMemory:
            return "no-memory";
    }
    return "";
}

std::string describe(const Connection& connection, CloseReason reason) {
    std::string words(to_string(reason));
    const std::string failure = connection.failure();
    return failure.empty() ? words : words + ": " + failure;
}

}  // namespace ptkt::ims_protocol
