#ifndef PTKT_BASE_SYSTEM_CALL_HPP
#define PTKT_BASE_SYSTEM_CALL_HPP

#include <fcntl.h>

#include <cerrno>

#include "common/base/unique_fd.hpp"

namespace ptkt::base {

/// Makes a system call again for as long as a signal breaks it off. Not for those that may have been
/// carried out all the same: rename, link, unlink, close.
template <typename Call>
auto uninterrupted(const Call& call) {
    for (;;) {
        const auto result = call();
        if (result >= 0 || errno != EINTR) return result;
    }
}

/// Opens a file that no child inherits; empty with errno set when that fails.
[[nodiscard]] inline UniqueFd open_fd(const char* path, int flags, mode_t mode = 0) {
    return UniqueFd(uninterrupted([&] { return ::open(path, flags | O_CLOEXEC, mode); }));
}

}  // namespace ptkt::base

#endif
