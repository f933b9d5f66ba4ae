#ifndef PTKT_IMS_SENDER_MSC_MSC_LEDGER_HPP
#define PTKT_IMS_SENDER_MSC_MSC_LEDGER_HPP

#include <deque>
#include <string>
#include <utility>

#include "common/ims/sender/results/results.hpp"

namespace ptkt::ims_sender {

/// The messages that are on an MSC link, in its order, and what became of each; and whether the run
/// goes on.
class MscLedger {
  public:
    MscLedger(Host& host, const Settings& settings, net::Clock& clock)
        : results_(host, settings, clock) {}

    /// Removes what an earlier run kept.
    [[nodiscard]] base::Status begin() const { return results_.begin(); }
    /// False: something keeps the run from its end; `end` says what.
    [[nodiscard]] bool goes_on() const { return done_.ok(); }
    /// The first of these counts.
    void keep(const base::Status& status);
    void met(Verdict::Worst worst) { results_.met(worst); }
    void met(base::ErrorKind kind) { results_.met(kind); }

    /// A message of the input is on the link under this number.
    void sent(std::int64_t number, std::string original, std::uint64_t on_link);
    /// The first one that waits was acknowledged, or refused.
    void acknowledged(const std::string& client_id);
    void refused(const std::string& client_id, const ims_wire::Rsm& rsm);
    /// What the other side's program has replied to a message of the link; 0 is not a message.
    void replied(std::uint64_t on_link, const MessageResult& result);
    /// One that never was on the link.
    void unsent(std::int64_t number, const std::string& original, const std::string& why);
    /// The first ones that wait were sent, and nobody can say any more whether they were taken.
    void doubt(std::size_t count, const std::string& why);
    /// The others that wait were not sent.
    void all_unsent(const std::string& why);

    /// Nothing waits, nor does a reply.
    [[nodiscard]] bool is_settled() const { return waiting_.empty() && numbers_.empty(); }
    /// Another link takes the messages that wait, and gives them its numbers, one after the other.
    void begin_anew() { numbers_.clear(); }
    void moved(std::size_t which, std::uint64_t on_link) {
        numbers_.emplace_back(on_link, waiting_[which].number);
    }

    [[nodiscard]] base::Result<Verdict> end() { return results_.end(done_); }

  private:
    /// Its number in the input, and as it was read.
    struct Waiting {
        std::int64_t number;
        std::string original;
    };
    [[nodiscard]] Waiting take_first();

    Results results_;
    std::deque<Waiting> waiting_;  ///< on the link and not acknowledged, in the order of the link
    std::deque<std::pair<std::uint64_t, std::int64_t>> numbers_;  ///< link to input, for replies
    base::Status done_;
};

}  // namespace ptkt::ims_sender

#endif
