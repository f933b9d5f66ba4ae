// Peers that are slow: they hold a slot for as long as the member says, and nobody else waits for
// them.
#include <optional>

#include "tests/support/imscon_installation.hpp"
#include "tests/support/rounds.hpp"
#include "tests/support/slow_peers.hpp"
#include "tests/support/worker.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using base::Bytes;
using tests::ImsconInstallation;
using tests::Worker;

namespace {

constexpr std::size_t kMessages = 400;

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
