#include "common/files/publish.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace ptkt::files {

namespace {

constexpr mode_t kForReaders = 0644;

base::Error failed(const Path& path, int error) {
    const bool refused = error == EACCES || error == EPERM || error == EROFS;
    return base::fail(refused ? base::ErrorKind::NotPermitted : base::ErrorKind::Io,
                      "cannot write {}: {}", path.string(), std::strerror(error));
}

bool write_all(int fd, std::string_view content) {
    while (!content.empty()) {
        const ssize_t written = ::write(fd, content.data(), content.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

}  // namespace

base::Status publish(const Path& path, std::string_view content) {
    // Collectors take the files whose names end as they like; a name with another end is not one.
    const Path temporary = path.string() + fmt::format(".{}.tmp", ::getpid());
    const base::UniqueFd fd(::open(
        temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, kForReaders));
    if (!fd) return failed(path, errno);
    if (write_all(fd.get(), content) && std::rename(temporary.c_str(), path.c_str()) == 0)
        return {};
    const int error = errno;
    ::unlink(temporary.c_str());
    return failed(path, error);
}

}  // namespace ptkt::files
