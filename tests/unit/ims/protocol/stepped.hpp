#ifndef PTKT_TESTS_UNIT_IMS_PROTOCOL_STEPPED_HPP
#define PTKT_TESTS_UNIT_IMS_PROTOCOL_STEPPED_HPP

#include <fcntl.h>
#include <linux/sockios.h>
#include <sys/ioctl.h>

#include "tests/support/fake_clock.hpp"
#include "tests/unit/ims/protocol/support.hpp"

namespace loopback {

/// A server that is served step by step, by a clock that the test moves.
class Stepped {
  public:
    explicit Stepped(Handler& handler, const Limits& limits = {}, PortOptions options = {})
        : server(Server::create(limits, handler, clock).value()),
          endpoint(server.listen({"127.0.0.1", 0}, options).value()) {}

    /// Serves until it is so much later, and all that was to be done then is done.
    void pass(tests::FakeClock::Length length) {
        clock.let_pass(length);
        do {
            turn();
        } while (!clock.has_passed());
        settle();
    }
    /// Serves what is there, in no time.
    void settle() {
        constexpr int kEnough = 6;
        clock.let_pass(Milliseconds(0));
        for (int i = 0; i < kEnough; ++i)
            turn();
    }
    void turn() { REQUIRE(server.turn().ok()); }

    tests::FakeClock clock;
    Server server;
    const Endpoint endpoint;
};

/// The other end of one of its connections, which does not wait: what has come is there.
class SteppedPeer {
  public:
    explicit SteppedPeer(Stepped& stage) : peer_(stage.endpoint) {
        const int flags = ::fcntl(peer_.fd(), F_GETFL);
        REQUIRE(::fcntl(peer_.fd(), F_SETFL, flags | O_NONBLOCK) == 0);
        stage.settle();
    }
    /// Sends, and is back when it is in the hands of the other side's system.
    void send(base::ByteView bytes) const {
        peer_.send(bytes);
        int left = 1;
        while (left > 0 && ::ioctl(peer_.fd(), SIOCOUTQ, &left) == 0) {
        }
    }
    [[nodiscard]] base::Bytes received() const { return peer_.receive(1U << 20U); }
    [[nodiscard]] bool is_at_the_end() const { return peer_.sees_the_end(); }
    void close() { peer_.close(); }

  private:
    Peer peer_;
};

}  // namespace loopback

#endif
