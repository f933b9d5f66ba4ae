#include "common/files/bulk.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace ptkt::files {

namespace {

base::Error failed(std::string_view doing, const Path& path, int error) {
    const bool refused = error == EACCES || error == EPERM || error == EROFS;
    return base::fail(refused ? base::ErrorKind::NotPermitted : base::ErrorKind::Io,
                      "cannot {} {}: {}", doing, path.string(), std::strerror(error));
}

base::Status sync_directory(const Path& path) {
    const base::UniqueFd fd(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!fd || ::fsync(fd.get()) != 0) return failed("sync the directory", path, errno);
    return {};
}

}  // namespace

base::Status write_unsynced(const Path& path, std::string_view content) {
    const base::UniqueFd fd(
        ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, kPrivateFile));
    if (!fd) return failed("write", path, errno);
    while (!content.empty()) {
        const ssize_t written = ::write(fd.get(), content.data(), content.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return failed("write", path, errno);
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

base::Status sync_file_system(const Path& directory) {
    const base::UniqueFd fd(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!fd || ::syncfs(fd.get()) != 0) return failed("sync the file system of", directory, errno);
    return {};
}

base::Status remove_tree(const Path& path) {
    std::error_code failure;
    std::filesystem::remove_all(path, failure);
    if (failure) return failed("remove", path, failure.value());
    return {};
}

base::Status rename_directory(const Path& from, const Path& to) {
    if (::rename(from.c_str(), to.c_str()) != 0) return failed("rename", from, errno);
    return sync_directory(to.parent_path());
}

}  // namespace ptkt::files
