#ifndef PTKT_FILES_PUBLISH_HPP
#define PTKT_FILES_PUBLISH_HPP

#include <string_view>

#include "common/files/files.hpp"

namespace ptkt::files {

/// Replaces a file that others read again and again, as one step: they see the old content or the
/// new. Nothing is synced, since the next one comes soon. The mode is 0644
/// whatever the umask: a collector belongs to another user.
[[nodiscard]] base::Status publish(const Path& path, std::string_view content);

}  // namespace ptkt::files

#endif
