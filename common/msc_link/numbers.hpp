#ifndef PTKT_MSC_LINK_NUMBERS_HPP
#define PTKT_MSC_LINK_NUMBERS_HPP

#include <cstdint>
#include <deque>
#include <optional>
#include <utility>
#include <vector>

namespace ptkt::msc_link {

/// Messages on their way out over a link, numbered from 1 in their order. They are kept until the
/// other side has answered, over a restart of the link, so that none is lost and none goes twice.
template <typename Message>
class Outbox {
  public:
    struct Entry {
        std::uint64_t number;
        Message message;
    };

    std::uint64_t add(Message message) {
        entries_.push_back({++last_, std::move(message)});
        return last_;
    }
    /// The next one to be sent, or nothing; at most `window` are unanswered at a time.
    [[nodiscard]] const Entry* next(std::size_t window) {
        if (sent_ == entries_.size() || sent_ >= window) return nullptr;
        return &entries_[sent_++];
    }
    /// The first one that was sent is answered: it, or nothing when none waits for an answer.
    std::optional<Entry> answered() {
        if (sent_ == 0) return std::nullopt;
        --sent_;
        return take_first();
    }
    /// The link has started again, and the other side has taken all up to `taken`: those, whose
    /// answer never came. The others are sent again.
    std::vector<Entry> restart(std::uint64_t taken) {
        std::vector<Entry> answered;
        sent_ = 0;
        while (!entries_.empty() && entries_.front().number <= taken)
            answered.push_back(*take_first());
        return answered;
    }
    /// The number before the first that is kept: the other side has taken at least these.
    [[nodiscard]] std::uint64_t done() const { return last_ - entries_.size(); }
    /// Those that were sent and not answered: whether they were taken is not known.
    [[nodiscard]] std::size_t unanswered() const { return sent_; }
    [[nodiscard]] std::size_t size() const { return entries_.size(); }
    [[nodiscard]] bool empty() const { return entries_.empty(); }
    [[nodiscard]] std::uint64_t last() const { return last_; }
    [[nodiscard]] const std::deque<Entry>& entries() const { return entries_; }

  private:
    std::optional<Entry> take_first() {
        std::optional<Entry> first(std::move(entries_.front()));
        entries_.pop_front();
        return first;
    }

    std::deque<Entry> entries_;
    std::size_t sent_ = 0;  ///< how many of the first ones wait for their answer
    std::uint64_t last_ = 0;
};

/// What a message's number says about it.
enum class Arrival { New, Duplicate, Gap };

/// The numbers that came in over a link.
class Inbox {
  public:
    [[nodiscard]] Arrival judge(std::uint64_t number) const {
        if (number == 0 || number > last_ + 1) return Arrival::Gap;
        return number <= last_ ? Arrival::Duplicate : Arrival::New;
    }
    /// The new one was taken.
    void take() { ++last_; }
    [[nodiscard]] std::uint64_t last() const { return last_; }

  private:
    std::uint64_t last_ = 0;
};

}  // namespace ptkt::msc_link

#endif
