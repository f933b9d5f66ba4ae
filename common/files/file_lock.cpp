#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>
#include <cstring>
#include <thread>

#include "common/base/system_call.hpp"
#include "common/files/files.hpp"

namespace ptkt::files {

namespace {

/// The right to be the next who gets a lock. It is a lock of another kind on the first byte of the
/// same file; where there is none of that kind, nobody has a turn and all is as without it.
class Turn {
  public:
    explicit Turn(int fd) : fd_(fd) {}
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    ~Turn() {
        // A lock that cannot be given back here goes with the descriptor.
        if (taken_) static_cast<void>(set(F_UNLCK));
    }

    /// Nobody else has it.
    [[nodiscard]] bool is_free() const {
        struct flock range = first_byte(F_WRLCK);
        return ::fcntl(fd_, F_OFD_GETLK, &range) != 0 || range.l_type == F_UNLCK;
    }
    bool take() {
        if (taken_ || set(F_WRLCK)) return taken_ = true;
        return errno != EAGAIN && errno != EACCES && errno != EINTR;
    }

  private:
    static struct flock first_byte(short type) {
        struct flock range {};
        range.l_type = type;
        range.l_whence = SEEK_SET;
        range.l_len = 1;
        return range;
    }
    [[nodiscard]] bool set(short type) const {
        struct flock range = first_byte(type);
        return ::fcntl(fd_, F_OFD_SETLK, &range) == 0;
    }

    int fd_;
    bool taken_ = false;
};

}  // namespace

base::Result<FileLock> FileLock::acquire(const Path& path, std::chrono::milliseconds time_limit) {
    base::UniqueFd fd = base::open_fd(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW, kPrivateFile);
    if (!fd) {
        const bool refused = errno == EACCES || errno == EROFS || errno == EPERM;
        return base::fail(refused ? base::ErrorKind::NotPermitted : base::ErrorKind::CannotCreate,
                          "cannot lock {}: {}", path.string(), std::strerror(errno));
    }
    // flock has no time limit of its own, so ask again in small steps until the time limit passes.
    // At first whoever asks at the right moment gets it: that is fastest, since one who has much to
    // do goes on without a change of processes. So that he keeps nobody out for long, who has
    // waited for a while takes the turn, and nobody passes him any more.
    constexpr std::chrono::milliseconds kStep(2);
    constexpr int kShareBeforeTurn = 6;
    Turn turn(fd.get());
    for (auto waited = std::chrono::milliseconds(0);; waited += kStep) {
        const bool long_enough = waited > time_limit / kShareBeforeTurn;
        const bool may_ask = long_enough ? turn.take() : turn.is_free();
        if (may_ask && ::flock(fd.get(), LOCK_EX | LOCK_NB) == 0)
            return FileLock(std::move(fd), path);
        if (may_ask && errno != EWOULDBLOCK && errno != EINTR)
            return base::fail(base::ErrorKind::Io, "cannot lock {}: {}", path.string(),
                              std::strerror(errno));
        if (waited >= time_limit)
            return base::with_hint(base::fail(base::ErrorKind::TryAgain,
                                              "{} is locked by another program", path.string()),
                                   "try again when that one is done");
        std::this_thread::sleep_for(kStep);
    }
}

base::Result<std::string> FileLock::note() const {
    std::string text(kLongestNote, '\0');
    const ssize_t got =
        base::uninterrupted([&] { return ::pread(fd_.get(), text.data(), text.size(), 0); });
    if (got < 0)
        return base::fail(base::ErrorKind::Io, "cannot read {}: {}", path_.string(),
                          std::strerror(errno));
    text.resize(static_cast<std::size_t>(got));
    return text;
}

base::Status FileLock::leave(std::string_view note) const {
    const ssize_t written =
        base::uninterrupted([&] { return ::pwrite(fd_.get(), note.data(), note.size(), 0); });
    if (written == static_cast<ssize_t>(note.size())) return {};
    const int error = written < 0 ? errno : ENOSPC;
    return base::fail(base::ErrorKind::Io, "cannot write {}: {}", path_.string(),
                      std::strerror(error));
}

}  // namespace ptkt::files
