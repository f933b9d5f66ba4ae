// Who came in while nobody was checked (SETRACF OFF), when that is over.
#include "tests/unit/ims/receiver/timers.hpp"

using namespace timers;

namespace {

ims_wire::Request wait_for_all_of(std::string_view client, const std::string& ticket = {}) {
    auto request = resume(client, ims_wire::kTimerForever, ims_wire::soct::kPersistent);
    request.irm.f5 |= ims_wire::f5::kAuto;
    request.irm.password = base::Secret(base::as_bytes(ticket));
    return request;
}

ims_wire::Request an_ack(std::string_view client) {
    auto request = wait_for_all_of(client);
    request.irm.f4 = MessageKind::Ack;
    return request;
}

/// A receiver in which nobody is checked until that is switched on.
struct Unchecked : Scene {
    Unchecked() : Scene(true) { REQUIRE(switch_to(false)); }
    bool switch_to(bool on) { return receiver->desk().switches().set_racf(on).ok(); }
    void put(const std::string& text) {
        receiver->transactions().on_async_output("VICTIM", {{text}, {}, false});
    }
};

}  // namespace

TEST_CASE("who waits for output unchecked gets none when everybody is checked again") {
    Unchecked stage;
    auto& stranger = stage.connect();
    stage.give(stranger, wait_for_all_of("VICTIM"));
    CHECK_FALSE(stranger.finished);
    CHECK(stage.switch_to(true));
    CHECK(stranger.finished);
    stage.put("SECRET");
    CHECK(stranger.sent.empty());
}

TEST_CASE("an output that one who is unchecked has not acknowledged goes back") {
    Unchecked stage;
    auto& stranger = stage.connect();
    stage.give(stranger, wait_for_all_of("VICTIM"));
    stage.put("SECRET");
    CHECK_FALSE(stranger.answer().segments.empty());
    CHECK(stage.switch_to(true));
    CHECK(stranger.finished);
    stage.receiver->on_close(stranger, CloseReason::Finished);
    auto& owner = stage.connect();
    stage.give(owner, wait_for_all_of("VICTIM", stage.ticket()));
    CHECK_FALSE(owner.answer().segments.empty());
}

TEST_CASE("who is unchecked and idle stays, and neither sends nor answers without a ticket") {
    Unchecked stage;
    auto& sender = stage.connect();
    auto& answerer = stage.connect();
    auto other = message();
    other.irm.client_id = "OTM00002";
    stage.give(sender, message());
    stage.give(answerer, other);
    CHECK(sender.acknowledges());
    CHECK(answerer.acknowledges());
    CHECK(stage.switch_to(true));
    CHECK_FALSE(sender.finished);
    stage.give(answerer, an_ack("OTM00002"));
    CHECK(answerer.rsm().reason_code == ims_wire::rsncod::kNoPassword);
    CHECK(answerer.finished);
    stage.give(sender, message(stage.ticket()));
    CHECK(sender.acknowledges());
}

TEST_CASE("a message whose front came unchecked is checked when its rest comes") {
    Unchecked stage;
    auto& stranger = stage.connect();
    const auto whole = bytes_of(message());
    stage.receiver->on_front(stranger, whole);
    CHECK(stage.receiver->on_turn_end() == After::GoOn);
    CHECK(stage.switch_to(true));
    stage.give(stranger, whole);
    CHECK(stranger.rsm().reason_code == ims_wire::rsncod::kNoPassword);
    CHECK(stranger.finished);
    // The same under one and the same rule is taken.
    CHECK(stage.switch_to(false));
    auto& other = stage.connect();
    stage.receiver->on_front(other, whole);
    CHECK(stage.receiver->on_turn_end() == After::GoOn);
    stage.give(other, whole);
    CHECK(other.acknowledges());
}
