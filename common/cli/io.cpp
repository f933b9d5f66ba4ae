#include "common/cli/io.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>

#include "common/base/system_call.hpp"
#include "common/base/text/ascii.hpp"
#include "common/cli/diagnostics.hpp"

namespace ptkt::cli {

namespace {

base::ErrorKind kind_of(int error) {
    if (error == ENOENT || error == ENOTDIR) return base::ErrorKind::NotFound;
    if (error == EACCES || error == EPERM) return base::ErrorKind::NotPermitted;
    return base::ErrorKind::Io;
}

}  // namespace

std::optional<std::string> variable(const Io& io, std::string_view name) {
    auto value = io.env(name);
    if (value && value->empty()) return std::nullopt;
    return value;
}

base::Result<Input> take_stdin(Io& io) {
    if (io.in_is_taken)
        return base::with_hint(fail(base::ErrorKind::Usage, "standard input is asked for twice"),
                               "name a file for one of them");
    io.in_is_taken = true;
    if (io.in_is_terminal) note(io, "waiting for input from the terminal; Ctrl-D ends it");
    return std::move(io.in);
}

bool is_journal(const Io& io) {
    struct stat facts = {};
    const auto journal = variable(io, "JOURNAL_STREAM");
    return journal && ::fstat(io.err.fd(), &facts) == 0 &&
           *journal == fmt::format("{}:{}", facts.st_dev, facts.st_ino);
}

void stamp_lines(Io& io) {
    io.stamps_lines = !is_journal(io);
}

base::Result<Input> open_input(Io& io, const std::string& file) {
    if (file == "-") return take_stdin(io);
    const std::string name = base::printable(file, 200);
    base::UniqueFd fd = base::open_fd(file.c_str(), O_RDONLY | O_NOCTTY);
    if (!fd) {
        const int error = errno;
        return fail(kind_of(error), "{}: {}", name, std::strerror(error));
    }
    struct stat facts = {};
    if (::fstat(fd.get(), &facts) == 0 && S_ISDIR(facts.st_mode))
        return fail(base::ErrorKind::Io, "{}: is a directory", name);
    return Input(std::move(fd), name);
}

}  // namespace ptkt::cli
