#ifndef PTKT_FILES_BLOCK_FILE_HPP
#define PTKT_FILES_BLOCK_FILE_HPP

#include <cstdint>
#include <span>

#include "common/base/bytes.hpp"
#include "common/base/unique_fd.hpp"
#include "common/files/files.hpp"

namespace ptkt::files {

/// A file that is read and written in place, at offsets. It is never mapped into storage: a file
/// that is cut off or cannot be read gives an Error, where a mapping would give a signal.
class BlockFile {
  public:
    /// Opens an existing file for reading and writing; a symbolic link is refused.
    [[nodiscard]] static base::Result<BlockFile> open(const Path& path);

    /// Fills `to` from `offset`. Config when the file ends before that: it was cut off.
    [[nodiscard]] base::Status read(std::uint64_t offset, std::span<base::Byte> to) const;
    /// Writes all of it; the file grows when it has to. Not durable before `sync`.
    [[nodiscard]] base::Status write(std::uint64_t offset, base::ByteView bytes) const;
    /// Waits until what was written is on the disk. After an error nobody knows what is: the system
    /// may call the pages clean and answer the next call with success. The first error is final.
    [[nodiscard]] base::Status sync() const;

    /// The file that is open, whatever has its name by now.
    [[nodiscard]] base::Result<Stamp> stamp() const;
    /// The user that the file belongs to.
    [[nodiscard]] base::Result<uid_t> owner() const;
    [[nodiscard]] const Path& path() const { return path_; }

  private:
    BlockFile(base::UniqueFd fd, Path path) : fd_(std::move(fd)), path_(std::move(path)) {}
    base::UniqueFd fd_;
    Path path_;
};

}  // namespace ptkt::files

#endif
