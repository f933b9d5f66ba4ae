#include <netinet/in.h>
#include <sys/resource.h>

#include <atomic>
#include <new>

#include "tests/unit/ims/protocol/support.hpp"

using namespace loopback;

namespace {

/// Limits for tests that wait until the server has closed a connection that the peer keeps open.
Limits quick() {
    Limits limits;
    limits.linger = Milliseconds(20);
    return limits;
}

bool connects(const Endpoint& endpoint) {
    const base::UniqueFd fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const auto address = to_socket_address(endpoint).value();
    return ::connect(fd.get(), address.get(), address.length) == 0;
}

}  // namespace

TEST_CASE("messages are cut out of the stream however it is chopped, one answer each") {
    Echo echo;
    const Running server(echo);
    const Peer peer(server.endpoint);
    for (const base::Byte byte : frame())
        peer.send({&byte, 1});
    CHECK(peer.receive(4) == base::Bytes{0, 0, 0, 88});
    auto three = frame(100);
    for (const std::uint32_t length : {88U, 70'000U}) {
        const auto next = frame(length);
        three.insert(three.end(), next.begin(), next.end());
    }
    peer.send(three);
    CHECK(peer.receive(12) == base::Bytes{0, 0, 0, 100, 0, 0, 0, 88, 0, 1, 0x11, 0x70});
}

TEST_CASE("a length that no message can have ends that connection only") {
    const auto [length, reason] = GENERATE(table<std::uint32_t, std::uint32_t>({
        {0, 7},
        {3, 7},
        {4, 7},
        {87, 7},
        {0x7FFFFFFF, 4},
        {0x80000000, 5},
        {0xFFFFFFFF, 5},
    }));
    Echo echo;
    const Running server(echo);
    const Peer honest(server.endpoint);
    CHECK(honest.exchanges());
    const Peer peer(server.endpoint);
    base::ByteWriter writer;
    peer.send(writer.u32(length).bytes());
    CHECK(peer.receive(8) == base::Bytes{'B', 'A', 'D', '!'});
    CHECK(honest.exchanges());
    CHECK(echo.reason_codes() == std::vector{reason});
}

TEST_CASE("who does not sign on in time is dropped, who has signed on stays") {
    Echo echo;
    Limits limits = quick();
    limits.sign_on = Milliseconds(40);
    const Running server(echo, limits);
    const Peer honest(server.endpoint);
    CHECK(honest.exchanges());
    echo.await_opened(1);
    echo.signs_on = false;
    const Peer silent(server.endpoint);
    CHECK(silent.sees_the_end());
    const Peer trickling(server.endpoint);
    trickling.send({frame().data(), 3});
    CHECK(trickling.sees_the_end());
    echo.await_closed(CloseReason::SignOnTimeout, 2);
    CHECK(honest.exchanges());
}

TEST_CASE("a message must end in time once it has begun") {
    Echo echo;
    Limits limits = quick();
    limits.message = Milliseconds(40);
    const Running server(echo, limits);
    const Peer peer(server.endpoint);
    CHECK(peer.exchanges());
    peer.send({frame().data(), 50});
    CHECK(peer.sees_the_end());
    echo.await_closed(CloseReason::MessageTimeout);
}

TEST_CASE("a port may limit how long a connection is idle") {
    Echo echo;
    const Running server(echo, quick(), {50, std::chrono::seconds(0), Milliseconds(40)});
    const Peer peer(server.endpoint);
    CHECK(peer.exchanges());
    CHECK(peer.sees_the_end());
    echo.await_closed(CloseReason::IdleTimeout);
}

TEST_CASE("connections above the limit are turned away until one goes") {
    Echo echo;
    Limits limits;
    limits.connections = 2;
    const Running server(echo, limits);
    Peer first(server.endpoint);
    const Peer second(server.endpoint);
    CHECK(first.exchanges());
    CHECK(second.exchanges());
    CHECK(Peer(server.endpoint).sees_the_end());
    CHECK(echo.refused() == 1);
    first.close();
    echo.await_closed(CloseReason::PeerClosed);
    const Peer third(server.endpoint);
    CHECK(third.exchanges());
    CHECK(second.exchanges());
}

TEST_CASE("a connection without memory for it is closed, and the next one is served") {
    class Poor final : public Echo {
      public:
        enum class Step { Open, TurnEnd } step = Step::Open;
        Connection* first = nullptr;

        void on_open(Connection& connection) override {
            if (first == nullptr && step == Step::Open) {
                first = &connection;
                throw std::bad_alloc();
            }
            Echo::on_open(connection);
        }
        void on_frame(Connection& connection, base::ByteView bytes) override {
            if (first == nullptr) first = &connection;
            Echo::on_frame(connection, bytes);
        }
        After on_turn_end() override {
            if (first != nullptr && step == Step::TurnEnd) first->close_for_memory();
            return Echo::on_turn_end();
        }
        void on_close(Connection& connection, CloseReason reason) override {
            if (first == &connection) step = Step::Open;
            Echo::on_close(connection, reason);
        }
    };
    Poor handler;
    handler.step = GENERATE(Poor::Step::Open, Poor::Step::TurnEnd);
    const Running server(handler, quick());
    const Peer poor(server.endpoint);
    poor.send(frame());
    handler.await_closed(CloseReason::NoMemory);
    CHECK(poor.receive(4).empty());
    const Peer other(server.endpoint);
    CHECK(other.exchanges());
}

TEST_CASE("one address cannot hold all sockets without signing on") {
    Echo echo;
    echo.signs_on = false;
    echo.on_message = [](Connection& connection) { connection.signed_on(); };
    Limits limits;
    limits.waiting_per_address = 2;
    const Running server(echo, limits);
    const Peer first(server.endpoint);
    const Peer second(server.endpoint);
    CHECK(Peer(server.endpoint).sees_the_end());
    CHECK(first.exchanges());  // and has signed on with it
    const Peer third(server.endpoint);
    CHECK(third.exchanges());
    CHECK(second.exchanges());
    CHECK(echo.refused() == 1);
}

TEST_CASE("a peer that takes no answers is read no more, and dropped in time") {
    Echo echo;
    echo.answer_size = 4096;
    Limits limits;
    limits.answer = Milliseconds(500);
    const Running server(echo, limits);
    const Peer peer(server.endpoint);
    const int small = 32 << 10;
    REQUIRE(::setsockopt(peer.fd(), SOL_SOCKET, SO_SNDBUF, &small, sizeof small) == 0);
    constexpr int kMessages = 400'000;  // 35 MB, far more than all buffers of the kernel
    base::Bytes many;
    for (int i = 0; i < kMessages; ++i) {
        const auto one = frame();
        many.insert(many.end(), one.begin(), one.end());
    }
    peer.send(many);  // until the server gives up
    echo.await_closed(CloseReason::AnswerTimeout);
    CHECK(echo.frames() < kMessages);
}

TEST_CASE("a slow reader gets every answer in the end") {
    Echo echo;
    echo.answer_size = 10'000;
    Limits limits;
    limits.output = 1000;
    const Running server(echo, limits);
    const Peer peer(server.endpoint);
    constexpr std::size_t kMessages = 2000;
    std::thread writer([&peer] {
        for (std::size_t i = 0; i < kMessages; ++i)
            peer.send(frame());
    });
    CHECK(peer.receive(kMessages * 10'000).size() == kMessages * 10'000);
    writer.join();
}

TEST_CASE("a fast peer does not starve another") {
    Echo echo;
    Limits limits;
    const Running server(echo, limits);
    std::atomic<bool> done = false;
    std::thread flood([&] {
        const Peer peer(server.endpoint);
        base::Bytes burst;
        for (int i = 0; i < 1000; ++i) {
            const auto one = frame();
            burst.insert(burst.end(), one.begin(), one.end());
        }
        while (!done) {
            peer.send(burst);
            if (peer.receive(4000).size() != 4000) break;
        }
    });
    const Peer honest(server.endpoint);
    int answered = 0;
    for (int i = 0; i < 200; ++i)
        answered += honest.exchanges() ? 1 : 0;
    done = true;
    flood.join();
    CHECK(answered == 200);
}

TEST_CASE("a peer that vanishes or stops within a message harms nobody else") {
    Echo echo;
    const Running server(echo);
    const Peer honest(server.endpoint);
    Peer cut(server.endpoint);
    cut.send({frame().data(), 20});
    cut.close();
    echo.await_closed(CloseReason::PeerClosedInMessage);
    Peer reset(server.endpoint);
    CHECK(reset.exchanges());
    const linger at_once{1, 0};
    REQUIRE(::setsockopt(reset.fd(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once) == 0);
    reset.close();
    echo.await_closed(CloseReason::PeerLost);
    CHECK(honest.exchanges());
}

TEST_CASE("a peer that closes its half still gets its answers") {
    Echo echo;
    const Running server(echo);
    const Peer peer(server.endpoint);
    peer.send(frame());
    REQUIRE(::shutdown(peer.fd(), SHUT_WR) == 0);
    CHECK(peer.receive(100) == base::Bytes{0, 0, 0, 88});
    echo.await_closed(CloseReason::PeerClosed);
}

TEST_CASE("the last answer arrives although the peer has sent more than was read") {
    Echo echo;
    echo.on_message = [](Connection& connection) {
        connection.send(base::as_bytes("LAST"));
        connection.finish();
    };
    const Running server(echo, quick());
    const Peer peer(server.endpoint);
    base::Bytes much = frame();
    much.resize(1U << 20U);
    peer.send(much);
    CHECK(peer.receive(8) == base::Bytes{'L', 'A', 'S', 'T', 0, 0, 0, 88});
    CHECK(peer.sees_the_end());
    echo.await_closed(CloseReason::Finished);
    CHECK(echo.frames() == 1);
}

TEST_CASE("the first stop request sends what is queued and accepts no more") {
    Echo echo;
    Running server(echo, quick());
    const Peer peer(server.endpoint);
    CHECK(peer.exchanges());
    server.request_stop();
    CHECK(peer.sees_the_end());
    CHECK(server.join());
    CHECK_FALSE(connects(server.endpoint));
    CHECK(echo.closed(CloseReason::Stopped) == 1);
}

TEST_CASE("a second stop request does not wait for a peer that takes nothing") {
    Echo echo;
    echo.answer_size = 64U << 20U;
    Limits limits;
    limits.answer = limits.drain = std::chrono::minutes(10);
    Running server(echo, limits);
    const Peer peer(server.endpoint);
    peer.send(frame());
    CHECK(peer.receive(4).size() == 4);
    server.request_stop();
    while (connects(server.endpoint)) {  // until it has seen the first request
    }
    server.request_stop();
    CHECK(server.join());
}

TEST_CASE("the handler may drain: what it answered in that turn is sent") {
    Echo echo;
    echo.after = After::Drain;
    Running server(echo, quick());
    const Peer peer(server.endpoint);
    CHECK(peer.exchanges());
    CHECK(peer.sees_the_end());
    CHECK(server.join());
}

TEST_CASE("the handler may stop: then nothing of that turn is answered") {
    Echo echo;
    echo.after = After::StopNow;
    Running server(echo);
    const Peer peer(server.endpoint);
    peer.send(frame());
    CHECK(peer.receive(4).empty());
    CHECK(server.join());
    CHECK(echo.frames() == 1);
}

TEST_CASE("without file descriptors new connections are refused and old ones served") {
    Echo echo;
    const Running server(echo);
    const Peer old(server.endpoint);
    CHECK(old.exchanges());
    const Peer late(base::UniqueFd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)));
    rlimit before{};
    REQUIRE(::getrlimit(RLIMIT_NOFILE, &before) == 0);
    // No descriptor is free below the limit, since numbers are given out from the lowest.
    const rlimit full{static_cast<rlim_t>(late.fd()) + 1, before.rlim_max};
    REQUIRE(::setrlimit(RLIMIT_NOFILE, &full) == 0);
    late.connect(server.endpoint);
    CHECK(late.sees_the_end());
    CHECK(old.exchanges());
    REQUIRE(::setrlimit(RLIMIT_NOFILE, &before) == 0);
    CHECK(echo.refused() == 1);
    CHECK(Peer(server.endpoint).exchanges());
}

TEST_CASE("a port that is taken is named, with what to do") {
    Echo echo;
    const Running server(echo);
    Echo other;
    auto second = Server::create({}, other).value();
    const auto taken = second.listen(server.endpoint);
    REQUIRE_FALSE(taken.ok());
    CHECK(taken.error().kind == base::ErrorKind::TryAgain);
    CHECK(taken.error().what ==
          "cannot listen on " + to_string(server.endpoint) + ": Address already in use");
    CHECK_FALSE(taken.error().hint.empty());
}

TEST_CASE("several ports serve at once") {
    Echo echo;
    auto server = Server::create({}, echo).value();
    const auto v4 = server.listen({"127.0.0.1", 0}).value();
    const auto other = server.listen({"127.0.0.1", 0}).value();
    CHECK(v4.port != other.port);
    const base::UniqueFd stop(::eventfd(0, 0));
    bool ran = false;
    std::thread thread([&] { ran = server.run(stop.get()).ok(); });
    CHECK(Peer(v4).exchanges());
    CHECK(Peer(other).exchanges());
    REQUIRE(::eventfd_write(stop.get(), 1) == 0);
    thread.join();
    CHECK(ran);
}
