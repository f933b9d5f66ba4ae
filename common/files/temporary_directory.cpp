#include "common/files/temporary_directory.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <utility>

namespace ptkt::files {

base::Result<TemporaryDirectory> TemporaryDirectory::create(const Path& parent,
                                                            std::string_view prefix) {
    std::string name = (parent / prefix).string() + "XXXXXX";
    if (::mkdtemp(name.data()) == nullptr)
        return base::fail(base::ErrorKind::CannotCreate, "cannot make a directory in {}: {}",
                          parent.string(), std::strerror(errno));
    return TemporaryDirectory(name);
}

TemporaryDirectory::TemporaryDirectory(TemporaryDirectory&& other) noexcept
    : path_(std::move(other.path_)), is_kept_(std::exchange(other.is_kept_, true)) {}

TemporaryDirectory::~TemporaryDirectory() {
    if (is_kept_) return;
    // What cannot be removed stays: there is nobody left to be told.
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

}  // namespace ptkt::files
