#include "common/files/line_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "common/base/system_call.hpp"
#include "common/files/system_call.hpp"

namespace ptkt::files {

namespace {

base::UniqueFd open_lines(const Path& path) {
    return base::open_fd(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW, kPrivateFile);
}

/// Where the line before a place ended; a file that was cut off in a line has no line end there.
bool begins_a_line(int fd, off_t at) {
    char before = 0;
    return at == 0 || (::pread(fd, &before, 1, at - 1) == 1 && before == '\n');
}

/// Takes back the part of a record that a full disk let through, unless somebody has appended
/// since: then the next writer ends the torn line.
void take_back(int fd, off_t start, off_t end) {
    const off_t size = ::lseek(fd, 0, SEEK_END);
    if (end > start && size == end && !cut(fd, start)) errno = EIO;
}

/// One write of whole lines to the end; the place where they begin, or nothing with errno set.
std::optional<off_t> append_once(int fd, std::string_view lines) {
    const std::size_t whole = lines.size();
    while (!lines.empty()) {
        const ssize_t written = ::write(fd, lines.data(), lines.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) {
            const int why = errno;
            const off_t end = ::lseek(fd, 0, SEEK_CUR);
            take_back(fd, end - static_cast<off_t>(whole - lines.size()), end);
            errno = why;
            return std::nullopt;
        }
        lines.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::lseek(fd, 0, SEEK_CUR) - static_cast<off_t>(whole);
}

}  // namespace

base::Status append(const Path& path, std::string_view lines, bool durable) {
    const base::UniqueFd fd = open_lines(path);
    if (!fd) return failed("open", path, base::ErrorKind::CannotCreate);
    struct stat about {};
    if (::fstat(fd.get(), &about) != 0) return failed("look at", path);
    const bool seekable = S_ISREG(about.st_mode);
    // A record that a power cut or a full disk has torn must not take this one with it.
    if (seekable && !begins_a_line(fd.get(), about.st_size) && !append_once(fd.get(), "\n"))
        return failed("write", path);
    const auto start = append_once(fd.get(), lines);
    if (!start) return failed("write", path);
    // Somebody else may have been cut off in between. What is glued to his record stands once more,
    // in a line of its own.
    if (seekable && !begins_a_line(fd.get(), *start) && !append_once(fd.get(), lines))
        return failed("write", path);
    if (durable && base::uninterrupted([&] { return ::fdatasync(fd.get()); }) != 0)
        return failed("sync", path);
    return {};
}

base::Result<LineFile> LineFile::open(const Path& path) {
    base::UniqueFd fd = open_lines(path);
    if (!fd) return failed("open", path, base::ErrorKind::CannotCreate);
    return of(std::move(fd), path);
}

base::Result<LineFile> LineFile::open_to_read(const Path& path) {
    base::UniqueFd fd = base::open_fd(path.c_str(), O_RDONLY | O_NOFOLLOW);
    if (!fd) return failed("read", path);
    return of(std::move(fd), path);
}

base::Result<LineFile> LineFile::of(base::UniqueFd fd, const Path& path) {
    struct stat about {};
    if (::fstat(fd.get(), &about) != 0) return failed("look at", path);
    LineFile file(std::move(fd), path.native());
    if (S_ISREG(about.st_mode)) file.size_ = static_cast<std::uint64_t>(about.st_size);
    file.inode_ = about.st_ino;
    return file;
}

base::Result<std::string> LineFile::read(std::uint64_t offset, std::size_t count) const {
    std::string bytes(count, '\0');
    std::size_t have = 0;
    while (have < count) {
        const ssize_t got = base::uninterrupted([&] {
            return ::pread(fd_.get(), bytes.data() + have, count - have,
                           static_cast<off_t>(offset + have));
        });
        if (got < 0) return failed("read", path_);
        if (got == 0) break;
        have += static_cast<std::size_t>(got);
    }
    bytes.resize(have);
    return bytes;
}

base::Status LineFile::append(std::string_view lines) const {
    if (!append_once(fd_.get(), lines)) return failed("write", path_);
    return {};
}

}  // namespace ptkt::files
