#include "common/ims/sender/results/ledger.hpp"

#include <utility>

namespace ptkt::ims_sender {

namespace {

/// Results that may wait to be told: what --ordered costs in memory when one answer is late.
constexpr std::size_t kMostHeld = 1024;
/// Results may wait so long for others to go out with them.
constexpr std::chrono::milliseconds kUnflushed(5);

}  // namespace

Ledger::Ledger(const Context& context, std::optional<SentJournal> journal)
    : context_(context),
      journal_(std::move(journal)),
      queue_(context.settings.ordered),
      results_(context.host, context.settings, context.loop.clock()),
      tries_(context.settings.retry) {}

void Ledger::keep(const base::Status& status) {
    if (done_ && !status) done_ = status;
}

void Ledger::stop(std::string why) {
    stopped_ = true;
    why_stopped_ = std::move(why);
}

void Ledger::stop(base::ErrorKind kind, std::string why) {
    results_.met(kind);
    if (kind != base::ErrorKind::Malformed) stop(std::move(why));
}

void Ledger::stop_refused(std::string why) {
    results_.met(Verdict::Worst::Refused);
    why_stopped_ = std::move(why);
    if (!context_.settings.keep_going) stopped_ = true;
}

void Ledger::met_loss(std::string why) {
    results_.met(Verdict::Worst::Refused);
    why_stopped_ = std::move(why);
}

Before Ledger::meet(std::int64_t number, std::string_view original) {
    if (!journal_) return Before::Nothing;
    const auto before = journal_->meet(number, original);
    if (before) return *before;
    keep(before.error());
    return Before::Nothing;
}

void Ledger::meet_end() {
    if (journal_) keep(journal_->meet_end());
}

void Ledger::sending(std::int64_t number) {
    if (journal_) journal_->sent(number);
}

void Ledger::acknowledged(std::int64_t number) {
    if (journal_) journal_->acknowledged(number);
}

void Ledger::not_taken(std::int64_t number) {
    if (journal_) journal_->not_taken(number);
}

void Ledger::tell() {
    if (done_ && journal_) keep(journal_->commit());
    while (done_) {
        const auto next = queue_.take();
        if (!next) break;
        keep(results_.tell(next->number, next->original, next->result));
    }
    if (results_.are_lost()) results_lost();
}

base::Status Ledger::tell_output(std::int64_t number, const MessageResult& result) {
    auto told = results_.tell(number, {}, result);
    return told ? results_.flush() : told;
}

void Ledger::flush_what_is_old() {
    if (context_.now() < flush_by()) return;
    if (!results_.flush()) results_lost();
}

net::TimePoint Ledger::flush_by() const {
    const auto since = results_.unflushed_since();
    return since ? *since + kUnflushed : net::TimePoint::max();
}

void Ledger::results_lost() {
    if (std::exchange(results_lost_, true)) return;
    context_.host.report(
        {base::ErrorKind::Io, "the results cannot be written any more: nothing more is sent",
         context_.settings.unsent ? std::string() : "--unsent FILE keeps what is not sent"});
    stop(base::ErrorKind::Io, "not sent, since the results cannot be written");
}

bool Ledger::has_room() const {
    return queue_.size() < kMostHeld;
}

bool Ledger::wants_rest() const {
    return !results_lost_ || context_.settings.unsent;
}

}  // namespace ptkt::ims_sender
