// Peers that are slow: they hold a slot for as long as the member says, and nobody else waits for
// them.
#include <optional>

#include "tests/support/imscon_installation.hpp"
#include "tests/support/rounds.hpp"
#include "tests/support/slow_peers.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using base::Bytes;
using tests::ImsconInstallation;

namespace {

constexpr std::size_t kMessages = 400;

/// A client that sends one message after the other.
class Worker {
  public:
    Worker(std::uint16_t port, const Bytes& sign_on) : fd_(tests::connect_to(port)) {
        exchange(sign_on);
    }
    /// One message and its acknowledgment.
    void exchange(const Bytes& message) {
        if (::send(fd_.get(), message.data(), message.size(), MSG_NOSIGNAL) < 0)
            throw std::runtime_error("send");
        Bytes answer(ImsconInstallation::acknowledgment().size());
        if (::recv(fd_.get(), answer.data(), answer.size(), MSG_WAITALL) !=
            static_cast<ssize_t>(answer.size()))
            throw std::runtime_error("no acknowledgment");
    }

  private:
    base::UniqueFd fd_;
};

}  // namespace

TEST_CASE("every message is acknowledged beside slow peers, and they are turned off in time") {
    ImsconInstallation at(PTKT_TOOLS_DIR);
    at.use_member("RACF=Y", "TIMEOUT=300");
    const tests::ListeningSocket socket;
    auto receiver = at.receiver(socket);
    std::optional<Worker> worker(std::in_place, socket.port(), at.sign_on(1));
    tests::SlowPeers peers(socket.port(), tests::rounds(50), at.sign_on(2));
    const Bytes message = ImsconInstallation::message();
    for (std::size_t i = 0; i < kMessages; ++i) {
        peers.drip();
        worker->exchange(message);
    }
    CHECK(peers.all_are_closed());
    worker->exchange(message);
    worker.reset();
    CHECK(receiver.end(SIGTERM) == 0);
}
