// Any sequence of events: the conversation never answers twice, loses no output and holds none
// twice, and whoever waits has a timer or asked to wait without limit.
#include <cstdlib>

#include "common/ims/protocol/conversation.hpp"

using namespace ptkt;
using namespace ptkt::ims_protocol;

namespace {

void expect(bool holds) {
    if (!holds) std::abort();
}

ims_wire::Irm irm_of(const std::uint8_t* bytes) {
    ims_wire::Irm irm;
    constexpr ims_wire::MessageKind kLast = ims_wire::MessageKind::SendOnly;
    irm.f4 = static_cast<ims_wire::MessageKind>(bytes[0] % (static_cast<unsigned>(kLast) + 1));
    irm.f1 = bytes[1];
    irm.f2 = bytes[2];
    irm.f3 = bytes[3];
    irm.f5 = bytes[4];
    irm.timer = bytes[5];
    irm.soct = bytes[6] % 2 == 0 ? ims_wire::soct::kPersistent : ims_wire::soct::kTransaction;
    irm.f0 = bytes[6];
    return irm;
}

void check(const Effects& effects, const Conversation& conversation) {
    using State = Conversation::State;
    expect(int{effects.accepts} + int{effects.deliver.has_value()} + int{effects.rsm.has_value()} <=
           1);
    // Nobody waits for a message that is sent only on a transaction socket: it ends with it.
    expect(!effects.submit || effects.closes || conversation.state() == State::Running);
    const bool wants_ack = (effects.flags & ims_wire::status_flag::kAckRequired) != 0;
    if (effects.deliver) expect(wants_ack == (conversation.state() == State::AwaitsAck));
    if (effects.closes) expect(conversation.state() == State::Idle);
    // A conversation has its connection, and ends with it.
    expect(!effects.closes || !conversation.is_conversational());
    expect(effects.ended.empty() || !conversation.is_conversational());
    if (conversation.state() == State::AwaitsAck && effects.sets_timer)
        expect(effects.timer.has_value());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t kEvent = 8;
    Tpipes tpipes({8, 1'000});
    Conversation conversation(1, tpipes);
    Rules rules;
    for (; size >= kEvent; data += kEvent, size -= kEvent) {
        Effects effects;
        switch (data[7] % 6) {
            case 0:
            case 1:
                effects = conversation.on_request(irm_of(data), "CLIENT01", rules, "PART");
                break;
            case 2:
                effects = conversation.on_outcome(
                    {data[0] % 4 == 0,
                     "failed",
                     {{"text"}, {}},
                     data[1] % 2 == 0 ? std::optional<std::string>("1") : std::nullopt});
                break;
            case 3:
                effects = conversation.on_timer();
                break;
            case 4:
                static_cast<void>(tpipes.put("CLIENT01", {{"async"}, {}}));
                if (tpipes.waiter("CLIENT01")) effects = conversation.on_output();
                break;
            default:
                effects = conversation.on_cancel();
        }
        check(effects, conversation);
        // Nobody waits beside a message.
        expect(!tpipes.waiter("CLIENT01") || tpipes.depth("CLIENT01") == 0 ||
               conversation.state() == Conversation::State::Waiting);
    }
    conversation.on_close();
    expect(!tpipes.waiter("CLIENT01"));
    return 0;
}
