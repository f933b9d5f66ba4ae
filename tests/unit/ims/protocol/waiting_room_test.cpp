// Who gets a place and memory before he has signed on.
#include "common/ims/protocol/waiting_room.hpp"

#include <set>

#include "tests/unit/ims/protocol/stepped.hpp"

using namespace loopback;

namespace {

Limits places(std::size_t connections, std::size_t of_source, std::size_t reserve) {
    Limits limits;
    limits.connections = connections;
    limits.waiting_per_address = of_source;
    limits.reserve = reserve;
    return limits;
}

/// Connections that come one after the other, the number of places as it is.
struct Door {
    explicit Door(const Limits& its) : limits(its) {}

    /// The newcomer's id, or nothing when it is not let in.
    std::optional<ConnectionId> come(const std::string& source) {
        const auto entry = room.entry_for(source, all);
        if (entry == WaitingRoom::Entry::NoPlace || entry == WaitingRoom::Entry::TooManyOfSource)
            return std::nullopt;
        if (entry == WaitingRoom::Entry::AnotherGoes) {
            const auto victim = room.victim_for(source);
            if (!victim) return std::nullopt;
            room.leave(*victim);
            gone.insert(*victim);
            --all;
        }
        room.enter(++last, source);
        ++all;
        return last;
    }

    const Limits limits;
    WaitingRoom room{limits};
    std::size_t all = 0;
    ConnectionId last = 0;
    std::set<ConnectionId> gone;
};

}  // namespace

TEST_CASE("silent sockets of three addresses keep nobody out") {
    Door door(places(49, 24, 12));
    for (int i = 0; i < 200; ++i)
        static_cast<void>(door.come("10.0.0." + std::to_string(i % 3)));
    CHECK(door.all <= 49 - 12);
    for (int i = 0; i < 500; ++i) {
        const auto honest = door.come("192.0.2." + std::to_string(i % 250));
        REQUIRE(honest);
        static_cast<void>(door.come("10.0.0." + std::to_string(i % 3)));
        CHECK_FALSE(door.gone.contains(*honest));
        door.room.sign_on(*honest);
        --door.all;  // and goes again
    }
}

TEST_CASE("strangers do not get the places of those that have signed on") {
    Door door(places(20, 0, 5));
    const auto known = door.come("192.0.2.1");
    REQUIRE(known);
    door.room.sign_on(*known);
    for (int i = 0; i < 1000; ++i)
        static_cast<void>(door.come(fmt::format("10.{}.{}.1", i / 200, i % 200)));
    CHECK(door.all == 15);
    for (int i = 0; i < 5; ++i)
        CHECK(door.come("192.0.2.1"));
    CHECK(door.all == 20);
    // Beyond them a stranger goes for one that is known, and none of these for a stranger.
    CHECK(door.come("192.0.2.1"));
    CHECK(door.all == 20);
    CHECK(std::ranges::none_of(door.gone, [](ConnectionId id) { return id > 1001; }));
}

TEST_CASE("who has signed on keeps its place, whatever comes") {
    Door door(places(4, 0, 1));
    for (const char* source : {"192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4"}) {
        const auto id = door.come(source);
        REQUIRE(id);
        door.room.sign_on(*id);
    }
    CHECK_FALSE(door.come("192.0.2.1"));
    CHECK_FALSE(door.come("10.0.0.1"));
    CHECK(door.gone.empty());
}

TEST_CASE("nobody who has not signed on makes a server keep more than a small part of a message") {
    Echo echo;
    echo.signs_on = false;
    Limits limits;
    limits.unsigned_bytes = 4096;
    Stepped stage(echo, limits);
    const SteppedPeer peer(stage);
    auto claim = frame(9'000'000);
    peer.send(base::ByteView(claim).first(4095));
    stage.settle();
    CHECK_FALSE(peer.is_at_the_end());
    peer.send(base::ByteView(claim).first(1));
    stage.settle();
    CHECK(peer.is_at_the_end());
    stage.pass(limits.linger);
    CHECK(echo.closed(CloseReason::LongBeforeSignOn) == 1);
    CHECK(echo.frames() == 0);
}

TEST_CASE("who signs on by the beginning of a long message has all of it taken") {
    class ByFront final : public Handler {
      public:
        void on_open(Connection&) override {}
        void on_front(Connection& connection, base::ByteView bytes) override {
            front = bytes.size();
            connection.set_intake(Intake::Held);
            asking = &connection;
        }
        void on_frame(Connection&, base::ByteView bytes) override { whole = bytes.size(); }
        void on_framing_error(Connection&, const ims_wire::DecodeError&) override {}
        After on_turn_end() override { return After::GoOn; }
        void on_close(Connection&, CloseReason) override {}
        void on_refused(const Endpoint&, std::string_view) override {}
        Connection* asking = nullptr;
        std::size_t front = 0;
        std::size_t whole = 0;
    };
    ByFront handler;
    Limits limits;
    limits.unsigned_bytes = 4096;
    Stepped stage(handler, limits);
    const SteppedPeer peer(stage);
    const auto message = frame(100'000);
    peer.send(base::ByteView(message).first(50'000));
    stage.settle();
    CHECK(handler.front == 4096);
    CHECK(handler.whole == 0);
    REQUIRE(handler.asking != nullptr);
    stage.pass(std::chrono::seconds(60));  // however long that takes
    CHECK_FALSE(peer.is_at_the_end());
    handler.asking->signed_on();
    handler.asking->set_intake(Intake::Open);
    peer.send(base::ByteView(message).subspan(50'000));
    stage.settle();
    CHECK(handler.whole == 100'000);
}

TEST_CASE("all that have not signed on have one bound together, and the greediest goes first") {
    Echo echo;
    echo.signs_on = false;
    Limits limits;
    limits.connections = 100;
    limits.unsigned_bytes = 8192;
    limits.unsigned_total = 64 * 1024;
    Stepped stage(echo, limits);
    const SteppedPeer modest(stage);
    modest.send({frame().data(), 50});
    stage.settle();
    std::vector<std::unique_ptr<SteppedPeer>> greedy;
    const auto claim = frame(9'000'000);
    for (int i = 0; i < 60; ++i) {
        greedy.push_back(std::make_unique<SteppedPeer>(stage));
        greedy.back()->send(base::ByteView(claim).first(8000));
        stage.settle();
    }
    CHECK(echo.closed(CloseReason::Displaced) >= 50);
    modest.send({frame().data() + 50, 38});
    stage.settle();
    CHECK(modest.received().size() == 4);
}

TEST_CASE("where there is no memory for one peer the others go on") {
    Echo echo;
    int left = 1;
    echo.on_message = [&left](Connection&) {
        if (left-- > 0) throw std::bad_alloc();
    };
    Stepped stage(echo);
    const SteppedPeer unlucky(stage);
    const SteppedPeer other(stage);
    unlucky.send(frame());
    stage.settle();
    CHECK(unlucky.is_at_the_end());
    CHECK(echo.closed(CloseReason::NoMemory) == 1);
    other.send(frame());
    stage.settle();
    CHECK(other.received().size() == 4);
}
