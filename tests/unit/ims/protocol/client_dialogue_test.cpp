#include "common/ims/protocol/client_dialogue.hpp"

#include "common/ims/wire/numbers.hpp"
#include "tests/unit/ims/protocol/conversation_support.hpp"

using namespace ptkt;
using namespace ptkt::ims_protocol;
using ims_wire::Csm;
using ims_wire::MessageKind;
using ims_wire::Response;
using ims_wire::Rsm;
namespace flag = ims_wire::status_flag;

namespace {

/// Output with a CSM: X'20' asks for an ACK, X'10' makes the level count.
Response output(base::Byte flags, base::Byte level = 3) {
    Response response;
    REQUIRE(response.segments.add(base::as_bytes("HELLO")));
    response.status = Csm{flags, level};
    return response;
}

Response rsm(std::uint32_t return_code, std::uint32_t reason_code) {
    Response response;
    response.status = Rsm{0, 0, return_code, reason_code};
    return response;
}

constexpr base::Byte kPlain = 0x10;
constexpr base::Byte kWantsAck = 0x30;

ClientPlan input(bool is_cm0) {
    return {MessageKind::SendReceive, is_cm0};
}

ClientPlan resume(Retrieval retrieval, base::Byte timer = 0) {
    return {MessageKind::ResumeTpipe, true, retrieval, timer};
}

ClientPlan rejecting(ClientPlan plan) {
    plan.rejects = true;
    return plan;
}

const ClientStep kDone{false, std::nullopt, Ending::Done, false};
const ClientStep kDoneWithOutput{true, std::nullopt, Ending::Done, false};

ClientStep acknowledged(ClientAnswer answer, std::optional<Ending> ending = std::nullopt) {
    return {true, answer, ending, false};
}

}  // namespace

TEST_CASE("commit mode 1 without confirmation: the answer is the end, and no ACK is due") {
    CHECK(ClientDialogue(input(false)).on_answer(output(kPlain)) == kDoneWithOutput);
}

TEST_CASE("commit mode 1 with confirmation: an ACK, and reason 97 says that it is committed") {
    ClientDialogue dialogue(input(false));
    CHECK(dialogue.on_answer(output(kWantsAck)) == acknowledged({MessageKind::Ack, 0, 0}));
    CHECK(dialogue.on_answer(rsm(0, 97)) == kDone);
}

TEST_CASE("commit mode 1: reason 98 after the ACK, and anything else, is no commit") {
    const auto refused = GENERATE(as<std::pair<std::uint32_t, std::uint32_t>>{}, std::pair(12, 98),
                                  std::pair(16, 97), std::pair(32, 97));
    ClientDialogue dialogue(input(false));
    CHECK_FALSE(dialogue.on_answer(output(kWantsAck)).ending);
    CHECK(dialogue.on_answer(rsm(refused.first, refused.second)) ==
          ClientStep{false, std::nullopt, Ending::Refused, true});
}

TEST_CASE("commit mode 1: a NAK backs out, which reason 98 tells") {
    ClientDialogue dialogue(rejecting(input(false)));
    CHECK(dialogue.on_answer(output(kWantsAck)) == acknowledged({MessageKind::Nak, 0, 0}));
    CHECK(dialogue.on_answer(rsm(12, 98)).ending == Ending::Refused);
}

TEST_CASE("in a conversation nothing answers the ACK") {
    CHECK(ClientDialogue(input(false)).on_answer(output(kWantsAck | flag::kConversational)) ==
          acknowledged({MessageKind::Ack, 0, 0}, Ending::Done));
}

TEST_CASE("output where the commit is due has no place") {
    ClientDialogue dialogue(input(false));
    CHECK_FALSE(dialogue.on_answer(output(kWantsAck)).ending);
    CHECK(dialogue.on_answer(output(kWantsAck)) ==
          ClientStep{false, std::nullopt, Ending::OutOfPlace, true});
}

TEST_CASE("commit mode 0: an ACK with NOWAIT and X'E9' where the level says that it is known") {
    const base::Byte level = GENERATE(as<base::Byte>{}, 2, 3);
    CHECK(ClientDialogue(input(true)).on_answer(output(kWantsAck, level)) ==
          acknowledged({MessageKind::Ack, 0xE9, 0x02}, Ending::Done));
}

TEST_CASE("commit mode 0 without NOWAIT: the shortest timer, and what comes before it expires") {
    // Level 0, and a level that FLG1 does not declare.
    const auto csm = GENERATE(Csm{0x30, 0}, Csm{0x20, 3});
    ClientDialogue dialogue(input(true));
    const auto answered = acknowledged({MessageKind::Ack, 0x01, 0});
    CHECK(dialogue.on_answer(output(csm.flags, csm.protocol_level)) == answered);
    CHECK(dialogue.on_answer(output(csm.flags, csm.protocol_level)) == answered);
    SECTION("a persistent socket stays") {
        CHECK(dialogue.on_answer(rsm(40, 1)) == kDone);
    }
    SECTION("a transaction socket is closed") {
        CHECK(dialogue.on_answer(rsm(32, 1)) ==
              ClientStep{false, std::nullopt, Ending::Done, true});
    }
    SECTION("anything else is a refusal") {
        CHECK(dialogue.on_answer(rsm(8, 81)).ending == Ending::Refused);
    }
}

TEST_CASE("a NAK in commit mode 0 has a timer, and what is offered again is left alone") {
    ClientDialogue dialogue(rejecting(input(true)));
    CHECK(dialogue.on_answer(output(kWantsAck)) == acknowledged({MessageKind::Nak, 0x01, 0}));
    SECTION("nothing is offered") {
        CHECK(dialogue.on_answer(rsm(40, 1)) == kDone);
    }
    SECTION("the same is offered") {
        CHECK(dialogue.on_answer(output(kWantsAck)) ==
              ClientStep{false, std::nullopt, Ending::Done, true});
    }
}

TEST_CASE("a message without its answer in time is refused, by the code its socket stays or not") {
    CHECK(ClientDialogue(input(false)).on_answer(rsm(40, 0x28)) ==
          ClientStep{false, std::nullopt, Ending::Refused, false});
    CHECK(ClientDialogue(input(false)).on_answer(rsm(36, 0x28)) ==
          ClientStep{false, std::nullopt, Ending::Refused, true});
    CHECK(ClientDialogue(input(false)).on_answer(rsm(8, 40)) ==
          ClientStep{false, std::nullopt, Ending::Refused, true});
}

TEST_CASE("send-only with acknowledgment ends with its CSM, text or not") {
    const ClientPlan plan{MessageKind::SendOnlyAck, true};
    Response bare;
    bare.status = Csm{};
    CHECK(ClientDialogue(plan).on_answer(bare) == kDone);
    CHECK(ClientDialogue(plan).on_answer(output(kPlain)) == kDoneWithOutput);
    CHECK(ClientDialogue(plan).on_answer(rsm(8, 72)).ending == Ending::Refused);
}

TEST_CASE("RESUME TPIPE for one message: its ACK or NAK has X'E9', and nothing answers that") {
    const auto retrieval = GENERATE(Retrieval::Single, Retrieval::SingleWait);
    CHECK(ClientDialogue(resume(retrieval)).on_answer(output(kWantsAck)) ==
          acknowledged({MessageKind::Ack, 0xE9, 0}, Ending::Done));
    CHECK(ClientDialogue(rejecting(resume(retrieval))).on_answer(output(kWantsAck)) ==
          acknowledged({MessageKind::Nak, 0xE9, 0}, Ending::Done));
    CHECK(ClientDialogue(resume(retrieval)).on_answer(rsm(36, 0x29)).ending == Ending::NoMore);
}

TEST_CASE("RESUME TPIPE for several: an ACK with the timer for each, up to the timer's end") {
    const auto retrieval = GENERATE(Retrieval::NoAuto, Retrieval::Auto);
    ClientDialogue dialogue(resume(retrieval, 0x19));
    const auto answered = acknowledged({MessageKind::Ack, 0x19, 0});
    CHECK(dialogue.on_answer(output(kWantsAck)) == answered);
    CHECK(dialogue.on_answer(output(kWantsAck)) == answered);
    SECTION("the timer expires") {
        CHECK(dialogue.on_answer(rsm(40, 0x19)) ==
              ClientStep{false, std::nullopt, Ending::NoMore, false});
    }
    SECTION("it is cancelled") {
        CHECK(dialogue.on_answer(rsm(8, 81)) ==
              ClientStep{false, std::nullopt, Ending::Refused, true});
    }
}

TEST_CASE("RESUME TPIPE options are the bits of IRM_F5") {
    CHECK(option_of(Retrieval::Single) == 0x01);
    CHECK(option_of(Retrieval::Auto) == 0x02);
    CHECK(option_of(Retrieval::NoAuto) == 0x04);
    CHECK(option_of(Retrieval::SingleWait) == 0x10);
}

namespace {

/// An answer of IMS Connect, from what its side of the conversation wants to be done.
std::optional<Response> response_of(const Effects& effects) {
    Response response;
    if (effects.rsm) {
        response.status = *effects.rsm;
        return response;
    }
    if (!effects.deliver && !effects.accepts) return std::nullopt;
    if (effects.deliver)
        for (const auto& text : effects.deliver->segments)
            REQUIRE(response.segments.add(base::as_bytes(text)));
    response.status = Csm{effects.flags, 3};
    return response;
}

/// One exchange between our two halves, over answers, outcomes and timers: how it ended, and how
/// much output there was.
std::pair<Ending, int> converse(talk::TestClient& server, const ClientPlan& plan, bool confirms) {
    const auto say = [&](MessageKind kind, base::Byte f1, base::Byte timer) {
        auto irm = talk::irm(kind, plan.is_cm0 ? talk::f2::kCm0 : talk::f2::kCm1, confirms);
        irm.f1 = f1;
        irm.timer = timer;
        if (kind == MessageKind::ResumeTpipe) irm.f5 = option_of(plan.retrieval);
        return server.say(irm);
    };
    ClientDialogue client(plan);
    int outputs = 0;
    Effects effects = say(plan.kind, 0, 0x05);
    for (int turn = 0; turn < 20; ++turn) {
        if (effects.submit) effects = server.conversation.on_outcome(talk::reply("text"));
        auto response = response_of(effects);
        if (!response) response = response_of(effects = server.conversation.on_timer());
        REQUIRE(response);
        const auto* const refusal = std::get_if<Rsm>(&response->status);
        CHECK((refusal == nullptr || refusal->reason_code != 36 || refusal->return_code != 8));
        const auto step = client.on_answer(*response);
        outputs += step.has_output ? 1 : 0;
        if (step.answer) effects = say(step.answer->kind, step.answer->f1, step.answer->timer);
        if (step.ending) return {*step.ending, outputs};
    }
    FAIL("no end");
    return {};
}

}  // namespace

TEST_CASE("the two halves of the protocol understand each other") {
    talk::TestClient server;
    for (int round = 0; round < 3; ++round) {
        CHECK(converse(server, input(false), false) == std::pair(Ending::Done, 1));
        CHECK(converse(server, input(false), true) == std::pair(Ending::Done, 1));
        CHECK(converse(server, input(true), true) == std::pair(Ending::Done, 1));
        CHECK(converse(server, {MessageKind::SendOnlyAck, true}, true) ==
              std::pair(Ending::Done, 0));
        CHECK(converse(server, rejecting(input(true)), true) == std::pair(Ending::Done, 1));
        CHECK(converse(server, resume(Retrieval::Single), true) == std::pair(Ending::Done, 1));
        CHECK(converse(server, resume(Retrieval::NoAuto, 0x05), true) ==
              std::pair(Ending::NoMore, 1));
        CHECK(converse(server, resume(Retrieval::Auto, 0x05), true) ==
              std::pair(Ending::NoMore, 0));
        CHECK(server.conversation.state() == talk::State::Idle);
    }
    CHECK(converse(server, rejecting(input(false)), true) == std::pair(Ending::Refused, 1));
}
