#ifndef PTKT_FILES_LINE_FILE_HPP
#define PTKT_FILES_LINE_FILE_HPP

#include <cstdint>
#include <string>
#include <string_view>

#include "common/base/unique_fd.hpp"
#include "common/files/files.hpp"

namespace ptkt::files {

/// A file of lines that only grows, for one who looks at its end before something is added. Whoever
/// keeps others out meanwhile is the caller.
class LineFile {
  public:
    /// Opens it with mode 0600, and makes it when it is missing; a symbolic link is refused.
    [[nodiscard]] static base::Result<LineFile> open(const Path& path);
    /// For one who only reads; NotFound when it is missing.
    [[nodiscard]] static base::Result<LineFile> open_to_read(const Path& path);

    /// How long it was when it was opened; nothing if it is not a regular file.
    [[nodiscard]] std::optional<std::uint64_t> size() const { return size_; }
    [[nodiscard]] std::uint64_t inode() const { return inode_; }
    /// At most `count` bytes from `offset` on; fewer at its end only.
    [[nodiscard]] base::Result<std::string> read(std::uint64_t offset, std::size_t count) const;
    /// Adds whole lines in one write. When they do not fit, none of them stays.
    [[nodiscard]] base::Status append(std::string_view lines) const;

  private:
    [[nodiscard]] static base::Result<LineFile> of(base::UniqueFd fd, const Path& path);
    LineFile(base::UniqueFd fd, std::string path) : fd_(std::move(fd)), path_(std::move(path)) {}

    base::UniqueFd fd_;
    std::string path_;  ///< for messages
    std::optional<std::uint64_t> size_;
    std::uint64_t inode_ = 0;
};

}  // namespace ptkt::files

#endif
