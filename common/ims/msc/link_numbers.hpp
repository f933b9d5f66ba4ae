#ifndef PTKT_IMS_MSC_LINK_NUMBERS_HPP
#define PTKT_IMS_MSC_LINK_NUMBERS_HPP

#include <algorithm>
#include <cstdint>
#include <deque>
#include <optional>
#include <utility>
#include <vector>

namespace ptkt::ims_msc {

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

/// The messages that came in over a link, by number, and what is said about each. A message is
/// answered when it is done, and in the order of the numbers, since the other side counts answers.
/// What was said last is kept over a restart: whether it has arrived is only known then.
template <typename Refusal>
class Inbox {
  public:
    /// Answers that are kept. REQUIRES: the other side never has more messages unanswered.
    static constexpr std::size_t kKept = 64;

    struct Answer {
        std::optional<Refusal> refusal;  ///< absent: it was taken
    };

    [[nodiscard]] Arrival judge(std::uint64_t number) const {
        if (number == 0 || number > last_ + 1) return Arrival::Gap;
        return number <= last_ ? Arrival::Duplicate : Arrival::New;
    }
    /// The new one is taken, and worked on.
    void take() {
        entries_.emplace_back();
        while (entries_.size() > kKept && entries_.front())
            entries_.pop_front();
        arrive(++last_);
    }
    /// A duplicate has come: it wants its answer, too.
    void arrive(std::uint64_t number) {
        arrived_ = number;
        next_ = std::min(next_, number);
    }
    /// The work on it is done.
    void done(std::uint64_t number, std::optional<Refusal> refusal) {
        if (number > forgotten() && number <= last_)
            entries_[number - forgotten() - 1] = Answer{std::move(refusal)};
    }
    /// The next answer to be sent; nothing while that message is worked on.
    [[nodiscard]] std::optional<Answer> next_answer() {
        if (next_ > arrived_) return std::nullopt;
        const auto answer = find(next_);
        if (answer) ++next_;
        return answer;
    }
    /// All that came before it has been answered.
    [[nodiscard]] bool is_next(std::uint64_t number) const { return next_ == number; }
    /// The connection is gone: there is nobody to be answered.
    void pause() { arrived_ = 0; }
    /// The link has started again, and the other side has had the answers up to `answered`: the
    /// last number that it need not send again, since all up to there were taken.
    [[nodiscard]] std::uint64_t restart(std::uint64_t answered) {
        std::uint64_t number = std::min(std::max(answered, forgotten()), last_);
        for (auto answer = find(number + 1); answer && !answer->refusal; answer = find(number + 1))
            ++number;
        arrived_ = number;
        next_ = number + 1;
        return number;
    }
    [[nodiscard]] std::uint64_t last() const { return last_; }

  private:
    /// The number before the first whose answer is kept.
    [[nodiscard]] std::uint64_t forgotten() const { return last_ - entries_.size(); }
    [[nodiscard]] std::optional<Answer> find(std::uint64_t number) const {
        if (number > last_) return std::nullopt;
        if (number <= forgotten()) return Answer{};
        return entries_[number - forgotten() - 1];
    }

    std::deque<std::optional<Answer>> entries_;
    std::uint64_t last_ = 0;
    std::uint64_t arrived_ = 0;  ///< the last one of this connection
    std::uint64_t next_ = 1;     ///< to be answered
};

}  // namespace ptkt::ims_msc

#endif
