#ifndef PTKT_TESTS_SUPPORT_MEMORY_FILE_HPP
#define PTKT_TESTS_SUPPORT_MEMORY_FILE_HPP

#include <sys/mman.h>
#include <unistd.h>

#include <stdexcept>
#include <string>
#include <string_view>

#include "common/base/unique_fd.hpp"

namespace ptkt::tests {

/// A file in memory that holds a text, its position at the beginning.
inline base::UniqueFd memory_file(std::string_view text) {
    base::UniqueFd fd(::memfd_create("test", MFD_CLOEXEC));
    if (!fd || ::pwrite(fd.get(), text.data(), text.size(), 0) != static_cast<ssize_t>(text.size()))
        throw std::runtime_error("memfd");
    return fd;
}

/// All that was written to a file in memory.
inline std::string contents(const base::UniqueFd& fd) {
    const auto size = ::lseek(fd.get(), 0, SEEK_END);
    std::string text(static_cast<std::size_t>(size), '\0');
    if (::pread(fd.get(), text.data(), text.size(), 0) != size) throw std::runtime_error("pread");
    return text;
}

}  // namespace ptkt::tests

#endif
