#ifndef PTKT_FILES_FREE_SPACE_HPP
#define PTKT_FILES_FREE_SPACE_HPP

#include "common/files/files.hpp"

namespace ptkt::files {

/// Whether so little space is free where the file is that it is kept for what must be written: less
/// than a twentieth of the file system, and less than 64 MiB. False where nobody can say.
[[nodiscard]] bool is_short_of_space(const Path& path);
/// The same for an open file; false for what is not on a disk, such as a pipe.
[[nodiscard]] bool is_short_of_space(int fd);

}  // namespace ptkt::files

#endif
