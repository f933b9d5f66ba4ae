#include "common/files/regular_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include "common/base/system_call.hpp"
#include "common/files/read_open.hpp"
#include "common/files/system_call.hpp"

namespace ptkt::files {

base::Result<std::string> read_regular_file(const Path& path, std::size_t limit) {
    const base::UniqueFd fd =
        base::open_fd(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_NOCTTY);
    if (!fd) return failed("read", path);
    struct stat state {};
    if (::fstat(fd.get(), &state) != 0) return failed("read", path);
    if (!S_ISREG(state.st_mode))
        return base::fail(base::ErrorKind::Malformed, "{} is not a regular file", path.string());
    return read_open(fd.get(), state, path, limit);
}

base::Result<std::optional<std::string>> read_regular_if_there(const Path& path,
                                                               std::size_t limit) {
    auto content = read_regular_file(path, limit);
    if (content) return std::optional(std::move(*content));
    if (content.error().kind == base::ErrorKind::NotFound) return std::optional<std::string>();
    return std::move(content).error();
}

}  // namespace ptkt::files
