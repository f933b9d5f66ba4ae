#ifndef PTKT_FILES_REGULAR_FILE_HPP
#define PTKT_FILES_REGULAR_FILE_HPP

#include <optional>
#include <string>

#include "common/files/files.hpp"

namespace ptkt::files {

/// As read_file, for a file that somebody else has put there: anything but a regular file is
/// Malformed, and none can keep us waiting.
[[nodiscard]] base::Result<std::string> read_regular_file(const Path& path, std::size_t limit);

/// The same, but a file that is not there is an answer.
[[nodiscard]] base::Result<std::optional<std::string>> read_regular_if_there(const Path& path,
                                                                             std::size_t limit);

}  // namespace ptkt::files

#endif
