#ifndef PTKT_FILES_BULK_HPP
#define PTKT_FILES_BULK_HPP

#include <string_view>

#include "common/files/files.hpp"

/// Many files at once: each is written without waiting for the disk, and one call at the end waits
/// for all. Until then a power cut may leave any of them half-written.
namespace ptkt::files {

/// Writes or overwrites a file of mode 0600.
[[nodiscard]] base::Status write_unsynced(const Path& path, std::string_view content);

/// The same in place, for a file that is written again and again. A reader may meet a mixture.
[[nodiscard]] base::Status overwrite_unsynced(const Path& path, std::string_view content);

/// Removes a file; one that is not there is a success.
[[nodiscard]] base::Status remove_unsynced(const Path& path);

/// Waits until all that was written to the file system of a directory is on the disk.
[[nodiscard]] base::Status sync_file_system(const Path& directory);

/// Removes a directory with all that is in it; one that is not there is a success. Nothing is
/// synced.
[[nodiscard]] base::Status remove_tree(const Path& path);

/// Renames a directory and syncs the one above it.
[[nodiscard]] base::Status rename_directory(const Path& from, const Path& to);

/// Exchanges two directories as one step, and syncs the one above. CannotCreate where the file
/// system cannot do that.
[[nodiscard]] base::Status exchange_directories(const Path& one, const Path& other);

}  // namespace ptkt::files

#endif
