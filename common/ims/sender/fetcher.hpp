#ifndef PTKT_IMS_SENDER_FETCHER_HPP
#define PTKT_IMS_SENDER_FETCHER_HPP

#include "common/ims/sender/backoff.hpp"
#include "common/ims/sender/callouts/callout_desk.hpp"
#include "common/ims/sender/connection/exchange.hpp"
#include "common/ims/sender/results/results.hpp"

namespace ptkt::ims_sender {

/// Fetches output by RESUME TPIPE. Each one is written out, and acknowledged only then: what is not
/// acknowledged stays with IMS, so a run that is cut off loses nothing. A synchronous callout is
/// acknowledged when the program has its answer.
class Fetcher final : public Listener {
  public:
    /// What the context refers to must outlive it.
    explicit Fetcher(Context context);
    Fetcher(const Fetcher&) = delete;
    Fetcher& operator=(const Fetcher&) = delete;

    /// Until there is no more, as many have come as are wanted, or it is stopped.
    [[nodiscard]] base::Result<Verdict> run();
    /// Ends the run at its next step, for a signal; the first time only once output that was
    /// written out is acknowledged, or it would come again.
    void stop();

    /// `run` step by step: each goes on as far as it can, then waits.
    [[nodiscard]] bool is_over() const { return is_over_; }
    void round();
    [[nodiscard]] base::Result<Verdict> end();

    [[nodiscard]] base::Status on_answer(const ims_wire::Response& response,
                                         bool has_output) override;
    [[nodiscard]] net::TimePoint answer_by() const override;
    [[nodiscard]] bool has_enough() const override;
    [[nodiscard]] bool has_decided() const override { return !desk_ || !desk_->is_deciding(); }
    [[nodiscard]] base::Status on_settled() override;

  private:
    void on_ready();
    void on_decided();
    void finish_fetching();
    void ask();
    void over(const Exchange::Over& over);
    void over(ims_protocol::Ending ending, const ims_wire::Response& response);
    void lost(const base::Error& error);
    [[nodiscard]] net::TimePoint deadline() const;

    Context context_;
    SendSocket socket_{context_, [this] { on_ready(); }};
    Results results_;
    std::optional<Exchange> exchange_;
    Backoff backoff_;
    Tries tries_;
    std::optional<CalloutDesk> desk_;  ///< where callouts are answered
    bool is_done_ = false;             ///< nothing more is fetched
    std::int64_t fetched_ = 0;
    bool is_stopping_ = false;
    bool is_over_ = false;
    net::TimePoint not_before_{};  ///< the second of a ticket, or the end of a pause
    base::Status done_;            ///< what keeps the run from going on
};

}  // namespace ptkt::ims_sender

#endif
