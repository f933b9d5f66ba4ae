#include "common/files/block_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "common/files/system_call.hpp"

namespace ptkt::files {

base::Result<BlockFile> BlockFile::open(const Path& path) {
    int fd = -1;
    do {
        fd = ::open(path.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    } while (fd < 0 && errno == EINTR);
    if (fd < 0) return failed("open", path);
    return BlockFile(base::UniqueFd(fd), path);
}

base::Status BlockFile::read(std::uint64_t offset, std::span<base::Byte> to) const {
    while (!to.empty()) {
        const ssize_t got = ::pread(fd_.get(), to.data(), to.size(), static_cast<off_t>(offset));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return failed("read", path_);
        if (got == 0)
            return base::fail(base::ErrorKind::Config, "{} is damaged: it ends at offset {}",
                              path_.string(), offset);
        offset += static_cast<std::uint64_t>(got);
        to = to.subspan(static_cast<std::size_t>(got));
    }
    return {};
}

base::Status BlockFile::write(std::uint64_t offset, base::ByteView bytes) const {
    while (!bytes.empty()) {
        const ssize_t written =
            ::pwrite(fd_.get(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (written < 0 && errno == EINTR) continue;
        if (written == 0) errno = ENOSPC;
        if (written <= 0) return failed("write", path_);
        offset += static_cast<std::uint64_t>(written);
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return {};
}

base::Status BlockFile::sync() const {
    // No second try, not even after EINTR: see the header.
    if (::fdatasync(fd_.get()) != 0) return failed("sync", path_);
    return {};
}

base::Result<Stamp> BlockFile::stamp() const {
    struct stat about {};
    if (::fstat(fd_.get(), &about) != 0) return failed("look at", path_);
    return stamp_of(about);
}

base::Result<uid_t> BlockFile::owner() const {
    struct stat about {};
    if (::fstat(fd_.get(), &about) != 0) return failed("look at", path_);
    return about.st_uid;
}

}  // namespace ptkt::files
