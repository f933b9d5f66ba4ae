#include "common/files/system_call.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "common/base/system_call.hpp"

namespace ptkt::files {

namespace {

base::ErrorKind kind_of(int error, base::ErrorKind otherwise) {
    switch (error) {
        case ENOENT:
        case ENOTDIR:
            return base::ErrorKind::NotFound;
        case EACCES:
        case EPERM:
        case EROFS:
            return base::ErrorKind::NotPermitted;
        default:
            return otherwise;
    }
}

}  // namespace

base::Error failed(std::string_view doing, const Path& path,
                   base::ErrorKind otherwise) {
    const int error = errno;
    if (error == ELOOP)
        return base::fail(base::ErrorKind::NotPermitted, "cannot {} {}: it is a symbolic link",
                          doing, path.string());
    return base::fail(kind_of(error, otherwise), "cannot {} {}: {}", doing, path.string(),
                      std::strerror(error));
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

bool sync(int fd) {
    return base::uninterrupted([&] { return ::fsync(fd); }) == 0;
}

bool cut(int fd, off_t length) {
    return base::uninterrupted([&] { return ::ftruncate(fd, length); }) == 0;
}

DIR* open_directory(const Path& path) {
    DIR* directory = nullptr;
    do {
        directory = ::opendir(path.c_str());
    } while (directory == nullptr && errno == EINTR);
    return directory;
}

base::Status sync_directory(const Path& path) {
    const base::UniqueFd fd = base::open_fd(path.c_str(), O_RDONLY | O_DIRECTORY);
    if (!fd || !sync(fd.get())) return failed("sync the directory", path);
    return {};
}

Stamp stamp_of(const struct stat& about) {
    const auto ns = [](const timespec& time) {
        return time.tv_sec * 1'000'000'000LL + time.tv_nsec;
    };
    return {about.st_dev, about.st_ino, ns(about.st_mtim), about.st_size, ns(about.st_ctim)};
}

}  // namespace ptkt::files
