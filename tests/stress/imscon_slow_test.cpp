// Peers that are slow: they hold a slot for as long as the member says, and nobody else waits for
// them.
#include <algorithm>
#include <optional>

#include "tests/support/imscon_installation.hpp"
#include "tests/support/rounds.hpp"
#include "tests/support/slow_peers.hpp"
#include "tests/support/waits.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using base::Bytes;
using tests::ImsconInstallation;
using tests::Worker;

namespace {

constexpr std::size_t kMessages = 400;
constexpr std::size_t kBytesPerMessage = 20;
constexpr std::size_t kMessagesPerSignOn = 50;

}  // namespace

// PTKT_ROUNDS slow peers; half of the places, 10,000, is the most that one address gets.
TEST_CASE("every message is acknowledged beside slow peers, and they are turned off in time") {
    ImsconInstallation at(PTKT_TOOLS_DIR);
    at.use_member("RACF=Y", "TIMEOUT=300");
    const tests::ListeningSocket socket;
    auto receiver = at.receiver(socket);
    std::optional<Worker> worker(std::in_place, socket.port(), at.sign_on(1));
    const int count = std::min(tests::rounds(300), 9'900);
    tests::SlowPeers peers(socket.port(), count, at.sign_on(2));
    const Bytes message = ImsconInstallation::message();
    tests::Waits waits;
    std::chrono::duration<double, std::milli> longest{};
    for (std::size_t i = 0; i < kMessages; ++i) {
        for (std::size_t k = 0; k < kBytesPerMessage; ++k)
            peers.drip();
        waits.exchange(*worker, message);
        if (i % kMessagesPerSignOn != 0) continue;
        // Another honest client finds a place.
        const auto began = std::chrono::steady_clock::now();
        Worker another(socket.port(), at.sign_on(static_cast<std::uint32_t>(10 + i)));
        longest = std::max<decltype(longest)>(longest, std::chrono::steady_clock::now() - began);
    }
    const long memory = receiver.memory("VmHWM:");
    CHECK(peers.all_are_closed());
    INFO(count << " slow peers; " << waits.text() << "; longest sign-on " << longest.count()
               << " ms; at most " << memory << " KiB");
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    CHECK(memory < 64L * 1024);
#endif
    worker->exchange(message);
    worker.reset();
    CHECK(receiver.end(SIGTERM) == 0);
}
