#ifndef PTKT_FILES_SCRATCH_HPP
#define PTKT_FILES_SCRATCH_HPP

#include <functional>
#include <string>
#include <string_view>

#include "common/base/result.hpp"
#include "common/base/unique_fd.hpp"
#include "common/files/files.hpp"

namespace ptkt::files {

/// A file without a name, mode 0600, for what is too much to be kept in storage. It goes with the
/// process, however that ends.
class Scratch {
  public:
    /// In the file system of a directory.
    [[nodiscard]] static base::Result<Scratch> create(const Path& directory);

    [[nodiscard]] base::Status append(std::string_view text);
    /// Hands over all that was appended, from the beginning, piece by piece.
    [[nodiscard]] base::Status read(const std::function<base::Status(std::string_view)>& take);

  private:
    Scratch(base::UniqueFd fd, Path directory)
        : fd_(std::move(fd)), directory_(std::move(directory)) {}
    [[nodiscard]] base::Status write_out();
    [[nodiscard]] base::Error failed(std::string_view doing) const;

    base::UniqueFd fd_;
    Path directory_;
    std::string unwritten_;
};

}  // namespace ptkt::files

#endif
