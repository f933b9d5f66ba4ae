#ifndef PTKT_IMS_PROTOCOL_CLIENT_HPP
#define PTKT_IMS_PROTOCOL_CLIENT_HPP

#include <optional>
#include <string>

#include "common/base/secret.hpp"
#include "common/ims/wire/response_reader.hpp"
#include "common/net/clock.hpp"
#include "common/net/endpoint.hpp"
#include "common/net/stream.hpp"
#include "common/net/wait.hpp"

namespace ptkt::ims_protocol {

/// One connection to an IMS Connect, as its client; `Connecting` makes it. Nothing here waits:
/// its owner waits for what is `awaited`, sets the limits, and says what was late. Every
/// error names the peer. After an error the connection is of no more use, but for what the peer may
/// have said before.
class Client {
  public:
    Client(Client&&) noexcept = default;
    Client& operator=(Client&&) = delete;
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;
    /// Ends in order as far as that needs no waiting.
    ~Client();

    /// Sends what goes of a message; the rest is for `send_more`. Unavailable: the peer went away.
    /// REQUIRES: nothing is left of the one before.
    [[nodiscard]] base::Status send(base::Secret bytes);
    [[nodiscard]] base::Status send_more();
    /// Whether something is left.
    [[nodiscard]] bool is_sending() const { return !output_.empty(); }
    /// What is left is not sent: the peer takes it too slowly.
    [[nodiscard]] base::Error give_up_sending(net::Milliseconds limit);

    /// The next answer when all of it has come; nothing when more has to come. Unavailable: the
    /// peer closed before it was whole. Malformed: the bytes are no answer.
    [[nodiscard]] base::Result<std::optional<ims_wire::Response>> receive_ready();
    /// The error of an answer that did not come within that time.
    [[nodiscard]] base::Error no_answer(net::Milliseconds limit) const;

    /// Says that nothing more comes from here; what the peer still has to say can be received.
    /// False: to be called again when it is ready for output.
    [[nodiscard]] bool end_output();

    /// True when the peer has closed, or has sent something unasked: then the next message would
    /// not get through, and belongs on another connection.
    [[nodiscard]] bool is_stale() const;

    [[nodiscard]] const net::Endpoint& peer() const { return peer_; }
    /// What protects it, such as `TLSv1.3`, or empty.
    [[nodiscard]] std::string protection() const { return stream_->protection(); }
    /// What to wait for until there is something to read, or room for what is left to be sent.
    [[nodiscard]] net::Awaited awaited(bool for_room) const {
        return {stream_->fd(), stream_->awaits(!for_room, for_room)};
    }

  private:
    friend class Connecting;
    Client(net::StreamPtr stream, net::Endpoint peer, ims_wire::Exit exit)
        : stream_(std::move(stream)), peer_(std::move(peer)), reader_(exit) {}

    /// Takes in what has come; false when that is nothing.
    [[nodiscard]] base::Result<bool> read_some();
    [[nodiscard]] base::Error lost(net::Progress outcome) const;

    net::StreamPtr stream_;
    net::Endpoint peer_;
    ims_wire::ResponseReader reader_;
    base::Secret output_;   ///< the message that is being sent
    std::size_t sent_ = 0;  ///< of it
};

}  // namespace ptkt::ims_protocol

#endif
