#include "common/files/bulk.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

#include "common/base/system_call.hpp"
#include "common/files/system_call.hpp"

namespace ptkt::files {

base::Status write_unsynced(const Path& path, std::string_view content) {
    const base::UniqueFd fd =
        base::open_fd(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, kPrivateFile);
    if (!fd) return failed("write", path);
    if (!write_all(fd.get(), content)) return failed("write", path);
    return {};
}

base::Status overwrite_unsynced(const Path& path, std::string_view content) {
    // A file that is cut to nothing first would be written to the disk at its close.
    const base::UniqueFd fd =
        base::open_fd(path.c_str(), O_WRONLY | O_CREAT | O_NOFOLLOW, kPrivateFile);
    if (!fd) return failed("write", path);
    if (!write_all(fd.get(), content) || !cut(fd.get(), static_cast<off_t>(content.size())))
        return failed("write", path);
    return {};
}

base::Status remove_unsynced(const Path& path) {
    if (::unlink(path.c_str()) != 0 && errno != ENOENT) return failed("remove", path);
    return {};
}

base::Status sync_file_system(const Path& directory) {
    const base::UniqueFd fd = base::open_fd(directory.c_str(), O_RDONLY | O_DIRECTORY);
    if (!fd || base::uninterrupted([&] { return ::syncfs(fd.get()); }) != 0)
        return failed("sync the file system of", directory);
    return {};
}

base::Status remove_tree(const Path& path) {
    std::error_code failure;
    do {
        std::filesystem::remove_all(path, failure);
    } while (failure == std::errc::interrupted);
    if (failure) {
        errno = failure.value();
        return failed("remove", path);
    }
    return {};
}

base::Status rename_directory(const Path& from, const Path& to) {
    if (::rename(from.c_str(), to.c_str()) != 0) return failed("rename", from);
    return sync_directory(to.parent_path());
}

base::Status exchange_directories(const Path& one, const Path& other) {
    if (::renameat2(AT_FDCWD, one.c_str(), AT_FDCWD, other.c_str(), RENAME_EXCHANGE) != 0) {
        if (errno == EINVAL || errno == ENOSYS)
            return base::fail(base::ErrorKind::CannotCreate,
                              "the file system of {} cannot exchange two directories",
                              other.string());
        return failed("exchange", other);
    }
    return sync_directory(other.parent_path());
}

}  // namespace ptkt::files
