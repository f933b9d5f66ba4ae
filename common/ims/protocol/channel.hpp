#ifndef PTKT_IMS_PROTOCOL_CHANNEL_HPP
#define PTKT_IMS_PROTOCOL_CHANNEL_HPP

#include <optional>
#include <span>
#include <vector>

#include "common/ims/protocol/connection.hpp"
#include "common/ims/protocol/limits.hpp"
#include "common/ims/wire/framer.hpp"
#include "common/net/clock.hpp"
#include "common/net/listener.hpp"
#include "common/net/stream.hpp"

namespace ptkt::ims_protocol {

/// Connections that something was done with, in this turn or between two.
using Touched = std::vector<class Channel*>;

/// Where a connection comes from, and what holds for it beside the limits of its server.
struct Origin {
    net::Endpoint peer;
    net::Endpoint local;
    net::Milliseconds idle{0};  ///< between messages; 0: no limit
    ims_wire::FrameLimits frame{};
};

/// Bytes that wait for the peer to take them.
class Unsent {
  public:
    [[nodiscard]] base::ByteView view() const { return base::ByteView(bytes_).subspan(sent_); }
    [[nodiscard]] bool empty() const { return sent_ == bytes_.size(); }
    [[nodiscard]] std::size_t size() const { return bytes_.size() - sent_; }
    void add(base::ByteView bytes) { bytes_.insert(bytes_.end(), bytes.begin(), bytes.end()); }
    void taken(std::size_t count) { sent_ += count; }
    /// Gives its memory back.
    void clear() { *this = {}; }

  private:
    base::Bytes bytes_;
    std::size_t sent_ = 0;
};

/// What the time limits of a connection are counted from.
struct Moments {
    explicit Moments(net::TimePoint now)
        : opened(now), held_since(now), last_input(now), last_output(now), its_turn(now) {}
    /// As if all had been that much later.
    void shift(net::TimePoint::duration away);

    net::TimePoint opened;
    net::TimePoint held_since;  ///< while it is held
    net::TimePoint last_input;
    net::TimePoint last_output;  ///< that was taken, or began to wait for the peer
    net::TimePoint its_turn;     ///< the peer's: nobody else is waited for since then
    std::optional<net::TimePoint> message_began;
    net::TimePoint lingers_until{};
};

/// The server's side of one connection: its bytes in and out, and when a time limit of it passes.
/// While nothing is on its way it owns no buffer, so that 10,000 idle ones cost little.
///
/// It ends in steps: finishing (queued answers go out), lingering (our half is shut down, what the
/// peer still sends is thrown away), closed. Closing at once with input unread would make the
/// system send a reset, which can take the last answer away from the peer.
class Channel final : public Connection {
  public:
    Channel(ConnectionId id, net::StreamPtr stream, Origin origin, const Limits& limits,
            net::Clock& clock, Touched& touched_list);

    [[nodiscard]] ConnectionId id() const override { return id_; }
    [[nodiscard]] const net::Endpoint& peer() const override { return origin_.peer; }
    [[nodiscard]] const net::Endpoint& local() const override { return origin_.local; }
    [[nodiscard]] std::string failure() const override { return stream_->failure(); }
    [[nodiscard]] std::string protection() const override { return stream_->protection(); }
    [[nodiscard]] bool is_ending() const override { return ending_.phase != Phase::Open; }
    void send(base::ByteView bytes) override;
    void finish() override { finish(CloseReason::Finished); }
    void close_for_memory() override;
    void signed_on() override;
    void set_intake(Intake intake) override;
    void set_timer(std::optional<net::TimePoint> when) override;

    [[nodiscard]] int fd() const { return stream_->fd(); }
    [[nodiscard]] bool is_signed_on() const { return signed_on_; }
    /// What it keeps of messages that have not come to their end.
    [[nodiscard]] std::size_t kept_bytes() const { return framer_.capacity(); }
    [[nodiscard]] bool is_closed() const { return ending_.phase == Phase::Closed; }
    [[nodiscard]] CloseReason reason() const { return ending_.reason; }

    /// Reads once, at most the scratch, and hands whole messages to the handler. The scratch is
    /// wiped again.
    void read(std::span<base::Byte> scratch, Handler& handler);
    /// Hands over messages that came while it was held.
    void revive(Handler& handler);
    /// It was held and is not any more, and `revive` has not been called since.
    [[nodiscard]] bool wants_revival() const { return wants_revival_; }
    /// It is open, and messages of it are taken.
    [[nodiscard]] bool listens() const { return ending_.phase == Phase::Open && wants_to_read(); }
    /// Its stream has more to read, which the descriptor does not tell of.
    [[nodiscard]] bool has_pending() const { return wants_to_read() && stream_->has_pending(); }
    /// Its stream can read only when the descriptor takes output.
    [[nodiscard]] bool reads_by_output() const { return stream_->awaits(true, false).output; }
    /// Its timer has come, if it is due.
    void ring(Handler& handler, net::TimePoint now);
    /// The server was away: no limit that the peer has to keep counts that time.
    void excuse(net::TimePoint::duration away);
    /// Puts it into the list of those that something was done with.
    void touch();
    /// Sends what the socket takes, and goes as many steps towards the end as are due.
    void settle();
    void finish(CloseReason reason);
    void close(CloseReason reason);
    /// A time limit of it has passed.
    void expire(CloseReason reason);

    /// What to wait for: EPOLLIN unless too much output is queued, EPOLLOUT while some is.
    [[nodiscard]] std::uint32_t interest() const;
    /// When the next of its time limits passes, and which.
    [[nodiscard]] std::optional<std::pair<net::TimePoint, CloseReason>> due() const;
    /// Which of its time limits has passed, if one has.
    [[nodiscard]] std::optional<CloseReason> overdue(net::TimePoint now) const;
    [[nodiscard]] std::optional<net::TimePoint> timer() const { return timer_; }
    [[nodiscard]] bool is_ringing(net::TimePoint now) const { return timer_ && *timer_ <= now; }

    std::uint32_t polled = 0;                 ///< the interest that the poller knows of
    bool touched = false;                     ///< is in the list of this turn
    bool counted = false;                     ///< among those that have not signed on
    std::optional<net::TimePoint> looked_at;  ///< the moment of its deadline entry

  private:
    enum class Phase { Open, Finishing, Lingering, Closed };

    /// How far it has come on the way to its end, and why.
    struct Ending {
        Phase phase = Phase::Open;
        CloseReason reason = CloseReason::Finished;
        std::optional<CloseReason> when_not_held;  ///< what it ends for as soon as it is not held
        bool input_ended = false;                  ///< the peer has closed its half
    };

    void deliver(Handler& handler);
    void take(std::span<base::Byte> bytes, Handler& handler);
    void end_of_input(bool is_cut);
    void fail();
    [[nodiscard]] bool wants_to_read() const;
    [[nodiscard]] bool is_held() const { return intake_ == Intake::Held; }
    void send_queued();
    void begin_finishing();
    void judge_front(Handler& handler);
    [[nodiscard]] ims_wire::Framer new_framer() const;
    /// How many bytes may be read now.
    [[nodiscard]] std::size_t readable() const;

    ConnectionId id_;
    net::StreamPtr stream_;
    const Origin origin_;
    const Limits& limits_;
    net::Clock& clock_;
    bool signed_on_ = false;  ///< before the framer, whose limit depends on it
    ims_wire::Framer framer_;
    Unsent unsent_;
    Ending ending_;
    Touched& touched_list_;
    Intake intake_ = Intake::Open;
    bool wants_revival_ = false;
    std::optional<net::TimePoint> timer_;
    bool front_was_shown_ = false;
    Moments moments_;
};

}  // namespace ptkt::ims_protocol

#endif
