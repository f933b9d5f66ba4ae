#include "common/files/scratch.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "common/base/system_call.hpp"

namespace ptkt::files {

namespace {

constexpr std::size_t kPiece = std::size_t{256} << 10U;

/// Not every file system has files without a name; there it has one for a moment.
base::UniqueFd open_unnamed(const Path& directory) {
    base::UniqueFd fd =
        base::open_fd(directory.c_str(), O_TMPFILE | O_RDWR | O_EXCL, kPrivateFile);
    if (fd || (errno != EOPNOTSUPP && errno != EISDIR && errno != ENOENT)) return fd;
    std::string name = directory / ".tmp.XXXXXX";
    fd = base::UniqueFd(
        base::uninterrupted([&] { return ::mkostemp(name.data(), O_CLOEXEC); }));
    if (fd) ::unlink(name.c_str());
    return fd;
}

}  // namespace

base::Result<Scratch> Scratch::create(const Path& directory) {
    Scratch scratch(open_unnamed(directory), directory);
    if (!scratch.fd_) return scratch.failed("make");
    return scratch;
}

base::Status Scratch::append(std::string_view text) {
    unwritten_.append(text);
    return unwritten_.size() < kPiece ? base::Status() : write_out();
}

base::Status Scratch::read(const std::function<base::Status(std::string_view)>& take) {
    if (auto written = write_out(); !written) return written;
    std::string piece(kPiece, '\0');
    for (off_t at = 0;;) {
        const ssize_t got = ::pread(fd_.get(), piece.data(), piece.size(), at);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return failed("read");
        if (got == 0) return {};
        at += got;
        if (auto taken = take(std::string_view(piece).substr(0, static_cast<std::size_t>(got)));
            !taken)
            return taken;
    }
}

base::Status Scratch::write_out() {
    std::string_view rest = unwritten_;
    while (!rest.empty()) {
        const ssize_t written = ::write(fd_.get(), rest.data(), rest.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return failed("write");
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
    unwritten_.clear();
    return {};
}

base::Error Scratch::failed(std::string_view doing) const {
    const bool refused = errno == EACCES || errno == EPERM || errno == EROFS;
    return base::fail(refused ? base::ErrorKind::NotPermitted : base::ErrorKind::Io,
                      "cannot {} a temporary file in {}: {}", doing, directory_.string(),
                      std::strerror(errno));
}

}  // namespace ptkt::files
