#ifndef PTKT_TESTS_SUPPORT_SLOW_PEERS_HPP
#define PTKT_TESTS_SUPPORT_SLOW_PEERS_HPP

#include <sys/socket.h>

#include <algorithm>
#include <vector>

#include "tests/support/receiver_process.hpp"

namespace ptkt::tests {

/// Connections that send the bytes of a message one by one, and never the last.
class SlowPeers {
  public:
    SlowPeers(std::uint16_t port, int count, base::Bytes message) : message_(std::move(message)) {
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
    base::Bytes message_;
    std::vector<base::UniqueFd> peers_;
    std::size_t dripped_ = 0;
};

}  // namespace ptkt::tests

#endif
