#include "tests/unit/ims/protocol/conversation_support.hpp"

using namespace talk;

namespace {

Irm ack(base::Byte timer = 0) {
    Irm message = irm(MessageKind::Ack);
    message.timer = timer;
    return message;
}

}  // namespace

TEST_CASE("single: one message, then the end; with X'E9' in the ACK without notice") {
    TestClient client;
    for (const char* text : {"one", "two"})
        REQUIRE(client.tpipes.put("CLIENT01", output(text)));
    const auto first = client.say(resume(f5::kSingle));
    CHECK(first.deliver == output("one"));
    CHECK((first.flags & (kAck | kMore)) == (kAck | kMore));
    CHECK(is_silent(client.say(ack(ims_wire::kTimerNoWait))));
    CHECK(client.conversation.state() == State::Idle);
    CHECK(client.say(resume(f5::kSingle)).deliver == output("two"));
    CHECK(client.say(ack()).timer == Milliseconds(5'000));
}

TEST_CASE("single without wait takes nothing that comes later, single with wait does") {
    TestClient client;
    const auto none = client.say(resume(f5::kSingle));
    CHECK(is_silent(none));
    CHECK(none.timer == Milliseconds(2'000));
    CHECK_FALSE(client.tpipes.waiter("CLIENT01"));
    CHECK(client.conversation.on_timer().rsm == Rsm{0, 0, 40, 0x29});
    REQUIRE(is_silent(client.say(resume(f5::kSingleWait, ims_wire::kTimerForever))));
    CHECK(client.tpipes.waiter("CLIENT01"));
    REQUIRE(client.tpipes.put("CLIENT01", output("one")));
    CHECK(client.conversation.on_output().deliver == output("one"));
    CHECK(is_silent(client.say(ack(0x19))));
    CHECK_FALSE(client.tpipes.waiter("CLIENT01"));
}

TEST_CASE("auto: each message as it comes, until the timer") {
    TestClient client;
    REQUIRE(client.tpipes.put("CLIENT01", output("one")));
    CHECK(client.say(resume(f5::kAuto, ims_wire::kTimerForever)).deliver == output("one"));
    const auto waits = client.say(ack(ims_wire::kTimerForever));
    CHECK((waits.sets_timer && !waits.timer));
    for (const char* text : {"two", "three"}) {
        REQUIRE(client.tpipes.put("CLIENT01", output(text)));
        CHECK(client.conversation.on_output().deliver == output(text));
        REQUIRE(is_silent(client.say(ack())));
    }
    CHECK(client.conversation.on_timer().rsm == Rsm{0, 0, 40, 0x19});
    CHECK_FALSE(client.tpipes.waiter("CLIENT01"));
}

TEST_CASE("auto: who is offered no more gets what waits for its ACK, and nothing after it") {
    TestClient client;
    for (const char* text : {"one", "two"})
        REQUIRE(client.tpipes.put("CLIENT01", output(text)));
    CHECK(client.say(resume(f5::kAuto, ims_wire::kTimerForever)).deliver == output("one"));
    client.conversation.offer_no_more();
    CHECK_FALSE(client.say(ack(ims_wire::kTimerForever)).deliver);
    CHECK_FALSE(client.conversation.on_output().deliver);
    CHECK(client.tpipes.depth("CLIENT01") == 1);
}

TEST_CASE("no-auto: what is there, and nothing that comes later; so is no option") {
    const auto option = GENERATE(as<base::Byte>{}, f5::kNoAuto, 0);
    TestClient client;
    for (const char* text : {"one", "two"})
        REQUIRE(client.tpipes.put("CLIENT01", output(text)));
    CHECK(client.say(resume(option)).deliver == output("one"));
    CHECK(client.say(ack()).deliver == output("two"));
    CHECK(client.say(ack()).timer == Milliseconds(250));
    CHECK_FALSE(client.tpipes.waiter("CLIENT01"));
    CHECK(client.conversation.on_timer().rsm);
}

TEST_CASE("the alternate client id names the tpipe") {
    TestClient client;
    REQUIRE(client.tpipes.put("OTHER", output("one")));
    auto message = resume(f5::kSingle);
    message.reroute = "OTHER";
    CHECK(client.say(message).deliver == output("one"));
    client.conversation.on_close();
    CHECK(client.tpipes.depth("OTHER") == 1);
}

TEST_CASE("a NAK keeps the message for the next time, and ends this one") {
    TestClient client;
    REQUIRE(client.tpipes.put("CLIENT01", output("one")));
    REQUIRE(client.say(resume(f5::kAuto)).deliver);
    CHECK(is_silent(client.say(irm(MessageKind::Nak))));
    CHECK(client.tpipes.depth("CLIENT01") == 1);
    CHECK_FALSE(client.tpipes.waiter("CLIENT01"));
}

TEST_CASE(
    "a cancelled timer is told as one that has expired; without one there is nothing to tell") {
    TestClient client;
    CHECK(is_silent(client.conversation.on_cancel()));
    auto message = resume(f5::kAuto, ims_wire::kTimerForever);
    message.soct = soct::kTransaction;
    REQUIRE(is_silent(client.say(message)));
    const auto told = client.conversation.on_cancel();
    CHECK(told.rsm == Rsm{0, 0, 32, 0xFF});
    CHECK(told.closes);
    CHECK(client.conversation.state() == State::Idle);
    REQUIRE(client.say(MessageKind::SendOnlyAck).submit);
    CHECK(is_silent(client.conversation.on_cancel()));
}

TEST_CASE("the longest waiting client is the next, and one that is gone waits no more") {
    Tpipes tpipes;
    tpipes.wait("T", 1);
    tpipes.wait("T", 2);
    CHECK(tpipes.waiter("T") == ClientNumber(1));
    tpipes.leave("T", 1);
    CHECK(tpipes.waiter("T") == ClientNumber(2));
    TestClient client(7);
    REQUIRE(is_silent(client.say(resume(f5::kAuto))));
    client.conversation.on_close();
    CHECK_FALSE(client.tpipes.waiter("CLIENT01"));
}

TEST_CASE("tpipes are bounded in messages and in bytes, except for what comes back") {
    Tpipes tpipes({2, 10});
    CHECK(tpipes.put("A", output("12345")));
    CHECK(tpipes.put("B", output("12345")));
    CHECK_FALSE(tpipes.put("C", output("1")));
    const auto taken = tpipes.take("A");
    CHECK(tpipes.put("B", output("1")));
    CHECK_FALSE(tpipes.put("B", output("1")));
    tpipes.put_back("A", *taken);
    CHECK(tpipes.messages() == 3);
    CHECK(tpipes.take("A") == taken);
    CHECK_FALSE(tpipes.take("A"));
}
