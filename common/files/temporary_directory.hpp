#ifndef PTKT_FILES_TEMPORARY_DIRECTORY_HPP
#define PTKT_FILES_TEMPORARY_DIRECTORY_HPP

#include <string_view>

#include "common/base/result.hpp"
#include "common/files/files.hpp"

namespace ptkt::files {

/// A directory of mode 0700 under a name that nobody can guess. It goes away with all that is in it
/// when this does, unless it is to be kept.
class TemporaryDirectory {
  public:
    /// In `parent`; its name begins with `prefix`.
    [[nodiscard]] static base::Result<TemporaryDirectory> create(const Path& parent,
                                                                 std::string_view prefix);
    TemporaryDirectory(TemporaryDirectory&& other) noexcept;
    TemporaryDirectory& operator=(TemporaryDirectory&&) = delete;
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
    ~TemporaryDirectory();

    [[nodiscard]] const Path& path() const { return path_; }
    void keep() { is_kept_ = true; }

  private:
    explicit TemporaryDirectory(Path path) : path_(std::move(path)) {}

    Path path_;
    bool is_kept_ = false;
};

}  // namespace ptkt::files

#endif
