#include "common/files/spool/number_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>

#include "common/base/system_call.hpp"
#include "common/files/spool/crc32.hpp"

namespace ptkt::spool {

namespace {

std::string text_of(std::string_view word, std::uint64_t number) {
    std::string text = fmt::format("{} {:020} ", word, number);
    return text + fmt::format("{:08x}\n", crc32(base::as_bytes(text)));
}

}  // namespace

base::Error NumberFile::failed(std::string_view doing) const {
    return base::fail(base::ErrorKind::Io, "cannot {} {}: {}", doing, path_.string(),
                      std::strerror(errno));
}

base::Result<NumberFile::Value> NumberFile::read(const files::Path& path) {
    const auto text = files::read_if_there(path, 200);
    if (!text) return text.error();
    Value value;
    // A power cut may leave zeros of a file whose first content was not on the disk.
    if (!*text || (*text)->find_first_not_of('\0') == std::string::npos) return value;
    const std::size_t gap = std::min((*text)->find(' '), (*text)->size());
    value.word = (*text)->substr(0, gap);
    std::from_chars((*text)->data() + std::min(gap + 1, (*text)->size()),
                    (*text)->data() + (*text)->size(), value.number);
    if (**text == text_of(value.word, value.number)) return value;
    return base::fail(base::ErrorKind::Config, "{} is damaged", path.string());
}

base::Result<NumberFile> NumberFile::open(const files::Path& path) {
    NumberFile file(
        base::open_fd(path.c_str(), O_WRONLY | O_CREAT | O_NOFOLLOW, files::kPrivateFile), path);
    if (!file.fd_) return file.failed("open");
    return file;
}

base::Status NumberFile::write(std::string_view word, std::uint64_t number) const {
    const std::string text = text_of(word, number);
    const ssize_t written =
        base::uninterrupted([&] { return ::pwrite(fd_.get(), text.data(), text.size(), 0); });
    if (written == static_cast<ssize_t>(text.size())) return {};
    if (written >= 0) errno = ENOSPC;  // a part only
    return failed("write");
}

base::Status NumberFile::sync() const {
    if (base::uninterrupted([&] { return ::fdatasync(fd_.get()); }) != 0) return failed("sync");
    return {};
}

base::Status NumberFile::sync_all() const {
    if (base::uninterrupted([&] { return ::syncfs(fd_.get()); }) != 0)
        return failed("sync the file system of");
    return {};
}

}  // namespace ptkt::spool
