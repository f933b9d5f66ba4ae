#include "common/ims/sign_on/password_desk.hpp"

#include <sys/eventfd.h>

#include <exception>
#include <new>
#include <system_error>

#include "common/base/signals_blocked.hpp"
#include "common/crypto/password.hpp"
#include "common/formats/json/event.hpp"
#include "common/racf/store/secret_keeper.hpp"

namespace ptkt::ims_sign_on {

namespace {

/// What the command PASSWORD, given by the user, would leave in the audit log.
json::Json record_of(const PasswordDesk::Change& change) {
    const std::string_view word = change.kind == racf::PasswordKind::Phrase ? "PHRASE" : "PASSWORD";
    json::Json record = json::event("command");
    record.set("time", base::to_rfc3339(change.now))
        .set("user", change.user.str())
        .set("command", fmt::format("PASSWORD {}(******** ********)", word))
        .set("rc", 0)
        .set("peer", change.source);
    return record;
}

/// What is wrong must end neither the thread nor the program.
template <typename Step>
auto caught(const Step& step) -> decltype(step()) {
    try {
        return step();
    } catch (const std::bad_alloc&) {
        // So short a text needs no memory.
        return base::Error{base::ErrorKind::Io, "no memory", {}};
    } catch (const std::exception& thrown) {
        return base::Error{base::ErrorKind::Io, thrown.what(), {}};
    }
}

base::Error gone(const PasswordDesk::Change& change) {
    return base::fail(base::ErrorKind::TryAgain, "the password of user {} was changed meanwhile",
                      change.user.str());
}

}  // namespace

base::Result<std::unique_ptr<PasswordDesk>> PasswordDesk::open(
    std::unique_ptr<store::Store> store) {
    store->audit_log().set_time_limit(kAuditLimit);
    base::UniqueFd told(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC));
    if (!told) return base::fail(base::ErrorKind::Io, "no eventfd for passwords");
    return std::unique_ptr<PasswordDesk>(new PasswordDesk(std::move(store), std::move(told)));
}

PasswordDesk::~PasswordDesk() {
    if (!thread_.joinable()) return;
    {
        const std::lock_guard lock(mutex_);
        ends_ = true;
        waiting_.clear();
    }
    changed_.notify_one();
    thread_.join();
}

bool PasswordDesk::give(std::uint64_t number, Work work) {
    std::list<Answer> place(1);
    place.front().number = number;
    {
        const std::lock_guard lock(mutex_);
        if (waiting_.size() >= kMostWaiting) return false;
        waiting_.push_back({std::move(work), std::move(place)});
    }
    changed_.notify_one();
    if (thread_.joinable() || begin()) return true;
    drop(number);
    return false;
}

/// False: there is no thread to be had now.
bool PasswordDesk::begin() {
    const base::AllSignalsBlocked blocked;
    try {
        thread_ = std::thread([this] { run(); });
    } catch (const std::system_error&) {
        return false;
    }
    return true;
}

void PasswordDesk::drop(std::uint64_t number) {
    const std::lock_guard lock(mutex_);
    std::erase_if(waiting_,
                  [number](const Given& one) { return one.place.front().number == number; });
}

std::list<PasswordDesk::Answer> PasswordDesk::take() {
    eventfd_t unused = 0;
    static_cast<void>(::eventfd_read(told_.get(), &unused));
    const std::lock_guard lock(mutex_);
    return std::exchange(answers_, {});
}

void PasswordDesk::run() {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return ends_ || !waiting_.empty(); });
        if (ends_) return;
        Given given = std::move(waiting_.front());
        waiting_.pop_front();
        lock.unlock();
        do_work(given.work, given.place.front());
        lock.lock();
        answers_.splice(answers_.end(), given.place);
        static_cast<void>(::eventfd_write(told_.get(), 1));
    }
}

void PasswordDesk::do_work(const Work& work, Answer& answer) {
    if (const auto* comparison = std::get_if<Comparison>(&work)) {
        answer.matches =
            caught([&] { return crypto::password_matches(comparison->value, comparison->hash); });
        return;
    }
    const auto& wanted = std::get<Change>(work);
    answer.changed = caught([&] { return change(wanted); });
    if (!answer.changed || *answer.changed != racf::NewPassword::Good) return;
    // It is made, whatever becomes of its record.
    auto recorded = caught([&]() -> base::Status {
        auto appended = store_->audit_log().append(record_of(wanted));
        if (appended) return {};
        return std::move(appended).error().within("user " + wanted.user.str());
    });
    if (!recorded) answer.unrecorded = std::move(recorded).error();
}

/// What takes long is done before the store's lock is taken.
base::Result<racf::NewPassword> PasswordDesk::change(const Change& change) {
    const auto options = store_->options();
    if (!options) return options.error();
    const auto user = store_->user(change.user);
    if (!user) return user.error();
    if (!*user) return gone(change);
    const auto& old = racf::stored_of(**user, change.kind);
    if (!old || old->hash != change.hash) return gone(change);
    store::SecretKeeper secrets(store_->keys());
    const auto verdict = racf::judge_new(**user, change.kind, change.current, change.fresh,
                                         change.now, *options, secrets);
    if (!verdict || *verdict != racf::NewPassword::Good) return verdict;
    auto fresh = racf::stored_as(change.kind, change.fresh, old, change.now, *options, secrets);
    if (!fresh) return std::move(fresh).error();
    const auto lock = store_->lock(kLockLimit);
    if (!lock) return lock.error();
    auto now = store_->user(change.user);
    if (!now) return std::move(now).error();
    if (!*now || racf::stored_of(**now, change.kind) != old) return gone(change);
    if ((**now).is_revoked(change.now))
        return base::fail(base::ErrorKind::NotPermitted, "user {} is revoked", change.user.str());
    racf::stored_of(**now, change.kind) = *std::move(fresh);
    std::vector<racf::Change> changes;
    changes.emplace_back(racf::PutUser{std::move(**now)});
    if (auto done = store_->commit(changes, change.now); !done) return done.error();
    return racf::NewPassword::Good;
}

}  // namespace ptkt::ims_sign_on
