#include "tests/unit/ims/protocol/conversation_support.hpp"

using namespace talk;

TEST_CASE("commit mode 1 without confirmation: the reply ends it, and an ACK is out of place") {
    TestClient client;
    const auto input = client.say(irm(MessageKind::SendReceive, f2::kCm1, 0));
    CHECK(input.submit);
    CHECK(input.timer == Milliseconds(5'000));
    CHECK_FALSE(input.refuge);
    const auto answer = client.conversation.on_outcome(reply("done"));
    CHECK(answer.deliver == output("done"));
    CHECK((answer.flags & kAck) == 0);
    CHECK_FALSE(answer.closes);
    CHECK((answer.sets_timer && !answer.timer));
    CHECK(client.conversation.state() == State::Idle);
    CHECK(client.say(MessageKind::Ack).rsm == Rsm{0, 0, 8, 36});
}

TEST_CASE("commit mode 1 with confirm: the ACK commits, a NAK backs out") {
    TestClient client;
    const auto message = irm(MessageKind::SendReceive, f2::kCm1, 1);
    REQUIRE(client.say(message).submit);
    const auto answer = client.conversation.on_outcome(reply("done"));
    CHECK((answer.flags & kAck) != 0);
    CHECK(answer.timer == Milliseconds(120'000));
    const auto committed = client.say(MessageKind::Ack);
    CHECK(committed.rsm == Rsm{0, 0, 0, 97});
    CHECK_FALSE(committed.closes);
    REQUIRE(client.say(message).submit);
    REQUIRE(client.conversation.on_outcome(reply("again")).deliver);
    const auto aborted = client.say(MessageKind::Nak);
    CHECK(aborted.rsm == Rsm{0, 0, 12, 98});
    CHECK(aborted.closes);
    CHECK(client.tpipes.messages() == 0);
}

TEST_CASE("a transaction socket ends with its transaction") {
    TestClient client;
    auto message = irm(MessageKind::SendReceive, f2::kCm1, 0);
    message.soct = soct::kTransaction;
    REQUIRE(client.say(message).submit);
    CHECK(client.conversation.on_outcome(reply("done")).closes);
}

TEST_CASE("commit mode 0: after the ACK the client reads the next output, or its timer") {
    TestClient client;
    client.run_cm0();
    REQUIRE(client.tpipes.put("CLIENT01", output("queued")));
    auto ack = irm(MessageKind::Ack);
    const auto next = client.say(ack);
    CHECK(next.deliver == output("queued"));
    CHECK((next.flags & kAck) != 0);
    CHECK((next.flags & kMore) == 0);
    ack.timer = 0x19;
    const auto waits = client.say(ack);
    CHECK(is_silent(waits));
    CHECK(waits.timer == Milliseconds(250));
    CHECK(client.conversation.state() == State::Waiting);
    const auto expired = client.conversation.on_timer();
    CHECK(expired.rsm == Rsm{0, 0, 40, 0x19});
    CHECK_FALSE(expired.closes);
    CHECK(client.conversation.state() == State::Idle);
}

TEST_CASE("output that comes while the client waits is sent at once") {
    TestClient client;
    client.run_cm0();
    REQUIRE(is_silent(client.say(MessageKind::Ack)));
    CHECK(client.tpipes.waiter("CLIENT01") == ClientNumber(1));
    REQUIRE(client.tpipes.put("CLIENT01", output("late")));
    CHECK(client.conversation.on_output().deliver == output("late"));
    CHECK_FALSE(client.tpipes.waiter("CLIENT01"));
}

TEST_CASE("an ACK with NOWAIT and X'E9' gets no answer; without NOWAIT it waits a quarter second") {
    TestClient client;
    auto ack = irm(MessageKind::Ack);
    ack.timer = ims_wire::kTimerNoWait;
    client.run_cm0();
    const auto waits = client.say(ack);
    CHECK(waits.timer == Milliseconds(250));
    CHECK(client.conversation.on_timer().rsm == Rsm{0, 0, 40, 0x19});
    ack.f1 = f1::kNoWait;
    client.run_cm0();
    const auto silent = client.say(ack);
    CHECK(is_silent(silent));
    CHECK_FALSE(silent.closes);
    CHECK(client.conversation.state() == State::Idle);
    client.run_cm0();
    ack.soct = soct::kTransaction;
    CHECK(client.say(ack).closes);
}

TEST_CASE("who takes the place of a NAKed message: itself, when the client asks again") {
    TestClient client;
    client.run_cm0();
    const auto nak = client.say(MessageKind::Nak);
    CHECK(is_silent(nak));
    CHECK(client.tpipes.depth("CLIENT01") == 1);
    CHECK(client.conversation.on_timer().rsm ==
          Rsm{kMore, 0, 40, ims_wire::encode_timer(client.rules.timeout).value()});
    const auto resumed = client.say(resume(f5::kSingle));
    CHECK(resumed.deliver == output("done"));
    auto rejects = irm(MessageKind::Nak);
    rejects.f0 = f0::kNakRsn;
    CHECK(is_silent(client.say(rejects)));
    CHECK(client.tpipes.messages() == 0);
}

TEST_CASE("the timer of an input that runs out: the return code says which, the output is queued") {
    const auto [socket, timer, code, closes] =
        GENERATE(table<base::Byte, base::Byte, std::uint32_t, bool>({
            {soct::kPersistent, 0x19, 40, false},
            {soct::kPersistent, 0x00, 40, false},
            {soct::kTransaction, 0x19, 32, true},
            {soct::kTransaction, 0x00, 36, true},
            {soct::kTransaction, 0xA0, 36, true},
        }));
    TestClient client;
    auto message = irm(MessageKind::SendReceive);
    message.soct = socket;
    message.timer = timer;
    const auto input = client.say(message);
    CHECK(input.refuge == "CLIENT01");
    const auto expired = client.conversation.on_timer();
    REQUIRE(expired.rsm);
    CHECK(expired.rsm->return_code == code);
    CHECK(expired.rsm->reason_code == (timer == 0x19 ? 0x19 : 0x2C));
    CHECK(expired.closes == closes);
    CHECK(is_silent(client.conversation.on_outcome(reply("late"))));
}

TEST_CASE("a transaction that fails: reason 98 with commit mode 1, a DFS message with 0") {
    TestClient client;
    REQUIRE(client.say(irm(MessageKind::SendReceive, f2::kCm1, 0)).submit);
    const auto aborted = client.conversation.on_outcome({true, "exit status 3", {}});
    CHECK(aborted.rsm == Rsm{0, 0, 12, 98});
    CHECK(aborted.closes);
    REQUIRE(client.say(MessageKind::SendReceive).submit);
    const auto told = client.conversation.on_outcome({true, "exit status 3", {}});
    CHECK(told.deliver == Output{{"DFS555I TRAN PART     ABEND; exit status 3"}, {}, true});
}

TEST_CASE("a transaction that does not reply: DFS2082I with commit mode 1, or when asked for") {
    TestClient client;
    const TransactionEnd nothing;
    REQUIRE(client.say(irm(MessageKind::SendReceive, f2::kCm1, 0)).submit);
    CHECK(
        client.conversation.on_outcome(nothing).deliver->segments.front().starts_with("DFS2082I"));
    REQUIRE(client.say(irm(MessageKind::SendReceive, f2::kCm0, 1 | f3::kDfs2082)).submit);
    CHECK(client.conversation.on_outcome(nothing).deliver);
    REQUIRE(is_silent(client.say(MessageKind::Ack)));
    REQUIRE(client.conversation.on_timer().rsm);
    REQUIRE(client.say(MessageKind::SendReceive).submit);
    const auto waits = client.conversation.on_outcome(nothing);
    CHECK(is_silent(waits));
    CHECK_FALSE(waits.sets_timer);
    CHECK(client.conversation.state() == State::Waiting);
}

TEST_CASE("send-only: a CSM and errors of IMS for SNDONLYA alone, output to the tpipe") {
    const auto [kind, accepts, tells] = GENERATE(table<MessageKind, bool, bool>({
        {MessageKind::SendOnly, false, false},
        {MessageKind::SendOnlyAck, true, true},
        {MessageKind::SendOnlyError, false, false},
    }));
    TestClient client;
    const auto input = client.say(kind);
    CHECK(input.submit);
    CHECK_FALSE(input.sets_timer);
    const auto good = client.conversation.on_outcome(reply("done"));
    CHECK(good.accepts == accepts);
    CHECK_FALSE(good.closes);
    CHECK(client.tpipes.take("CLIENT01") == output("done"));
    REQUIRE(client.say(kind).submit);
    const auto bad = client.conversation.on_outcome({true, "it broke", {}});
    CHECK(bad.rsm.has_value() == tells);
    CHECK(bad.closes == tells);
}

TEST_CASE("send-only on a transaction socket: the end, at once or behind the CSM") {
    TestClient client;
    for (const auto kind : {MessageKind::SendOnly, MessageKind::SendOnlyError}) {
        auto message = irm(kind);
        message.soct = soct::kTransaction;
        const auto input = client.say(message);
        CHECK(input.submit);
        CHECK(input.closes);
        CHECK(input.refuge == "CLIENT01");
        CHECK(client.conversation.state() == State::Idle);
        CHECK(is_silent(client.conversation.on_outcome(reply("late"))));
    }
    auto message = irm(MessageKind::SendOnlyAck);
    message.soct = soct::kTransaction;
    CHECK_FALSE(client.say(message).closes);
    const auto done = client.conversation.on_outcome({});
    CHECK(done.accepts);
    CHECK(done.closes);
}

TEST_CASE("undelivered output: purged, rerouted to a name or to the data store's, or kept") {
    TestClient client;
    auto message = irm(MessageKind::SendReceive, f2::kCm0, 1 | f3::kPurge);
    CHECK_FALSE(client.say(message).refuge);
    client.conversation.on_close();
    message.f3 = 1 | f3::kRerout;
    CHECK(client.say(message).refuge == "HWS$DEF");
    client.conversation.on_close();
    message.reroute = "OTHER";
    client.run_cm0(message);
    client.conversation.on_close();
    CHECK(client.tpipes.take("OTHER") == output("done"));
    client.run_cm0();
    client.conversation.on_close();
    CHECK(client.tpipes.take("CLIENT01") == output("done"));
}

TEST_CASE("no ACK within ACKTO: the output goes to the timeout queue") {
    TestClient client;
    client.rules.ackto = Milliseconds(7'000);
    REQUIRE(client.say(MessageKind::SendReceive).submit);
    CHECK(client.conversation.on_outcome(reply("done")).timer == Milliseconds(7'000));
    const auto late = client.conversation.on_timer();
    CHECK(late.rsm == Rsm{0, 0, 8, 81});
    CHECK(late.closes);
    CHECK(client.tpipes.take("DFS$$TOQ") == output("done"));
}

TEST_CASE("what is not supported or out of place is refused, never passed over") {
    TestClient client;
    CHECK(client.say(irm(MessageKind::SendReceive, f2::kCm1, f3::kSyncPoint)).rsm ==
          Rsm{0, 0, 8, 71});
    CHECK(client.say(MessageKind::Nak).rsm == Rsm{0, 0, 8, 36});
    CHECK(client.say(MessageKind::Deallocate).rsm == Rsm{0, 0, 8, 36});
    client.run_cm0();
    CHECK(client.say(MessageKind::SendReceive).rsm == Rsm{0, 0, 8, 36});
    CHECK(client.tpipes.depth("CLIENT01") == 1);
    client.rules.has_transactions = false;
    CHECK(client.say(MessageKind::SendReceive).rsm == Rsm{0, 0, 8, 71});
}

TEST_CASE("a tpipe that is full takes no transaction whose output would go there") {
    TestClient client;
    client.tpipes = Tpipes({1, 1'000});
    REQUIRE(client.tpipes.put("CLIENT01", output("x")));
    CHECK(client.say(MessageKind::SendReceive).rsm == Rsm{0, 0, 8, 82});
    CHECK(client.say(irm(MessageKind::SendReceive, f2::kCm1, 0)).submit);
}

namespace {

TransactionEnd goes_on(std::string text) {
    TransactionEnd end = reply(std::move(text));
    end.scratch_pad = "1";
    return end;
}

/// A conversation after its first step.
void converse(TestClient& client, base::Byte sync = 1) {
    REQUIRE(client.say(irm(MessageKind::SendReceive, f2::kCm1, sync)).submit);
    const auto answer = client.conversation.on_outcome(goes_on("next"));
    REQUIRE(answer.deliver == talk::output("next"));
    REQUIRE((answer.flags & ims_wire::status_flag::kConversational) != 0);
    REQUIRE(client.conversation.is_conversational());
    if (sync == 1) REQUIRE(is_silent(client.say(MessageKind::Ack)));
    REQUIRE(client.conversation.state() == State::Idle);
}

}  // namespace

TEST_CASE("a conversation goes on until its program has no more scratch pad") {
    TestClient client;
    converse(client);
    converse(client);
    REQUIRE(client.say(irm(MessageKind::SendReceive, f2::kCm1, 1)).submit);
    const auto last = client.conversation.on_outcome(reply("bye"));
    CHECK((last.flags & ims_wire::status_flag::kConversational) == 0);
    CHECK(last.ended.empty());
    CHECK(client.say(MessageKind::Ack).rsm == Rsm{0, 0, 0, 97});
    CHECK_FALSE(client.conversation.is_conversational());
}

TEST_CASE("a transaction socket stays for the whole of its conversation") {
    TestClient client;
    auto message = irm(MessageKind::SendReceive, f2::kCm1, 0);
    message.soct = soct::kTransaction;
    REQUIRE(client.say(message).submit);
    CHECK_FALSE(client.conversation.on_outcome(goes_on("next")).closes);
    REQUIRE(client.say(message).submit);
    CHECK(client.conversation.on_outcome(reply("bye")).closes);
}

TEST_CASE("how a conversation ends that its program would go on with") {
    TestClient client;
    converse(client);
    SECTION("the client deallocates it") {
        const auto end = client.say(MessageKind::Deallocate);
        CHECK(end.rsm == Rsm{0, 0, 0, 97});
        CHECK(end.ended == "deallocated");
        CHECK_FALSE(end.closes);
        CHECK(client.say(MessageKind::Deallocate).rsm == Rsm{0, 0, 8, 36});
    }
    SECTION("the client sends something else") {
        for (const auto kind : {MessageKind::SendOnly, MessageKind::SendReceive}) {
            const auto end = client.say(kind);  // commit mode 0
            CHECK(end.rsm == Rsm{0, 0, 8, 36});
            CHECK(end.ended == "refused");
            CHECK_FALSE(client.conversation.is_conversational());
            converse(client);
        }
        client.conversation.on_close();
    }
    SECTION("the client refuses an output") {
        REQUIRE(client.say(irm(MessageKind::SendReceive, f2::kCm1, 1)).submit);
        REQUIRE(client.conversation.on_outcome(goes_on("more")).deliver);
        const auto end = client.say(MessageKind::Nak);
        CHECK(end.rsm == Rsm{0, 0, 12, 98});
        CHECK(end.ended == "refused");
    }
    SECTION("the reply or the ACK comes too late") {
        REQUIRE(client.say(irm(MessageKind::SendReceive, f2::kCm1, 1)).submit);
        if (GENERATE(false, true)) REQUIRE(client.conversation.on_outcome(goes_on("more")).deliver);
        CHECK(client.conversation.on_timer().ended == "timeout");
    }
    SECTION("the client goes") {
        client.conversation.on_close();
    }
    CHECK_FALSE(client.conversation.is_conversational());
}

TEST_CASE("what cannot be a conversation is an abend") {
    TestClient client;
    REQUIRE(client.say(irm(MessageKind::SendReceive)).submit);
    CHECK(client.conversation.on_outcome(goes_on("next"))
              .deliver->segments.front()
              .starts_with("DFS555I"));
    CHECK_FALSE(client.conversation.is_conversational());
    CHECK(is_silent(client.say(MessageKind::Ack)));
    static_cast<void>(client.conversation.on_timer());
    REQUIRE(client.say(irm(MessageKind::SendReceive, f2::kCm1, 1)).submit);
    TransactionEnd empty;
    empty.scratch_pad = "1";
    const auto end = client.conversation.on_outcome(empty);
    CHECK(end.rsm == Rsm{0, 0, 12, 98});
    CHECK_FALSE(client.conversation.is_conversational());
}
