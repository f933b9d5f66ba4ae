#include "common/files/publish.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "common/base/system_call.hpp"
#include "common/files/system_call.hpp"

namespace ptkt::files {

namespace {

constexpr mode_t kForReaders = 0644;

}  // namespace

base::Status publish(const Path& path, std::string_view content) {
    // Collectors take the files whose names end as they like; a name with another end is not one.
    const Path temporary = path.string() + fmt::format(".{}.tmp", ::getpid());
    const base::UniqueFd fd =
        base::open_fd(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, kForReaders);
    if (!fd) return failed("write", path);
    if (::fchmod(fd.get(), kForReaders) == 0 && write_all(fd.get(), content) &&
        std::rename(temporary.c_str(), path.c_str()) == 0)
        return {};
    base::Error error = failed("write", path);
    ::unlink(temporary.c_str());
    return error;
}

}  // namespace ptkt::files
