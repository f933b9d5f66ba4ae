#include "common/racf/authorization/note_writer.hpp"

#include <new>
#include <system_error>

#include "common/base/signals_blocked.hpp"

namespace ptkt::authorization {

namespace {

using WriterClock = std::chrono::steady_clock;

/// Between two attempts, when another program has the lock or the disk is full.
constexpr std::chrono::milliseconds kBetween(50);

}  // namespace

NoteWriter::~NoteWriter() {
    static_cast<void>(finish());
}

void NoteWriter::wake(base::Instant now) {
    {
        const std::lock_guard lock(mutex_);
        wanted_ = true;
        now_ = now;
    }
    changed_.notify_one();
    if (!thread_.joinable()) begin();
}

/// The notes stay where they are when there is no thread to be had now.
void NoteWriter::begin() {
    if (WriterClock::now() < next_attempt_) return;
    const base::AllSignalsBlocked blocked;
    try {
        thread_ = std::thread([this] { run(); });
    } catch (const std::system_error& none) {
        next_attempt_ = WriterClock::now() + kBetween;
        if (!std::exchange(in_trouble_, true))
            trouble_ = base::fail(base::ErrorKind::Io, "no thread to write them: {}", none.what());
    }
}

std::optional<base::Error> NoteWriter::take_trouble() {
    // Without a thread nobody else has these.
    if (!thread_.joinable() && wanted_) begin();
    const std::lock_guard lock(mutex_);
    return std::exchange(trouble_, std::nullopt);
}

/// Without the memory for it nothing is written now, and it is tried again.
base::Status NoteWriter::write(base::Instant now) try {
    return notes_.write(*store_, now, std::chrono::milliseconds(0));
} catch (const std::bad_alloc&) {
    return base::Error{base::ErrorKind::Io, "no memory", {}};
}

std::size_t NoteWriter::finish() {
    if (!thread_.joinable() && wanted_) {
        wanted_ = false;
        static_cast<void>(write(now_));
    }
    if (thread_.joinable()) {
        {
            const std::lock_guard lock(mutex_);
            ends_ = true;
        }
        changed_.notify_one();
        thread_.join();
    }
    return notes_.waiting();
}

void NoteWriter::run() {
    std::unique_lock lock(mutex_);
    std::optional<WriterClock::time_point> last;
    for (;;) {
        changed_.wait(lock, [this] { return wanted_ || ends_; });
        if (ends_ && !last) last = WriterClock::now() + kLastTimeLimit;
        wanted_ = false;
        const base::Instant now = now_;
        lock.unlock();
        const auto done = write(now);
        lock.lock();
        const bool is_trouble = !done && done.error().kind != base::ErrorKind::TryAgain;
        if (is_trouble && !in_trouble_) trouble_ = done.error();
        in_trouble_ = is_trouble;
        if (done && ends_ && !wanted_) return;
        if (done) continue;
        if (last && WriterClock::now() >= *last) return;
        wanted_ = true;
        const bool was_ending = ends_;
        changed_.wait_for(lock, kBetween, [&] { return ends_ && !was_ending; });
    }
}

}  // namespace ptkt::authorization
