#ifndef PTKT_IMS_PROTOCOL_CONNECTION_HPP
#define PTKT_IMS_PROTOCOL_CONNECTION_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/base/bytes.hpp"
#include "common/ims/protocol/limits.hpp"
#include "common/ims/wire/decode_error.hpp"
#include "common/net/endpoint.hpp"

namespace ptkt::ims_protocol {

/// Tells the connections of one server apart; never used twice.
using ConnectionId = std::uint64_t;

/// Why a connection ended.
enum class CloseReason {
    PeerClosed,           ///< between two messages
    PeerClosedInMessage,  ///< with a message half sent
    PeerLost,             ///< reset, or not reachable any more
    TlsFailed,            ///< its handshake, or what came after it
    Finished,             ///< the handler ended it
    Framing,              ///< a length that no message can have
    SignOnTimeout,        ///< not signed on in time
    MessageTimeout,       ///< began a message and did not end it in time
    IdleTimeout,          ///< sent nothing for longer than the port allows
    AnswerTimeout,        ///< did not take its answers
    Stopped,              ///< the server ends
    Displaced,            ///< not signed on, and its place or memory was needed for others
    LongBeforeSignOn,     ///< a long message by somebody who has not signed on
    NoMemory,             ///< there was none for what it sent
};
/// One word each, such as `sign-on-timeout`.
[[nodiscard]] std::string_view to_string(CloseReason reason);

/// What is done about the messages of a connection.
enum class Intake {
    Open,     ///< read; the port's idle time counts
    Waiting,  ///< read, but it is the peer who waits, for as long as it likes
    Held,     ///< not read until it is opened again, which also keeps a drain waiting
};

/// An accepted connection, as the one who handles its messages sees it. Valid from `on_open` to
/// `on_close`; a connection never goes away while a handler is called for another.
class Connection {
  public:
    virtual ~Connection() = default;

    [[nodiscard]] virtual ConnectionId id() const = 0;
    [[nodiscard]] virtual const net::Endpoint& peer() const = 0;
    /// The port of ours that it came in on.
    [[nodiscard]] virtual const net::Endpoint& local() const = 0;
    /// What is known of why it was lost or TLS has failed: one line, or empty.
    [[nodiscard]] virtual std::string failure() const { return {}; }
    /// What protects it, such as `TLSv1.3`, or empty.
    [[nodiscard]] virtual std::string protection() const { return {}; }

    /// Its messages are not taken any more, whoever ended it.
    [[nodiscard]] virtual bool is_ending() const { return false; }

    /// Queues bytes, which go out after the handler's `on_turn_end`, also outside of its calls.
    virtual void send(base::ByteView bytes) = 0;
    /// Nothing more is read; what is queued is sent, then the connection is closed.
    virtual void finish() = 0;
    /// Nothing more is read or sent: there was no memory for what it sent. Takes none itself.
    virtual void close_for_memory() { finish(); }
    /// The peer has said who it is: the time limit for that no longer runs.
    virtual void signed_on() = 0;
    /// Open until something else is said. In `on_frame` it holds for the messages after this one.
    virtual void set_intake(Intake intake) = 0;
    /// Calls the handler's `on_timer` at that moment, once; nothing: no more.
    virtual void set_timer(std::optional<net::TimePoint> when) = 0;
};

/// The reason with what is known of it: `tls-failed: the peer speaks no TLS`.
[[nodiscard]] std::string describe(const Connection& connection, CloseReason reason);

/// What the server does after a turn.
enum class After {
    GoOn,
    Hold,     ///< answers wait and no peer is read, until a turn ends otherwise
    Drain,    ///< accept no more, send what is queued, close, end
    StopNow,  ///< end without sending anything more
};

/// What happens to the messages that come in. One thread calls; a turn is everything that was ready
/// at one wake-up, and answers leave after its end, so that work which must be durable before it is
/// answered can be made durable once for all messages of a turn.
class Handler {
  public:
    virtual ~Handler() = default;

    virtual void on_open(Connection& connection) = 0;
    /// One whole message with its LLLL; the view ends with the call, and the bytes are wiped.
    virtual void on_frame(Connection& connection, base::ByteView frame) = 0;
    /// The beginning of a first message that is longer than `Limits::unsigned_bytes`: that many
    /// bytes. The rest is read when the connection has signed on after this, or is held until it
    /// has; else it is ended.
    virtual void on_front(Connection& /*connection*/, base::ByteView /*front*/) {}
    /// A length that no message can have; the connection is finished after this.
    virtual void on_framing_error(Connection& connection, const ims_wire::DecodeError& error) = 0;
    [[nodiscard]] virtual After on_turn_end() = 0;
    /// The moment of `Connection::set_timer` has come.
    virtual void on_timer(Connection& /*connection*/) {}
    /// True while the handler has work of its own that a drain must wait for.
    [[nodiscard]] virtual bool is_busy() const { return false; }
    /// Also for one whose `on_open` had no memory.
    virtual void on_close(Connection& connection, CloseReason reason) = 0;
    /// A connection was turned away unheard; `why` is one line.
    virtual void on_refused(const net::Endpoint& peer, std::string_view why) = 0;
};

}  // namespace ptkt::ims_protocol

#endif
