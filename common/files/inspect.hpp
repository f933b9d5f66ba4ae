#ifndef PTKT_FILES_INSPECT_HPP
#define PTKT_FILES_INSPECT_HPP

#include <sys/types.h>

#include <functional>

#include "common/files/files.hpp"

/// Looking a directory over, and setting right who may use it.
namespace ptkt::files {

/// What there is under a name.
struct Entry {
    Path path;
    bool is_directory = false;
    bool is_link = false;  ///< a symbolic link, which is not followed
    mode_t mode = 0;       ///< the permissions alone
};

/// Visits a directory and all that is in it, a directory before its content, in no other order.
[[nodiscard]] base::Status walk(const Path& root,
                                const std::function<base::Status(const Entry&)>& visit);

/// Sets the permissions of a file or directory.
[[nodiscard]] base::Status set_mode(const Path& path, mode_t mode);

}  // namespace ptkt::files

#endif
