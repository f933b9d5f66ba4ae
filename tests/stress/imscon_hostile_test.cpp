// Peers that mean ill: nothing that they send before they have signed on costs much memory, and
// those who send much keep nobody waiting.
#include <poll.h>

#include <atomic>
#include <chrono>
#include <thread>

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

using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;

constexpr std::size_t kLong = 10'000'000;

// AddressSanitizer pads what is allocated and keeps a while what is freed.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr long kMemoryFactor = 8;
#else
constexpr long kMemoryFactor = 1;
#endif

/// Sends until the other side takes no more for a while or has closed: how much it was.
std::size_t send_while_taken(int fd, base::ByteView bytes, int time_limit) {
    std::size_t sent = 0;
    while (sent < bytes.size()) {
        const ssize_t count =
            ::send(fd, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
        pollfd ready{fd, POLLOUT, 0};
        if (count > 0) {
            sent += static_cast<std::size_t>(count);
        } else if (errno != EAGAIN || ::poll(&ready, 1, time_limit) <= 0) {
            break;
        }
    }
    return sent;
}

/// Messages of an honest client while something else is done: the longest that one took.
template <typename Other>
Milliseconds longest_wait(Worker& worker, Other other) {
    std::atomic<bool> is_done = false;
    std::thread beside([&] {
        other();
        is_done = true;
    });
    const Bytes message = ImsconInstallation::message();
    Milliseconds longest{};
    while (!is_done) {
        const auto began = Clock::now();
        worker.exchange(message);
        longest = std::max(longest, Milliseconds(Clock::now() - began));
    }
    beside.join();
    return longest;
}

}  // namespace

TEST_CASE("what is sent before a sign-on costs a receiver little memory, whatever it claims") {
    constexpr int kPeers = 60;
    ImsconInstallation at(PTKT_TOOLS_DIR);
    const tests::ListeningSocket socket;
    auto receiver = at.receiver(socket);
    Worker worker(socket.port(), at.sign_on(1));
    const long before = receiver.memory("VmRSS:");
    // As long as it says, and from somebody without a PassTicket.
    const Bytes refused = ImsconInstallation::frame(
        {.client_id = "STRANGER", .trancode = "PART", .datastore = "IMSB", .userid = "USER0000"},
        kLong);
    // Cut before anybody can tell who it is from.
    const base::ByteView cut = base::ByteView(refused).first(31U << 10U);
    std::size_t taken = 0;
    std::vector<base::UniqueFd> peers;
    const auto longest = longest_wait(worker, [&] {
        for (int i = 0; i < tests::rounds(kPeers); ++i) {
            peers.push_back(tests::connect_to(socket.port()));
            taken += send_while_taken(peers.back().get(), base::ByteView(refused).first(9'000'000),
                                      1'000);
            peers.push_back(tests::connect_to(socket.port()));
            taken += send_while_taken(peers.back().get(), cut, 1'000);
        }
    });
    worker.exchange(ImsconInstallation::message());
    const long most = receiver.memory("VmHWM:") - before;
    INFO("taken " << taken << " bytes, RSS + " << most << " KiB, longest wait " << longest.count()
                  << " ms");
    CHECK(most < (tests::rounds(kPeers) * 64 + 4096) * kMemoryFactor);
    CHECK(receiver.end(SIGTERM) == 0);
}

TEST_CASE("a long message of what takes many characters to write costs little memory") {
    const std::string form = GENERATE("text", "ndjson", "raw");
    ImsconInstallation at(PTKT_TOOLS_DIR);
    const tests::ListeningSocket socket;
    auto receiver = at.receiver(socket, {"--output", form});
    Worker worker(socket.port(), at.sign_on(1));
    const Bytes message = ImsconInstallation::message(9'900'000, '\1');
    const long before = receiver.memory("VmHWM:");
    const auto began = receiver.computed();
    worker.exchange(message);
    const Milliseconds took = receiver.computed() - began;
    const long more = receiver.memory("VmHWM:") - before;
    INFO(form << ": RSS + " << more << " KiB, " << took.count() << " ms of computing");
    CHECK(more < 64 * 1024 * kMemoryFactor);
    CHECK(receiver.end(SIGTERM) == 0);
}
