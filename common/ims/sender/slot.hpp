#ifndef PTKT_IMS_SENDER_SLOT_HPP
#define PTKT_IMS_SENDER_SLOT_HPP

#include <optional>

#include "common/ims/sender/connection/exchange.hpp"
#include "common/ims/sender/results/ledger.hpp"
#include "common/ims/sender/routes.hpp"

namespace ptkt::ims_sender {

/// A place for one message at a time: a send socket, and the message that is on it, from its
/// beginning to its result. Whatever has to wait, for the second of a ticket, for the end of a
/// pause, for a connection, for room or for an answer, holds up no other place.
class Slot final : public Listener {
  public:
    /// All must outlive it.
    Slot(Routes& routes, std::size_t route, Ledger& ledger)
        : routes_(routes),
          route_(route),
          context_(routes[route]),
          ledger_(ledger),
          socket_(context_, [this] { on_ready(); }) {}
    Slot(const Slot&) = delete;
    Slot& operator=(const Slot&) = delete;

    [[nodiscard]] bool is_free() const { return !message_; }
    [[nodiscard]] const SendSocket& socket() const { return socket_; }
    [[nodiscard]] std::size_t route() const { return route_; }
    [[nodiscard]] const Tickets& tickets() const { return context_.tickets; }
    /// Whether its message waits for a ticket that none of the others may take.
    [[nodiscard]] bool claims_ticket() const {
        return message_ && !exchange_ && socket_.needs_ticket();
    }
    /// Whether it connects without a message.
    [[nodiscard]] bool reserves() const { return !message_ && socket_.is_connecting(); }

    /// A message for it; `again`: an earlier run has sent it too. REQUIRES: it is free.
    void take(Message message, bool again);
    /// Connects without a message, as far as that goes. What cannot be opened now is tried again
    /// when there is something to send, and told then.
    void reserve();
    /// Whether its connection cannot be made, and its message can go by another one.
    [[nodiscard]] bool is_stranded() const { return message_ && stranded_; }
    /// Gives it to that place. REQUIRES: it is stranded, and the other one is free.
    void hand_over(Slot& other);
    /// A step of a round: connects, sends, or gives up what is not to be sent.
    void go_on();
    /// What is due: late answers, the end of an idle connection.
    void look_at_time(net::TimePoint now);
    /// When there is something to do for it at the latest.
    [[nodiscard]] net::TimePoint deadline() const;

    /// The end of our side of a connection on which nothing is answered; what the other one has to
    /// say about what it got is waited for.
    void begin_finish();
    [[nodiscard]] bool is_finishing() const { return is_finishing_; }

    [[nodiscard]] base::Status on_answer(const ims_wire::Response& response,
                                         bool has_output) override;
    [[nodiscard]] net::TimePoint answer_by() const override {
        return context_.now() + context_.ack_limit;
    }

  private:
    void on_ready();
    void send();
    void withdraw();
    void not_sent(const base::Error& error);
    [[nodiscard]] bool retries(const base::Error& error);
    void over(const Exchange::Over& over);
    [[nodiscard]] MessageResult result_of_end(const Exchange::End& end);
    [[nodiscard]] MessageResult acknowledged();
    [[nodiscard]] MessageResult refused();
    [[nodiscard]] MessageResult lost(const base::Error& error);
    void done(MessageResult result);
    void become_idle();
    [[nodiscard]] bool hear_unasked();
    void hear_the_rest();
    [[nodiscard]] bool has_more_to_hear() const;
    void refused_unasked(const ims_wire::Rsm& rsm);
    void go_on_finishing();

    Routes& routes_;
    std::size_t route_;
    const Context& context_;
    Ledger& ledger_;
    SendSocket socket_;
    std::optional<Message> message_;
    bool again_ = false;  ///< an earlier run has sent the message too
    bool stranded_ = false;
    std::optional<Exchange> exchange_;
    bool has_reply_ = false;       ///< its reply was told
    net::TimePoint until_{};       ///< when the idle socket is closed, or is no longer finished
    net::TimePoint not_before_{};  ///< the second of a ticket, or the end of a pause
    Backoff backoff_;
    bool is_finishing_ = false;
    bool hears_more_ = false;  ///< of what has come unasked, in the next round
};

}  // namespace ptkt::ims_sender

#endif
