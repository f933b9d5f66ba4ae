#ifndef PTKT_FILES_FILES_HPP
#define PTKT_FILES_FILES_HPP

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/result.hpp"
#include "common/base/unique_fd.hpp"

/// The only room that opens, renames, syncs and locks files of ours. Every error names the file
/// and the system's reason.
namespace ptkt::files {

using Path = std::filesystem::path;

inline constexpr mode_t kPrivateFile = 0600;
inline constexpr mode_t kPrivateDirectory = 0700;

/// The whole of a file of at most `limit` bytes. NotFound when it is not there, NotPermitted when
/// it may not be read, Io for anything else. A symbolic link in the last place is refused.
[[nodiscard]] base::Result<std::string> read_file(const Path& path, std::size_t limit);

/// As read_file, but a file that is not there is an answer.
[[nodiscard]] base::Result<std::optional<std::string>> read_if_there(const Path& path,
                                                                     std::size_t limit);

/// Replaces a file as one step: temporary file beside it, written, synced, renamed over it, and
/// the directory synced. After success the new content survives a power cut;
/// when it answers an error the old content is. The file's mode is 0600.
[[nodiscard]] base::Status write_atomically(const Path& path, std::string_view content);

/// Syncs a file that something else has written, renames it over `to` and syncs the directory.
[[nodiscard]] base::Status replace_durably(const Path& from, const Path& to);

/// Removes a file and syncs its directory; a file that is not there is a success.
[[nodiscard]] base::Status remove_durably(const Path& path);

/// Makes a directory of mode 0700, and its parents as the umask says; one that exists is fine.
[[nodiscard]] base::Status make_directory(const Path& path);

/// Appends whole lines to a file of mode 0600, made when missing, in one write. `durable` waits for
/// the disk. A line that was torn before (a full disk, a power cut) is ended first, so that these
/// never join it; when these do not fit, none of them stays.
[[nodiscard]] base::Status append(const Path& path, std::string_view lines, bool durable);

/// NotPermitted unless the file belongs to us (or root) and nobody else may read or write it. For a
/// symbolic link that is ours, the file it leads to counts.
[[nodiscard]] base::Status check_private(const Path& path);

/// The names in a directory that end in `suffix`, without it, sorted. A directory that is not
/// there has none.
[[nodiscard]] base::Result<std::vector<std::string>> list_directory(const Path& path,
                                                                    std::string_view suffix);

/// Which file this is and what state it is in; two equal stamps mean that nothing was replaced.
struct Stamp {
    dev_t device = 0;
    ino_t inode = 0;
    std::int64_t changed_ns = 0;
    std::int64_t size = 0;
    std::int64_t status_changed_ns = 0;  ///< kept by the system; nobody can set it back
    friend bool operator==(const Stamp&, const Stamp&) = default;
};
[[nodiscard]] std::optional<Stamp> stamp(const Path& path);

/// An exclusive lock (flock) on a file; it ends with the object, or with the process however that
/// ends. Whatever has waited for a sixth of its limit comes before what has just let go.
class FileLock {
  public:
    /// Waits at most `time_limit` for others to let go, then TryAgain.
    [[nodiscard]] static base::Result<FileLock> acquire(const Path& path,
                                                        std::chrono::milliseconds time_limit);

    /// What an earlier holder left in the file, at most `kLongestNote` bytes of it.
    static constexpr std::size_t kLongestNote = 256;
    [[nodiscard]] base::Result<std::string> note() const;
    /// Leaves a note for later holders, in one write that is not synced.
    [[nodiscard]] base::Status leave(std::string_view note) const;

  private:
    FileLock(base::UniqueFd fd, Path path) : fd_(std::move(fd)), path_(std::move(path)) {}
    base::UniqueFd fd_;
    Path path_;
};

}  // namespace ptkt::files

#endif
