// Trust that is taken back, long first messages, and client IDs of connections that end.
#include "tests/unit/ims/receiver/timers.hpp"

using namespace timers;

namespace {

bool is_acknowledged(const SteppedPeer& peer) {
    return std::holds_alternative<ims_wire::Csm>(one_answer(peer).status);
}

ims_wire::Request long_message(std::string_view ticket, std::size_t segments) {
    auto request = message(ticket);
    const auto data = ims_wire::to_wire(std::string(30'000, 'X'), ims_wire::Code::Ebcdic).value();
    for (std::size_t i = 0; i < segments; ++i)
        REQUIRE(request.segments.add(data).ok());
    return request;
}

}  // namespace

TEST_CASE("the operator ends a client's connection, and the trust in it") {
    Stage stage(true);
    const SteppedPeer peer(stage);
    peer.send(bytes_of(message(stage.ticket())));
    stage.settle();
    CHECK(is_acknowledged(peer));
    const auto port = std::to_string(stage.endpoint.port);
    CHECK_FALSE(stage.receiver->desk().stop_client(port, "OTM00002").ok());
    CHECK_FALSE(stage.receiver->desk().stop_client("1", "OTM00001").ok());
    CHECK(stage.receiver->desk().stop_client(port, "OTM00001").ok());
    peer.send(bytes_of(message()));
    stage.settle();
    CHECK(peer.received().empty());
    CHECK(peer.is_at_the_end());
    CHECK_FALSE(stage.receiver->desk().stop_client(port, "OTM00001").ok());
}

TEST_CASE("trust ends after --trust-limit, and not before") {
    Settings settings;
    settings.trust_limit = base::Seconds(60);
    Stage stage(true, "", {}, {}, settings);
    const SteppedPeer peer(stage);
    peer.send(bytes_of(message(stage.ticket())));
    stage.settle();
    CHECK(is_acknowledged(peer));
    stage.pass(std::chrono::seconds(59));
    peer.send(bytes_of(message()));
    stage.settle();
    CHECK(is_acknowledged(peer));
    stage.pass(std::chrono::seconds(2));
    CHECK(peer.is_at_the_end());
    CHECK(stage.out().find("\"event\":\"trust-ended\"") != std::string::npos);
}

TEST_CASE("users of trusted connections are looked up again when that is asked for") {
    const bool rechecks = GENERATE(true, false);
    const bool deletes = GENERATE(true, false);
    Settings settings;
    if (rechecks) settings.recheck_users = base::Seconds(10);
    Stage stage(true, "", {}, {}, settings);
    const SteppedPeer peer(stage);
    peer.send(bytes_of(message(stage.ticket())));
    stage.settle();
    CHECK(is_acknowledged(peer));
    stage.pass(std::chrono::seconds(30));
    CHECK_FALSE(peer.is_at_the_end());
    deletes ? stage.delete_user() : stage.revoke_user();
    stage.pass(std::chrono::seconds(12));
    CHECK(peer.is_at_the_end() == rechecks);
}

TEST_CASE("a long first message is read to its end when its IRM signs on, and only then") {
    Stage stage(true);
    const SteppedPeer honest(stage);
    const auto all = bytes_of(long_message(stage.ticket(), 20));
    constexpr std::size_t kPiece = 20'000;  // what the system keeps until it is read
    for (base::ByteView left(all); !left.empty();
         left = left.subspan(std::min(left.size(), kPiece))) {
        honest.send(left.first(std::min(left.size(), kPiece)));
        stage.settle();
    }
    CHECK(is_acknowledged(honest));
    const SteppedPeer stranger(stage);
    auto request = long_message("AAAAAAAA", 20);
    request.irm.client_id = "OTM00002";
    const auto bytes = bytes_of(request);
    stranger.send(base::ByteView(bytes).first(40'000));
    stage.settle();
    CHECK(rsm_of(stranger).return_code == 8);
    CHECK(stranger.is_at_the_end());
    // The next message of the honest one is an ordinary one.
    honest.send(bytes_of(message()));
    stage.settle();
    CHECK(is_acknowledged(honest));
}

TEST_CASE("the client ID of a connection that we have ended is free at once") {
    Stage stage(false);
    const SteppedPeer first(stage);
    first.send(bytes_of(resume("TIMER001", 1, ims_wire::soct::kTransaction)));
    stage.settle();
    stage.pass(Milliseconds(20));
    CHECK_FALSE(first.received().empty());
    CHECK(first.is_at_the_end());  // and keeps its end open
    const SteppedPeer second(stage);
    second.send(bytes_of(resume("TIMER001", ims_wire::kTimerForever, ims_wire::soct::kPersistent)));
    stage.settle();
    CHECK(second.received().empty());
    CHECK_FALSE(second.is_at_the_end());
}
