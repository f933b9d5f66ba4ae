#ifndef PTKT_IMS_SENDER_CALLOUTS_CALLOUT_DESK_HPP
#define PTKT_IMS_SENDER_CALLOUTS_CALLOUT_DESK_HPP

#include <deque>
#include <optional>

#include "common/ims/sender/backoff.hpp"
#include "common/ims/sender/callouts/answer_program.hpp"
#include "common/ims/sender/connection/exchange.hpp"
#include "common/ims/sender/results/results.hpp"

namespace ptkt::ims_sender {

/// Answers synchronous callout requests. A request is acknowledged only once the program has its
/// answer: one that a run cut off leaves behind is offered again. A program that fails makes a NAK.
/// The answers go out on a connection of their own, since on the one of RESUME TPIPE the next
/// request may come.
class CalloutDesk final : public Listener {
  public:
    /// `decided`: the program has ended, and the request can be acknowledged or not. The others
    /// must outlive it.
    CalloutDesk(const Context& context, Results& results, Tries& tries,
                net::Loop::Callback decided);
    CalloutDesk(const CalloutDesk&) = delete;
    CalloutDesk& operator=(const CalloutDesk&) = delete;

    /// Runs the program for a request. REQUIRES: it has none.
    void take(std::int64_t number, const ims_wire::Response& request);
    /// Whether a request waits for its program.
    [[nodiscard]] bool is_deciding() const { return is_deciding_; }
    /// The reason of the NAK; nothing: the request is to be acknowledged.
    [[nodiscard]] std::optional<std::uint16_t> rejection() const;
    /// The ACK or NAK has left: the answer goes out. The end when results cannot be written.
    [[nodiscard]] base::Status settled();

    /// A step: goes on as far as it can.
    void round();
    [[nodiscard]] net::TimePoint deadline() const;
    /// Nothing waits for the program or for its answer to be sent.
    [[nodiscard]] bool is_idle() const { return !current_ && answers_.empty(); }

    [[nodiscard]] base::Status on_answer(const ims_wire::Response& response,
                                         bool has_output) override;
    [[nodiscard]] net::TimePoint answer_by() const override;

  private:
    struct Answer {
        std::int64_t number = 0;
        ims_wire::CorrelationToken token{};
        base::Bytes data;
    };

    void on_ended();
    void on_ready();
    void send_next();
    void over(const Exchange::Over& over);
    void lost(const base::Error& error, bool may_have_arrived);
    void done(MessageResult result);

    Settings settings_;  ///< without a client ID: that one is in use
    Context context_;
    Results& results_;
    Tries& tries_;
    net::Loop::Callback decided_;
    AnswerProgram program_;
    bool is_deciding_ = false;
    std::optional<Answer> current_;
    std::deque<Answer> answers_;
    SendSocket socket_;
    std::optional<Exchange> exchange_;
    Backoff backoff_;
    net::TimePoint not_before_{};
};

}  // namespace ptkt::ims_sender

#endif
