// Peers that are slow: they hold a slot for as long as the member says, and nobody else waits for
// them.
#include <algorithm>
#include <chrono>
#include <optional>

#include "tests/support/imscon_installation.hpp"
#include "tests/support/rounds.hpp"
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
    /// One message and its acknowledgment: how long that took.
    std::chrono::nanoseconds exchange(const Bytes& message) {
        const auto begin = std::chrono::steady_clock::now();
        if (::send(fd_.get(), message.data(), message.size(), MSG_NOSIGNAL) < 0)
            throw std::runtime_error("send");
        Bytes answer(ImsconInstallation::acknowledgment().size());
        if (::recv(fd_.get(), answer.data(), answer.size(), MSG_WAITALL) !=
            static_cast<ssize_t>(answer.size()))
            throw std::runtime_error("no acknowledgment");
        return std::chrono::steady_clock::now() - begin;
    }

  private:
    base::UniqueFd fd_;
};

/// Connections that send the bytes of a message one by one, and never the last.
class SlowPeers {
  public:
    SlowPeers(std::uint16_t port, int count, Bytes message) : message_(std::move(message)) {
        for (int i = 0; i < count; ++i)
            peers_.push_back(tests::connect_to(port));
    }
    /// A byte more from one of them. One that was turned off meanwhile sends nothing.
    void drip() {
        const std::size_t round = dripped_ / peers_.size() % (message_.size() - 1);
        static_cast<void>(
            ::send(peers_[dripped_++ % peers_.size()].get(), &message_[round], 1, MSG_NOSIGNAL));
    }
    /// Waits until the receiver has closed all of them. False: it has answered one.
    [[nodiscard]] bool all_are_closed() const {
        return std::ranges::all_of(peers_, [](const base::UniqueFd& peer) {
            char answer = 0;
            return ::recv(peer.get(), &answer, 1, 0) <= 0;
        });
    }

  private:
    Bytes message_;
    std::vector<base::UniqueFd> peers_;
    std::size_t dripped_ = 0;
};

std::chrono::nanoseconds median(std::vector<std::chrono::nanoseconds> times) {
    const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
    std::ranges::nth_element(times, middle);
    return *middle;
}

}  // namespace

TEST_CASE("a client works beside slow peers as without them, and they are turned off in time") {
    ImsconInstallation at(PTKT_TOOLS_DIR);
    at.use_member("RACF=Y", "TIMEOUT=300");
    // Two receivers, used in turn: what else the machine does meets both.
    const tests::ListeningSocket quiet_socket;
    const tests::ListeningSocket slow_socket;
    auto quiet = at.receiver(quiet_socket);
    auto slow = at.receiver(slow_socket);
    std::optional<Worker> quiet_worker(std::in_place, quiet_socket.port(), at.sign_on(1));
    std::optional<Worker> slow_worker(std::in_place, slow_socket.port(), at.sign_on(1));
    SlowPeers peers(slow_socket.port(), tests::rounds(50), at.sign_on(2));
    const Bytes message = ImsconInstallation::message();
    std::vector<std::chrono::nanoseconds> quiet_times;
    std::vector<std::chrono::nanoseconds> slow_times;
    for (std::size_t i = 0; i < kMessages; ++i) {
        peers.drip();
        slow_times.push_back(slow_worker->exchange(message));
        quiet_times.push_back(quiet_worker->exchange(message));
    }
    INFO("medians of " << median(slow_times).count() << " ns and " << median(quiet_times).count());
    CHECK(median(slow_times) <= 2 * median(quiet_times));
    CHECK(peers.all_are_closed());
    static_cast<void>(slow_worker->exchange(message));
    slow_worker.reset();
    quiet_worker.reset();
    CHECK(slow.end(SIGTERM) == 0);
    CHECK(quiet.end(SIGTERM) == 0);
}
