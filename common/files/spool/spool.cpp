#include "common/files/spool/spool.hpp"

#include <algorithm>
#include <limits>
#include <system_error>

namespace ptkt::spool {

namespace {

constexpr std::uint64_t kWorthClearing = std::uint64_t{1} << 20;

}  // namespace

base::Result<Spool> Spool::open(const files::Path& directory, std::string suffix,
                                std::uint64_t now_ns, std::string system) {
    for (const files::Path& path : {directory, directory / "tmp", directory / "new"})
        if (auto made = files::make_directory(path); !made) return std::move(made).error();
    auto lock = files::FileLock::acquire(directory / "lock", std::chrono::milliseconds(0));
    if (!lock) return std::move(lock).error();
    // Whatever may be damaged is read before anything is changed.
    auto outbox = Outbox::open(directory, std::move(suffix), std::move(system));
    if (!outbox) return std::move(outbox).error();
    auto journal = Journal::open(directory / "journal");
    if (!journal) return std::move(journal).error();
    Spool spool(std::move(*lock), std::move(*journal),
                std::make_unique<Outbox>(std::move(*outbox)));
    if (auto done = spool.recover(now_ns); !done) return std::move(done).error();
    return spool;
}

base::Status Spool::recover(std::uint64_t now_ns) {
    last_ = std::max(outbox_->highest(), now_ns);
    for (;;) {
        const auto record = journal_.next();
        if (!record) return record.error();
        if (!*record) break;
        last_ = std::max(last_, (*record)->number);
        if (const auto restored = outbox_->restore(**record); !restored) return restored.error();
    }
    return close();
}

base::Status Spool::commit() {
    if (added_ == 0) return {};
    added_ = 0;
    return journal_.commit();
}

base::Status Spool::deliver(std::size_t at_most) {
    std::vector<std::uint64_t> numbers;
    while (numbers.size() < at_most) {
        const auto record = journal_.next();
        if (!record) return record.error();
        if (!*record) break;
        if (auto staged = outbox_->stage(**record); !staged) return staged;
        numbers.push_back((*record)->number);
    }
    if (numbers.empty()) return {};
    if (auto noted = outbox_->note_staged(numbers.back()); !noted) return noted;
    for (const std::uint64_t number : numbers)
        if (auto moved = outbox_->move(number); !moved) return moved;
    return journal_.unread() == 0 && journal_.size() >= kWorthClearing ? clear_journal()
                                                                       : base::Status();
}

base::Status Spool::settle_beside() {
    if (settling_.valid()) {
        const bool is_ready =
            settling_.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
        return is_ready ? await_settling() : base::Status();
    }
    if (is_settled()) return {};
    settling_up_to_ = outbox_->staged();
    try {
        settling_ = std::async(std::launch::async, outbox_->settling());
    } catch (const std::system_error&) {
        // There is no thread to be had now. The next time tries again.
    }
    return {};
}

base::Status Spool::await_settling() {
    if (!settling_.valid()) return {};
    auto done = settling_.get();
    if (done) outbox_->note_settled(settling_up_to_);
    return done;
}

/// All its messages are files; once they are on the disk it is not needed for them.
base::Status Spool::clear_journal() {
    if (auto done = await_settling(); !done) return done;
    if (auto settled = outbox_->settle(); !settled) return settled;
    return journal_.clear();
}

base::Status Spool::close() {
    if (auto done = deliver(std::numeric_limits<std::size_t>::max()); !done) return done;
    if (journal_.size() == 0 && is_settled()) return {};
    if (auto cleared = clear_journal(); !cleared) return cleared;
    return journal_.settle();
}

}  // namespace ptkt::spool
