#include "common/ims/protocol/connecting.hpp"

#include "tests/unit/ims/protocol/support.hpp"

using namespace loopback;

namespace {

constexpr Milliseconds kConnectTimeLimit(20'000);

/// Listens, and takes nobody in any more: its queue is full.
class Deaf {
  public:
    Deaf() : listener_(Listener::open({"127.0.0.1", 0}, {.backlog = 0}).value()) {
        const auto address = to_socket_address(listener_.local()).value();
        // More than the system queues for a backlog of 0.
        for (base::UniqueFd& one : waiting_)
            one = begin_connect(address).value();
    }
    [[nodiscard]] std::uint16_t port() const { return listener_.local().port; }

  private:
    Listener listener_;
    std::array<base::UniqueFd, 8> waiting_;
};

}  // namespace

TEST_CASE("nothing of a connection that is not there yet waits") {
    const Deaf deaf;
    Connecting connecting("127.0.0.1", deaf.port(), kConnectTimeLimit, ims_wire::Exit::Sampl1);
    const auto client = connecting.advance();
    REQUIRE(client.ok());
    CHECK_FALSE(client->has_value());
    CHECK(connecting.awaited().ready_for == net::Readiness{false, true});
    CHECK(connecting.until() > std::chrono::steady_clock::now());
}

TEST_CASE("who does not answer has so much time and no more") {
    const Deaf deaf;
    const auto client =
        settled({"127.0.0.1", deaf.port(), Milliseconds(30), ims_wire::Exit::Sampl1});
    REQUIRE_FALSE(client.ok());
    CHECK(client.error().what ==
          fmt::format("cannot connect to 127.0.0.1:{}: Connection timed out", deaf.port()));
}

TEST_CASE("a numeric address needs no asking, a name is asked for beside") {
    LookUp numeric("127.0.0.1", 9999);
    const auto known = numeric.take();
    REQUIRE(known);
    CHECK((*known)->front() == Endpoint{"127.0.0.1", 9999});
    CHECK_FALSE(numeric.take());
    LookUp name("localhost", 9999);
    const std::array<Awaited, 1> told{Awaited{name.fd()}};
    REQUIRE(wait_ready(told, TimePoint::max()).value().size() == 1);
    const auto answer = name.take();
    REQUIRE(answer);
    REQUIRE(answer->ok());
    CHECK(std::ranges::all_of(**answer, [](const Endpoint& one) { return is_loopback(one); }));
}

TEST_CASE("a name that nobody knows") {
    const auto client =
        settled({"no-such-host.invalid", 9999, Milliseconds(500), ims_wire::Exit::Sampl1});
    REQUIRE_FALSE(client.ok());
    CHECK(client.error().kind == base::ErrorKind::Unavailable);
    CHECK(client.error().what.starts_with("no-such-host.invalid: "));
}
