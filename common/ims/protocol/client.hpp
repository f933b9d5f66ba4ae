#ifndef PTKT_IMS_PROTOCOL_CLIENT_HPP
#define PTKT_IMS_PROTOCOL_CLIENT_HPP

#include <optional>
#include <string>

#include "common/base/bytes.hpp"
#include "common/ims/protocol/limits.hpp"
#include "common/ims/wire/response_reader.hpp"
#include "common/net/endpoint.hpp"
#include "common/net/stream.hpp"
#include "common/net/wait.hpp"

namespace ptkt::ims_protocol {

/// One connection to an IMS Connect, as its client; `Connecting` makes it. Every wait has its
/// limit, and every error names the peer. After an error the connection is of no more use.
class Client {
  public:
    Client(Client&&) noexcept = default;
    Client& operator=(Client&&) = delete;
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;
    /// Ends in order as far as that needs no waiting.
    ~Client();

    /// Sends all of the bytes. Unavailable: the peer went away or took nothing in time.
    [[nodiscard]] base::Status send(base::ByteView bytes, net::Milliseconds timeout);

    /// The next whole answer. Unavailable: none in time, or the peer closed before it was whole.
    /// Malformed: the bytes are no answer.
    [[nodiscard]] base::Result<ims_wire::Response> receive(net::Milliseconds timeout);
    /// The same until a moment; `timeout` is the whole time that this gave the peer, for messages.
    [[nodiscard]] base::Result<ims_wire::Response> receive(net::TimePoint until,
                                                           net::Milliseconds timeout);

    /// The next answer when all of it is there; nothing when more has to come. Errors as of
    /// `receive`, but for the time.
    [[nodiscard]] base::Result<std::optional<ims_wire::Response>> receive_ready();

    /// Says that nothing more comes from here; what the peer still has to say can be received.
    /// It is tried until then, since a peer that takes nothing cannot be told.
    void end_output(net::TimePoint until);

    /// Sends a message and waits for its answer. A peer that refuses may answer and close before it
    /// has taken everything; then its answer is what counts.
    [[nodiscard]] base::Result<ims_wire::Response> exchange(base::ByteView message,
                                                            net::Milliseconds timeout);

    /// True when the peer has closed, or has sent something unasked: then the next message would
    /// not get through, and belongs on another connection.
    [[nodiscard]] bool is_stale() const;

    [[nodiscard]] const net::Endpoint& peer() const { return peer_; }
    /// What protects it, such as `TLSv1.3`, or empty.
    [[nodiscard]] std::string protection() const { return stream_->protection(); }
    /// What its next answer comes from, for those who wait for the answers of several.
    [[nodiscard]] net::Awaited awaited() const {
        return {stream_->fd(), stream_->awaits(true, false)};
    }

  private:
    friend class Connecting;
    Client(net::StreamPtr stream, net::Endpoint peer, ims_wire::Exit exit)
        : stream_(std::move(stream)), peer_(std::move(peer)), reader_(exit) {}

    [[nodiscard]] base::Status fill(net::TimePoint until, net::Milliseconds timeout);
    /// Takes in what is there; false when that is nothing.
    [[nodiscard]] base::Result<bool> read_some();
    [[nodiscard]] base::Error lost(net::Progress outcome) const;

    net::StreamPtr stream_;
    net::Endpoint peer_;
    ims_wire::ResponseReader reader_;
};

}  // namespace ptkt::ims_protocol

#endif
