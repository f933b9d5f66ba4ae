#include "common/ims/receiver/outlet.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstring>
#include <utility>

namespace ptkt::ims_receiver {

namespace {

constexpr std::size_t kMuch = 512U << 10U;
constexpr std::size_t kLargestKept = 2U << 20U;

bool has_room(int fd) {
    pollfd entry{fd, POLLOUT, 0};
    return ::poll(&entry, 1, 0) > 0;
}

}  // namespace

Outlet::Outlet(int fd, std::string name) : fd_(fd), name_(std::move(name)) {
    struct stat facts {};
    if (::fstat(fd, &facts) != 0 || S_ISREG(facts.st_mode)) return;
    // A device that is no terminal, such as /dev/null, takes what it is given as a file does.
    if (S_ISCHR(facts.st_mode) && ::isatty(fd) == 0) return;
    manner_ = Manner::ByRoom;
    if (!S_ISFIFO(facts.st_mode)) return;
    own_.reset(
        ::open(fmt::format("/proc/self/fd/{}", fd).c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC));
    if (!own_) return;
    fd_ = own_.get();
    manner_ = Manner::NonBlocking;
}

Outlet::Flushed Outlet::flush() {
    std::string_view left = std::string_view(pending_).substr(written_);
    blocked_ = false;
    while (!left.empty() && !failure_ && !blocked_)
        left.remove_prefix(write_some(left));
    written_ = pending_.size() - left.size();
    if (written_ > pending_.size() / 2) {
        // Moving at most as much as was written keeps the cost of a byte constant.
        gone_ += written_;
        pending_.erase(0, std::exchange(written_, 0));
        if (pending_.empty() && pending_.capacity() > kLargestKept) pending_ = std::string();
    }
    if (failure_) return Flushed::Failed;
    return blocked_ ? Flushed::Blocked : Flushed::All;
}

void Outlet::take_back(std::uint64_t begin) {
    if (begin >= gone_ + written_) return pending_.resize(begin - gone_);
    pending_.resize(written_);
    pending_ += '\n';
}

void Outlet::relieve() {
    // One who takes nothing now is asked again at the end of the turn.
    if (pending() >= kMuch && !blocked_) static_cast<void>(flush());
}

std::size_t Outlet::write_some(std::string_view text) {
    if (manner_ == Manner::ByRoom) {
        // What is ready takes at least this much without waiting.
        text = text.substr(0, PIPE_BUF);
        blocked_ = !has_room(fd_);
        if (blocked_) return 0;
    }
    const ssize_t count = ::write(fd_, text.data(), text.size());
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno == EAGAIN) {
        blocked_ = true;
    } else if (errno != EINTR) {
        failure_ = base::fail(base::ErrorKind::Io, "writing {}: {}", name_, std::strerror(errno));
    }
    return 0;
}

Outlet::Flushed Outlet::flush_before_end(std::chrono::milliseconds time_limit, int stop_fd) {
    const auto until = std::chrono::steady_clock::now() + time_limit;
    for (;;) {
        const Flushed done = flush();
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        if (done != Flushed::Blocked || left.count() <= 0) return done;
        pollfd entries[] = {{fd_, POLLOUT, 0}, {stop_fd, POLLIN, 0}};
        ::poll(entries, 2, static_cast<int>(left.count()));
        if (entries[1].revents != 0) return flush();
    }
}

}  // namespace ptkt::ims_receiver
