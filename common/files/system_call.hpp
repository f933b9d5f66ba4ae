#ifndef PTKT_FILES_SYSTEM_CALL_HPP
#define PTKT_FILES_SYSTEM_CALL_HPP

#include <dirent.h>
#include <sys/stat.h>
#include <sys/types.h>

#include <string_view>

#include "common/base/result.hpp"
#include "common/files/files.hpp"

// What every file of this room does with system calls: write all, sync a directory, name a failure.
namespace ptkt::files {

/// The Error of a call that has just failed, from errno; `otherwise` is the kind of what is neither
/// missing nor forbidden.
[[nodiscard]] base::Error failed(std::string_view doing, const Path& path,
                                 base::ErrorKind otherwise = base::ErrorKind::Io);

/// Writes all of it; false with errno set when a write fails.
[[nodiscard]] bool write_all(int fd, std::string_view content);

/// Waits until the file is on the disk; false with errno set when that fails. Only a signal is a
/// reason to ask again: after any other failure the system may take lost bytes for written.
[[nodiscard]] bool sync(int fd);

/// Cuts the file to a length, or makes it so long; false with errno set when that fails.
[[nodiscard]] bool cut(int fd, off_t length);

/// The directory for readdir; null with errno set when it cannot be opened.
[[nodiscard]] DIR* open_directory(const Path& path);

/// Makes renames, creations and removals in the directory durable.
[[nodiscard]] base::Status sync_directory(const Path& path);

/// The stamp in what the system says about a file.
[[nodiscard]] Stamp stamp_of(const struct stat& about);

}  // namespace ptkt::files

#endif
