#include "common/ims/receiver/ledger.hpp"

namespace ptkt::ims_receiver {

using Flushed = Outlet::Flushed;

namespace {

constexpr std::chrono::milliseconds kTimeLimitWithReader(5'000);

}  // namespace

base::Status Ledger::open_spool() {
    using std::chrono::nanoseconds;
    const auto now =
        std::chrono::duration_cast<nanoseconds>(context_.host.now().time_since_epoch());
    auto spool = spool::Spool::open(*context_.settings.spool, suffix_of(context_.settings.output),
                                    static_cast<std::uint64_t>(now.count()));
    if (!spool && spool.error().kind == base::ErrorKind::Config)
        return base::with_hint(std::move(spool).error(),
                               fmt::format("see 'imscon-recv spool check {}', then 'spool recover'",
                                           *context_.settings.spool));
    if (!spool) return std::move(spool).error();
    keeper_ = std::make_unique<Keeper>(std::move(*spool), *context_.loop);
    return {};
}

void Ledger::keep(const Taken& taken) {
    if (keeper_) {
        keeper_->add(context_.reporter.text_of(taken));
    } else {
        context_.reporter.message(taken);
    }
}

Flushed Ledger::commit() {
    if (keeper_) {
        if (const auto kept = keeper_->commit(); !kept) {
            fail(kept.error());
            return Flushed::Failed;
        }
    }
    const auto flushed = context_.reporter.out().flush();
    watch_output(flushed == Flushed::Blocked);
    if (flushed == Flushed::Failed) output_failed();
    return flushed;
}

void Ledger::finish(int stop_fd) {
    finish_spool();
    // Where a drain has waited for the reader in vain, nobody waits once more.
    const auto time_limit = watches_output_ ? std::chrono::milliseconds(0) : kTimeLimitWithReader;
    watch_output(false);
    if (has_failed_) return;
    const auto done = context_.reporter.out().flush_before_end(time_limit, stop_fd);
    if (done != Flushed::All) output_failed();
}

/// What is safe becomes a file in the next run, if not in this one.
void Ledger::finish_spool() {
    if (!keeper_) return;
    if (const auto kept = keeper_->finish(); !kept && !has_failed_) {
        context_.host.report(kept.error());
        has_failed_ = true;
    }
    keeper_.reset();
}

void Ledger::fail(const base::Error& why) {
    context_.host.report(base::Error(why).within("messages are not acknowledged"));
    has_failed_ = true;
}

void Ledger::output_failed() {
    const auto& failure = context_.reporter.out().failure();
    fail(failure ? *failure
                 : base::fail(base::ErrorKind::Io, "nobody reads {} any more",
                              context_.reporter.out().name()));
}

void Ledger::watch_output(bool wanted) {
    if (wanted == watches_output_ || context_.loop == nullptr) return;
    watches_output_ = wanted;
    if (!wanted) return context_.loop->unwatch(context_.reporter.out().fd());
    // Without the watch the output is tried again at each turn.
    static_cast<void>(
        context_.loop->watch(context_.reporter.out().fd(), net::Ready::Output, [] {}));
}

}  // namespace ptkt::ims_receiver
