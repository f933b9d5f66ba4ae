#ifndef PTKT_TESTS_UNIT_IMS_PROTOCOL_CONVERSATION_SUPPORT_HPP
#define PTKT_TESTS_UNIT_IMS_PROTOCOL_CONVERSATION_SUPPORT_HPP

#include "common/ims/protocol/conversation.hpp"
#include "tests/unit/test.hpp"

/// One client and the tpipes, driven event by event.
namespace talk {

using namespace ptkt;
using namespace ptkt::ims_protocol;
using ims_wire::Irm;
using ims_wire::MessageKind;
using ims_wire::Rsm;
using State = Conversation::State;
namespace f0 = ims_wire::f0;
namespace f1 = ims_wire::f1;
namespace f2 = ims_wire::f2;
namespace f3 = ims_wire::f3;
namespace f5 = ims_wire::f5;
namespace soct = ims_wire::soct;

inline constexpr base::Byte kAck = ims_wire::status_flag::kAckRequired;
inline constexpr base::Byte kMore = ims_wire::status_flag::kAsyncQueued;

inline Irm irm(MessageKind kind, base::Byte flags2 = f2::kCm0, base::Byte flags3 = 1) {
    Irm message;
    message.f4 = kind;
    message.f2 = flags2;
    message.f3 = flags3;
    message.soct = soct::kPersistent;
    message.trancode = "PART";
    return message;
}

inline Irm resume(base::Byte option, base::Byte timer = 0) {
    Irm message = irm(MessageKind::ResumeTpipe);
    message.f5 = option;
    message.timer = timer;
    return message;
}

inline Output output(std::string text) {
    return {{std::move(text)}, {}};
}

inline TransactionEnd reply(std::string text) {
    return {false, {}, output(std::move(text))};
}

class TestClient {
  public:
    explicit TestClient(ClientNumber number = 1) : conversation(number, tpipes) {
        rules.timeout = net::Milliseconds(5'000);
    }
    Effects say(const Irm& message) {
        return conversation.on_request(message, "CLIENT01", rules, message.trancode);
    }
    Effects say(MessageKind kind) { return say(irm(kind)); }
    /// A commit mode 0 transaction up to the output, which waits for its ACK.
    void run_cm0(const Irm& message = irm(MessageKind::SendReceive)) {
        REQUIRE(say(message).submit);
        REQUIRE(conversation.on_outcome(reply("done")).deliver == output("done"));
        REQUIRE(conversation.state() == State::AwaitsAck);
    }

    Tpipes tpipes;
    Rules rules;
    Conversation conversation;
};

inline bool is_silent(const Effects& effects) {
    return !effects.accepts && !effects.deliver && !effects.rsm;
}

}  // namespace talk

#endif
