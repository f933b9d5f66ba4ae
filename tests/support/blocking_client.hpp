#ifndef PTKT_TESTS_SUPPORT_BLOCKING_CLIENT_HPP
#define PTKT_TESTS_SUPPORT_BLOCKING_CLIENT_HPP

#include <array>

#include "common/ims/protocol/connecting.hpp"

namespace ptkt::tests {

/// A client that waits for its peer, each time with a limit: for tests, which have nothing else to
/// do meanwhile.
class BlockingClient {
  public:
    using Milliseconds = net::Milliseconds;
    using Answer = base::Result<ims_wire::Response>;

    explicit BlockingClient(ims_protocol::Client client) : client_(std::move(client)) {}

    /// Waits for a connection as long as it may take.
    static base::Result<BlockingClient> settled(ims_protocol::Connecting connecting) {
        for (;;) {
            auto client = connecting.advance();
            if (!client) return std::move(client).error();
            if (*client) return BlockingClient(std::move(**client));
            if (auto waited = wait(connecting.awaited(), connecting.until()); !waited)
                return std::move(waited).error();
        }
    }

    base::Status send(base::ByteView bytes, Milliseconds limit) {
        const auto until = net::system_clock().now() + limit;
        auto sent = client_.send(base::Secret(bytes));
        while (sent && client_.is_sending()) {
            const auto ready = wait(client_.awaited(true), until);
            if (!ready) return ready.error();
            sent = *ready ? client_.send_more() : base::Status(client_.give_up_sending(limit));
        }
        return sent;
    }
    Answer receive(Milliseconds limit) {
        const auto until = net::system_clock().now() + limit;
        for (;;) {
            auto answer = client_.receive_ready();
            if (!answer) return std::move(answer).error();
            if (*answer) return std::move(**answer);
            const auto ready = wait(client_.awaited(false), until);
            if (!ready) return ready.error();
            if (!*ready) return client_.no_answer(limit);
        }
    }
    /// A peer that refuses may answer and close before it has taken everything; then its answer is
    /// what counts.
    Answer exchange(base::ByteView message, Milliseconds limit) {
        const auto sent = send(message, limit);
        auto answer = receive(limit);
        if (!answer && !sent) return sent.error();
        return answer;
    }
    auto receive_ready() { return client_.receive_ready(); }
    [[nodiscard]] bool is_stale() const { return client_.is_stale(); }
    [[nodiscard]] const net::Endpoint& peer() const { return client_.peer(); }
    [[nodiscard]] std::string protection() const { return client_.protection(); }

  private:
    static base::Result<bool> wait(net::Awaited what, net::TimePoint until) {
        const std::array<net::Awaited, 1> one{what};
        const auto ready = net::wait_ready(one, until);
        if (!ready) return ready.error();
        return !ready->empty();
    }

    ims_protocol::Client client_;
};

}  // namespace ptkt::tests

#endif
