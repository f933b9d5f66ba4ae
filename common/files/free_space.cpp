#include "common/files/free_space.hpp"

#include <sys/stat.h>
#include <sys/statvfs.h>

#include <algorithm>

namespace ptkt::files {

namespace {

bool is_short(const struct statvfs& facts) {
    constexpr std::uint64_t kMost = std::uint64_t{64} << 20U;
    constexpr std::uint64_t kPart = 20;
    const std::uint64_t unit = facts.f_frsize;
    const std::uint64_t reserve = std::min(kMost, facts.f_blocks * unit / kPart);
    return facts.f_blocks > 0 && facts.f_bavail * unit < reserve;
}

}  // namespace

bool is_short_of_space(const Path& path) {
    struct statvfs facts {};
    return ::statvfs(path.c_str(), &facts) == 0 && is_short(facts);
}

bool is_short_of_space(int fd) {
    struct stat about {};
    struct statvfs facts {};
    if (::fstat(fd, &about) != 0 || !S_ISREG(about.st_mode)) return false;
    return ::fstatvfs(fd, &facts) == 0 && is_short(facts);
}

}  // namespace ptkt::files
