#include "common/ims/sender/msc/msc_ledger.hpp"

#include <algorithm>

#include "common/ims/wire/reasons.hpp"

namespace ptkt::ims_sender {

namespace {

/// Replies may come long after their messages; of this many the number in the input is kept.
constexpr std::size_t kMostNumbers = 100'000;

}  // namespace

void MscLedger::keep(const base::Status& status) {
    if (done_ && !status) done_ = status;
}

void MscLedger::sent(std::int64_t number, std::string original, std::uint64_t on_link) {
    waiting_.push_back({number, std::move(original)});
    numbers_.emplace_back(on_link, number);
    if (numbers_.size() > kMostNumbers) numbers_.pop_front();
}

MscLedger::Waiting MscLedger::take_first() {
    Waiting first = std::move(waiting_.front());
    waiting_.pop_front();
    return first;
}

void MscLedger::acknowledged(const std::string& client_id) {
    const Waiting first = take_first();
    keep(results_.tell(first.number, first.original, {Word::Ack, {}, client_id, {}, {}}));
}

/// No reply will come to it, so none is waited for.
void MscLedger::refused(const std::string& client_id, const ims_wire::Rsm& rsm) {
    const Waiting first = take_first();
    met(Verdict::Worst::Refused);
    std::erase_if(numbers_, [&](const auto& sent) { return sent.second == first.number; });
    keep(results_.tell(first.number, first.original,
                       {Word::Nak, ims_wire::describe(rsm), client_id, rsm, {}}));
}

void MscLedger::replied(std::uint64_t on_link, const MessageResult& result) {
    const auto of =
        std::ranges::find(numbers_, on_link, &std::pair<std::uint64_t, std::int64_t>::first);
    keep(results_.tell(of == numbers_.end() ? 0 : of->second, {}, result));
    if (of != numbers_.end()) numbers_.erase(of);
}

void MscLedger::unsent(std::int64_t number, const std::string& original, const std::string& why) {
    keep(results_.tell(number, original, ims_sender::unsent(why)));
}

void MscLedger::doubt(std::size_t count, const std::string& why) {
    for (; count > 0 && !waiting_.empty(); --count) {
        const Waiting first = take_first();
        met(Verdict::Worst::Refused);
        unsent(first.number, first.original, why + "; it may have been taken");
    }
}

void MscLedger::all_unsent(const std::string& why) {
    while (!waiting_.empty()) {
        const Waiting first = take_first();
        unsent(first.number, first.original, why);
    }
}

}  // namespace ptkt::ims_sender
