#ifndef PTKT_IMS_SENDER_RESULTS_LEDGER_HPP
#define PTKT_IMS_SENDER_RESULTS_LEDGER_HPP

#include <optional>
#include <string>

#include "common/ims/sender/backoff.hpp"
#include "common/ims/sender/context.hpp"
#include "common/ims/sender/results/queue.hpp"
#include "common/ims/sender/results/results.hpp"
#include "common/ims/sender/results/sent_journal.hpp"

namespace ptkt::ims_sender {

/// What became of the messages of a run, in the journal and on the output; and whether the run goes
/// on. Nothing is told that is not in the journal, so `tell` comes once a round, for all of it.
class Ledger {
  public:
    Ledger(const Context& context, std::optional<SentJournal> journal);

    /// Removes what an earlier run kept.
    void begin() { keep(results_.begin()); }

    /// False: something keeps it from its end; `end` says what.
    [[nodiscard]] bool goes_on() const { return done_.ok(); }
    /// The first of these counts.
    void keep(const base::Status& status);
    /// Nothing more is sent; what is left is told as unsent, for the reason.
    [[nodiscard]] bool is_stopped() const { return stopped_; }
    [[nodiscard]] const std::string& why_stopped() const { return why_stopped_; }
    void stop(std::string why);
    /// The same, and the run ends as one that has met that. Input that makes no message stops
    /// nothing.
    void stop(base::ErrorKind kind, std::string why);
    /// After a refusal, unless the settings say that the run goes on.
    void stop_refused(std::string why);
    /// Some message may be lost, and the run goes on.
    void met_loss(std::string why);
    void met(Verdict::Worst worst) { results_.met(worst); }
    /// Whether something that has failed is to be tried again; counts that.
    [[nodiscard]] bool may_try_again() { return tries_.take(); }

    /// The next message of the input, and what earlier runs know of it; the end of the input.
    [[nodiscard]] Before meet(std::int64_t number, std::string_view original);
    void meet_end();
    /// Of one that was met: it is about to be sent, it was acknowledged, it was not taken.
    void sending(std::int64_t number);
    void acknowledged(std::int64_t number);
    void not_taken(std::int64_t number);
    /// Its result is known.
    void add(PendingResult result) { queue_.add(std::move(result)); }

    /// What is in the journal may be told, and what is to be sent is in the journal.
    void tell();
    /// Output is told at once, since it is then acknowledged.
    [[nodiscard]] base::Status tell_output(std::int64_t number, const MessageResult& result);
    /// Hands told results on, once others have had a moment to go out with them.
    void flush_what_is_old();
    [[nodiscard]] net::TimePoint flush_by() const;
    /// The results cannot be written any more: nothing more is sent.
    void results_lost();

    /// Whether there are results that may be told; whether there is room for more.
    [[nodiscard]] bool can_tell() const { return queue_.can_take(); }
    [[nodiscard]] bool has_room() const;
    [[nodiscard]] bool is_empty() const { return queue_.size() == 0; }
    /// False when nothing is done with the rest of the input.
    [[nodiscard]] bool wants_rest() const;

    [[nodiscard]] base::Result<Verdict> end() { return results_.end(done_); }

  private:
    const Context& context_;
    std::optional<SentJournal> journal_;
    Queue queue_;
    Results results_;
    Tries tries_;
    bool stopped_ = false;
    bool results_lost_ = false;
    std::string why_stopped_;
    base::Status done_;  ///< what keeps the run from going on
};

}  // namespace ptkt::ims_sender

#endif
