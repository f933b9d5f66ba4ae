#ifndef PTKT_IMS_SENDER_CONNECTION_EXCHANGE_HPP
#define PTKT_IMS_SENDER_CONNECTION_EXCHANGE_HPP

#include <optional>

#include "common/ims/sender/connection/send_socket.hpp"

namespace ptkt::ims_sender {

/// What somebody who has an exchange does about its answers.
class Listener {
  public:
    virtual ~Listener() = default;

    /// An answer, and whether it has output for us, which is acknowledged only if it could be
    /// written out.
    [[nodiscard]] virtual base::Status on_answer(const ims_wire::Response& response,
                                                 bool has_output) = 0;
    /// Until when the next answer is waited for.
    [[nodiscard]] virtual net::TimePoint answer_by() const = 0;
    /// Whether it is known if output is acknowledged. If not, `decided` is called later.
    [[nodiscard]] virtual bool has_decided() const { return true; }
    /// What was to be said about an answer has left.
    [[nodiscard]] virtual base::Status on_settled() { return {}; }
    /// Whether no other answer is wanted.
    [[nodiscard]] virtual bool has_enough() const { return false; }
};

/// A message, or RESUME TPIPE, that was given to a socket, and all that follows from it: the rest
/// of its bytes leaves, answers come, output is acknowledged. Nothing waits here: each call goes on
/// as far as it can, and gives the end when it has come.
class Exchange {
  public:
    /// How it has ended.
    struct End {
        enum class How {
            Sent,      ///< it is on its way, and nothing answers it; or it could not be sent
            Answered,  ///< `ending`
            Enough,    ///< the listener has
            Lost,      ///< the connection, for the reason `why`
            Untold,    ///< the output could not be written out, for the reason `why`
        };
        How how = How::Sent;
        ims_protocol::Ending ending = ims_protocol::Ending::Done;
        bool closes = false;  ///< the connection is of no more use
        base::Error why{};
    };
    using Over = std::optional<End>;

    /// The socket has just been given it. All of these must outlive the exchange.
    Exchange(const Context& context, SendSocket& socket, Listener& listener,
             const ims_protocol::ClientPlan& plan)
        : context_(context), socket_(socket), listener_(listener), plan_(plan), dialogue_(plan) {}

    /// Goes on with what needs no event: at the beginning, and when `deadline` has come.
    [[nodiscard]] Over go_on();
    /// The socket was woken.
    [[nodiscard]] Over on_ready();
    /// The listener has decided: the output is acknowledged, or rejected with that reason.
    [[nodiscard]] Over decided(std::optional<std::uint16_t> rejection);
    /// When there is something to do for it at the latest.
    [[nodiscard]] net::TimePoint deadline() const;

    /// Whether something that was received waits for its ACK or NAK, or for the rest of it.
    [[nodiscard]] bool owes_answer() const {
        return phase_ != Phase::Sending && phase_ != Phase::Hearing;
    }

    /// The last answer.
    [[nodiscard]] const std::optional<ims_wire::Response>& response() const { return response_; }

  private:
    enum class Phase {
        Sending,        ///< its bytes leave
        Hearing,        ///< an answer is waited for
        Deciding,       ///< the listener has not decided
        Answering,      ///< the ACK or NAK waits for the second of its ticket
        Acknowledging,  ///< its bytes leave
    };

    [[nodiscard]] Over send_more();
    [[nodiscard]] Over hear();
    [[nodiscard]] Over take(ims_wire::Response response);
    [[nodiscard]] Over answer();
    [[nodiscard]] Over answered();
    [[nodiscard]] Over listen();
    [[nodiscard]] static End lost(const base::Error& why);

    const Context& context_;
    SendSocket& socket_;
    Listener& listener_;
    ims_protocol::ClientPlan plan_;
    ims_protocol::ClientDialogue dialogue_;
    Phase phase_ = Phase::Sending;
    ims_protocol::ClientStep step_;  ///< what the last answer asks for
    std::optional<ims_wire::Response> response_;
    net::TimePoint until_{};  ///< when the answer is late, or the ticket can be made
};

}  // namespace ptkt::ims_sender

#endif
