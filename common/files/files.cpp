#include "common/files/files.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>

#include "common/base/system_call.hpp"
#include "common/files/read_open.hpp"
#include "common/files/system_call.hpp"

namespace ptkt::files {

namespace {

base::UniqueFd open_fd(const Path& path, int flags, mode_t mode = 0) {
    return base::open_fd(path.c_str(), flags | O_NOFOLLOW, mode);
}

Path directory_of(const Path& path) {
    return path.has_parent_path() ? path.parent_path() : Path(".");
}

/// A temporary file beside the target; gone again unless it was renamed.
class Temporary {
  public:
    // Not the target's name with something behind it: that may be as long as a name can be.
    explicit Temporary(const Path& target)
        : target_(target),
          path_(directory_of(target) / fmt::format(".tmp.{}.{}", ::getpid(), fmt::ptr(this))) {}
    Temporary(const Temporary&) = delete;
    Temporary& operator=(const Temporary&) = delete;
    ~Temporary() {
        if (!renamed_) ::unlink(path_.c_str());
    }

    base::Status write(std::string_view content) {
        ::unlink(path_.c_str());  // may be left over by a process of this number that was killed
        const base::UniqueFd fd = open_fd(path_, O_WRONLY | O_CREAT | O_EXCL, kPrivateFile);
        if (!fd) return failed("write", target_, base::ErrorKind::CannotCreate);
        if (!write_all(fd.get(), content)) return failed("write", target_);
        if (!sync(fd.get())) return failed("sync", target_);
        return {};
    }
    base::Status rename_to_target() {
        if (::rename(path_.c_str(), target_.c_str()) != 0) return failed("replace", target_);
        renamed_ = true;
        return {};
    }

  private:
    Path target_;
    Path path_;
    bool renamed_ = false;
};

}  // namespace

base::Result<std::string> read_file(const Path& path, std::size_t limit) {
    const base::UniqueFd fd = open_fd(path, O_RDONLY);
    if (!fd) return failed("read", path);
    struct stat state {};
    if (::fstat(fd.get(), &state) != 0) return failed("read", path);
    return read_open(fd.get(), state, path, limit);
}

base::Result<std::string> read_open(int fd, const struct stat& state, const Path& path,
                                    std::size_t limit) {
    constexpr std::size_t kChunk = 16384;
    // One byte more than there should be, so that a file that did not grow takes one step; a device
    // or a pipe says nothing about its size.
    std::size_t step = static_cast<std::size_t>(std::max<off_t>(state.st_size, 0)) + 1;
    if (step > limit) step = limit + 1;
    std::string content;
    for (;;) {
        const std::size_t have = content.size();
        content.resize(have + step);
        const ssize_t got = ::read(fd, content.data() + have, step);
        content.resize(have + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return failed("read", path);
        if (got == 0 || (S_ISREG(state.st_mode) && content.size() < have + step)) return content;
        step = kChunk;
        if (content.size() > limit)
            return base::fail(base::ErrorKind::Malformed, "{} is longer than {} bytes",
                              path.string(), limit);
    }
}

base::Result<std::optional<std::string>> read_if_there(const Path& path, std::size_t limit) {
    auto content = read_file(path, limit);
    if (content) return std::optional(std::move(*content));
    if (content.error().kind == base::ErrorKind::NotFound) return std::optional<std::string>();
    return std::move(content).error();
}

base::Status write_atomically(const Path& path, std::string_view content) {
    Temporary temporary(path);
    if (auto written = temporary.write(content); !written) return written;
    if (auto renamed = temporary.rename_to_target(); !renamed) return renamed;
    return sync_directory(directory_of(path));
}

base::Status replace_durably(const Path& from, const Path& to) {
    const base::UniqueFd fd = open_fd(from, O_RDWR);
    if (!fd || !sync(fd.get())) return failed("sync", from);
    if (::rename(from.c_str(), to.c_str()) != 0) return failed("replace", to);
    return sync_directory(directory_of(to));
}

base::Status remove_durably(const Path& path) {
    if (::unlink(path.c_str()) != 0) {
        if (errno == ENOENT) return {};
        return failed("remove", path);
    }
    return sync_directory(directory_of(path));
}

base::Status make_directory(const Path& path) {
    std::error_code failure;
    if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path(), failure);
    if (::mkdir(path.c_str(), kPrivateDirectory) != 0 && errno != EEXIST)
        return failed("create the directory", path, base::ErrorKind::CannotCreate);
    return sync_directory(directory_of(path));
}

base::Status check_private(const Path& path) {
    struct stat about {};
    if (::lstat(path.c_str(), &about) != 0) return failed("look at", path);
    const auto is_ours = [](const struct stat& one) {
        return one.st_uid == ::geteuid() || one.st_uid == 0;
    };
    // A link has no mode worth looking at; what counts is who made it, and where it leads.
    Path target = path;
    if (S_ISLNK(about.st_mode) && is_ours(about)) {
        std::error_code failure;
        target = std::filesystem::canonical(path, failure);
        if (failure) errno = failure.value();
        if (failure || ::lstat(target.c_str(), &about) != 0) return failed("look at", path);
    }
    const bool directory = S_ISDIR(about.st_mode);
    if (!is_ours(about))
        return base::fail(base::ErrorKind::NotPermitted, "{} belongs to another user",
                          target.string());
    if ((about.st_mode & 0077U) != 0)
        return base::with_hint(
            base::fail(base::ErrorKind::NotPermitted, "{} has mode {:04o}: others may use it",
                       target.string(), about.st_mode & 07777U),
            fmt::format("chmod {} {}", directory ? "700" : "600", target.string()));
    return {};
}

base::Result<std::vector<std::string>> list_directory(const Path& path, std::string_view suffix) {
    std::vector<std::string> names;
    const std::unique_ptr<DIR, int (*)(DIR*)> directory(open_directory(path), ::closedir);
    if (!directory) {
        if (errno == ENOENT) return names;
        return failed("read the directory", path);
    }
    errno = 0;
    while (const dirent* entry = ::readdir(directory.get())) {
        std::string_view name = entry->d_name;
        if (name.size() <= suffix.size() || !name.ends_with(suffix)) continue;
        name.remove_suffix(suffix.size());
        names.emplace_back(name);
    }
    if (errno != 0) return failed("read the directory", path);
    std::sort(names.begin(), names.end());
    return names;
}

std::optional<Stamp> stamp(const Path& path) {
    struct stat about {};
    if (::stat(path.c_str(), &about) != 0) return std::nullopt;
    return stamp_of(about);
}

}  // namespace ptkt::files
