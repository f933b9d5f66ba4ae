#ifndef PTKT_IMS_SENDER_RESULTS_QUEUE_HPP
#define PTKT_IMS_SENDER_RESULTS_QUEUE_HPP

#include <map>
#include <optional>
#include <string>

#include "common/ims/sender/results/message_result.hpp"

namespace ptkt::ims_sender {

/// What became of a message, and what is needed to tell it.
struct PendingResult {
    std::int64_t number = 0;
    std::string original;
    MessageResult result;
};

/// Results that are still to be told: as they came, or in the order of the input, whose numbers
/// count from 1.
class Queue {
  public:
    explicit Queue(bool ordered) : ordered_(ordered) {}

    void add(PendingResult result) {
        const std::int64_t place = ordered_ ? result.number : ++arrived_;
        results_.emplace(place, std::move(result));
    }
    /// The one to be told next; nothing when there is none, or one before it is not known yet.
    [[nodiscard]] std::optional<PendingResult> take() {
        if (results_.empty() || results_.begin()->first != told_ + 1) return std::nullopt;
        ++told_;
        return std::move(results_.extract(results_.begin()).mapped());
    }
    [[nodiscard]] std::size_t size() const { return results_.size(); }
    [[nodiscard]] bool can_take() const {
        return !results_.empty() && results_.begin()->first == told_ + 1;
    }

  private:
    bool ordered_;
    std::int64_t arrived_ = 0;
    std::int64_t told_ = 0;
    std::map<std::int64_t, PendingResult> results_;
};

}  // namespace ptkt::ims_sender

#endif
