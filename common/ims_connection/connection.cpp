#include "common/ims_connection/connection.hpp"

namespace ptkt::ims_connection {

std::string_view to_string(CloseReason reason) {
    switch (reason) {
        case CloseReason::PeerClosed:
            return "peer-closed";
        case CloseReason::PeerClosedInMessage:
            return "peer-closed-in-message";
        case CloseReason::PeerLost:
            return "peer-lost";
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
    }
    return "";
}

}  // namespace ptkt::ims_connection
