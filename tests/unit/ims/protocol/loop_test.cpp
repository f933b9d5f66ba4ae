#include <atomic>

#include "tests/unit/ims/protocol/support.hpp"

using namespace loopback;

namespace {

const base::Bytes kAnswer{0, 0, 0, 88};

/// Answers each message when its timer comes, and reads no other message meanwhile.
class Slow final : public Handler {
  public:
    void on_open(Connection& connection) override { connection.signed_on(); }
    void on_frame(Connection& connection, base::ByteView) override {
        largest_at_once = std::max<int>(largest_at_once, ++at_work_);
        connection.set_intake(Intake::Held);
        connection.set_timer(std::chrono::steady_clock::now() + Milliseconds(5));
    }
    void on_framing_error(Connection&, const ims_wire::DecodeError&) override {}
    void on_timer(Connection& connection) override {
        --at_work_;
        connection.send(kAnswer);
        connection.set_intake(Intake::Open);
    }
    After on_turn_end() override { return After::GoOn; }
    void on_close(Connection&, CloseReason reason) override { last_reason = reason; }
    void on_refused(const Endpoint&, std::string_view) override {}

    std::atomic<int> largest_at_once = 0;
    std::atomic<CloseReason> last_reason = CloseReason::Framing;

  private:
    int at_work_ = 0;
};

/// Holds every answer until it is released through an eventfd that its loop watches.
class Holding final : public Handler {
  public:
    explicit Holding(int release) : release_(release) {}
    void on_open(Connection& connection) override { connection.signed_on(); }
    void on_frame(Connection& connection, base::ByteView) override {
        connection.send(kAnswer);
        holds_ = true;
        ++frames;
    }
    void on_framing_error(Connection&, const ims_wire::DecodeError&) override {}
    After on_turn_end() override {
        eventfd_t value = 0;
        if (holds_ && ::eventfd_read(release_, &value) == 0) holds_ = false;
        return holds_ ? After::Hold : After::GoOn;
    }
    void on_close(Connection&, CloseReason) override {}
    void on_refused(const Endpoint&, std::string_view) override {}

    std::atomic<int> frames = 0;

  private:
    int release_;
    bool holds_ = false;
};

}  // namespace

TEST_CASE("an answer may come later; the messages behind it wait and lose nothing") {
    Slow slow;
    const Running server(slow);
    const Peer peer(server.endpoint);
    base::Bytes many;
    for (int i = 0; i < 10; ++i) {
        const auto next = frame(100);
        many.insert(many.end(), next.begin(), next.end());
    }
    peer.send(many);
    base::Bytes wanted;
    for (int i = 0; i < 10; ++i)
        wanted.insert(wanted.end(), kAnswer.begin(), kAnswer.end());
    CHECK(peer.receive(wanted.size()) == wanted);
    CHECK(slow.largest_at_once == 1);
}

TEST_CASE("a peer that closes its half while its message is at work gets the answer") {
    Slow slow;
    const Running server(slow);
    const Peer peer(server.endpoint);
    peer.send(frame());
    ::shutdown(peer.fd(), SHUT_WR);
    CHECK(peer.receive(5) == kAnswer);
}

TEST_CASE("a drain waits for what is at work") {
    Slow slow;
    Running server(slow);
    const Peer peer(server.endpoint);
    peer.send(frame());
    while (slow.largest_at_once == 0)
        std::this_thread::yield();
    server.request_stop();
    CHECK(peer.receive(5) == kAnswer);
    CHECK(server.join());
    CHECK(slow.last_reason == CloseReason::Stopped);
}

TEST_CASE("while the handler holds, no answer leaves and nothing is read; then all goes on") {
    const base::UniqueFd release(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC));
    Holding holding(release.get());
    Server server = Server::create({}, holding).value();
    const auto endpoint = server.listen({"127.0.0.1", 0}).value();
    const base::UniqueFd stop(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC));
    REQUIRE(server.loop().watch(release.get(), Ready::Input, [] {}).ok());
    std::thread thread([&] { static_cast<void>(server.run(stop.get())); });
    const Peer first(endpoint);
    const Peer second(endpoint);
    first.send(frame());
    while (holding.frames == 0)
        std::this_thread::yield();
    second.send(frame());
    pollfd entry{first.fd(), POLLIN, 0};
    CHECK(::poll(&entry, 1, 50) == 0);
    CHECK(holding.frames == 1);
    REQUIRE(::eventfd_write(release.get(), 1) == 0);
    CHECK(first.receive(4) == kAnswer);
    while (holding.frames == 1)
        std::this_thread::yield();
    REQUIRE(::eventfd_write(release.get(), 1) == 0);
    CHECK(second.receive(4) == kAnswer);
    REQUIRE(::eventfd_write(stop.get(), 1) == 0);
    thread.join();
}

TEST_CASE("a stop ends a server that is held") {
    const base::UniqueFd release(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC));
    Holding holding(release.get());
    Limits limits;
    limits.drain = Milliseconds(20);
    Running server(holding, limits);
    const Peer peer(server.endpoint);
    peer.send(frame());
    while (holding.frames == 0)
        std::this_thread::yield();
    server.request_stop();
    CHECK(server.join());
    CHECK(peer.receive(1).empty());
}

TEST_CASE("moments come in their order, and a watch that has ended is not called") {
    Loop loop = Loop::create().value();
    std::vector<int> calls;
    const auto now = std::chrono::steady_clock::now();
    loop.call_at(now + Milliseconds(2), [&] { calls.push_back(2); });
    loop.call_at(now + Milliseconds(1), [&] { calls.push_back(1); });
    const base::UniqueFd first(::eventfd(1, EFD_CLOEXEC));
    const base::UniqueFd second(::eventfd(1, EFD_CLOEXEC));
    int fired = 0;
    const auto end_both = [&] {
        ++fired;
        loop.unwatch(first.get());
        loop.unwatch(second.get());
    };
    REQUIRE(loop.watch(first.get(), Ready::Input, end_both).ok());
    REQUIRE(loop.watch(second.get(), Ready::Input, end_both).ok());
    while (calls.size() < 2)
        REQUIRE(loop.turn(std::nullopt).ok());
    CHECK(calls == std::vector{1, 2});
    CHECK(fired == 1);
}

TEST_CASE("a socket that listens already is taken over, another descriptor is not") {
    const Listener listening = Listener::open({"127.0.0.1", 0}, {}).value();
    Echo echo;
    Server server = Server::create({}, echo).value();
    const auto where = server.adopt(base::UniqueFd(::dup(listening.fd())));
    REQUIRE(where.ok());
    CHECK(*where == listening.local());
    CHECK_FALSE(server.adopt(base::UniqueFd(::eventfd(0, 0))).ok());
    CHECK_FALSE(server.adopt(base::UniqueFd(::socket(AF_INET, SOCK_STREAM, 0))).ok());
    CHECK_FALSE(server.adopt(base::UniqueFd(999)).ok());
}

TEST_CASE("an IPv6 port takes both families, each peer under its own address") {
    Echo echo;
    std::string peer_address;
    echo.on_message = [&](Connection& connection) { peer_address = connection.peer().address; };
    Server server = Server::create({}, echo).value();
    const auto endpoint = server.listen({"::", 0});
    if (!endpoint) return;  // a system without IPv6
    const base::UniqueFd stop(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC));
    std::thread thread([&] { static_cast<void>(server.run(stop.get())); });
    {
        const Peer four({"127.0.0.1", endpoint->port});
        CHECK(four.exchanges());
        CHECK(peer_address == "127.0.0.1");
        const Peer six(base::UniqueFd(::socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0)));
        six.connect({"::1", endpoint->port});
        CHECK(six.exchanges());
        CHECK(peer_address == "::1");
    }
    REQUIRE(::eventfd_write(stop.get(), 1) == 0);
    thread.join();
}
