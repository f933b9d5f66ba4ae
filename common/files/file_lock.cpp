#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>
#include <cstring>
#include <thread>

#include "common/files/files.hpp"

namespace ptkt::files {

base::Result<FileLock> FileLock::acquire(const Path& path, std::chrono::milliseconds patience) {
    base::UniqueFd fd(
        ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, kPrivateFile));
    if (!fd) {
        const bool refused = errno == EACCES || errno == EROFS || errno == EPERM;
        return base::fail(refused ? base::ErrorKind::NotPermitted : base::ErrorKind::CannotCreate,
                          "cannot lock {}: {}", path.string(), std::strerror(errno));
    }
    // flock has no time limit of its own, so ask again in small steps until patience ends.
    constexpr std::chrono::milliseconds kStep(2);
    for (auto waited = std::chrono::milliseconds(0);; waited += kStep) {
        if (::flock(fd.get(), LOCK_EX | LOCK_NB) == 0) return FileLock(std::move(fd), path);
        if (errno != EWOULDBLOCK && errno != EINTR)
            return base::fail(base::ErrorKind::Io, "cannot lock {}: {}", path.string(),
                              std::strerror(errno));
        if (waited >= patience)
            return base::with_hint(base::fail(base::ErrorKind::TryAgain,
                                              "{} is locked by another program", path.string()),
                                   "try again when that one is done");
        std::this_thread::sleep_for(kStep);
    }
}

base::Result<std::string> FileLock::note() const {
    std::string text(kLongestNote, '\0');
    const ssize_t got = ::pread(fd_.get(), text.data(), text.size(), 0);
    if (got < 0)
        return base::fail(base::ErrorKind::Io, "cannot read {}: {}", path_.string(),
                          std::strerror(errno));
    text.resize(static_cast<std::size_t>(got));
    return text;
}

base::Status FileLock::leave(std::string_view note) const {
    const ssize_t written = ::pwrite(fd_.get(), note.data(), note.size(), 0);
    if (written == static_cast<ssize_t>(note.size())) return {};
    const int error = written < 0 ? errno : ENOSPC;
    return base::fail(base::ErrorKind::Io, "cannot write {}: {}", path_.string(),
                      std::strerror(error));
}

}  // namespace ptkt::files
