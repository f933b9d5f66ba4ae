#ifndef PTKT_FILES_READ_OPEN_HPP
#define PTKT_FILES_READ_OPEN_HPP

#include <sys/stat.h>

#include "common/files/files.hpp"

namespace ptkt::files {

/// Reads an open file to its end. `state` is what fstat says of it, `path` its name for errors.
/// Malformed: it is longer than `limit`.
[[nodiscard]] base::Result<std::string> read_open(int fd, const struct stat& state,
                                                  const Path& path, std::size_t limit);

}  // namespace ptkt::files

#endif
