#include "common/wiring/key_log.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <utility>

#include "common/base/unique_fd.hpp"
#include "common/cli/diagnostics.hpp"

namespace ptkt::wiring {

namespace {

base::Error trouble(const std::string& file) {
    return base::fail(base::ErrorKind::Io, "--tls-keylog {}: {}", file, std::strerror(errno));
}

}  // namespace

base::Result<tls::KeyLog> open_key_log(cli::Io& io, const std::string& file) {
    constexpr mode_t kOwnerOnly = S_IRUSR | S_IWUSR;
    constexpr mode_t kOthers = S_IRWXG | S_IRWXO;
    auto fd = std::make_shared<base::UniqueFd>(
        ::open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY, kOwnerOnly));
    struct stat about {};
    if (fd->get() < 0 || ::fstat(fd->get(), &about) != 0) return trouble(file);
    const bool is_ours = about.st_uid == ::geteuid() && (about.st_mode & kOthers) == 0;
    if (S_ISREG(about.st_mode) && !is_ours)
        return base::with_hint(base::fail(base::ErrorKind::NotPermitted,
                                          "--tls-keylog {}: others may read or write it", file),
                               "chmod 600 " + file);
    cli::warn(io, fmt::format("the keys of TLS go to {}", file),
              "delete it after use: with it and a capture all can be read, PassTickets included");
    return tls::KeyLog([&io, fd, file,
                        told = std::make_shared<bool>(false)](std::string_view line) {
        const std::string whole = std::string(line) + "\n";
        if (::write(fd->get(), whole.data(), whole.size()) == static_cast<ssize_t>(whole.size()))
            return;
        if (!std::exchange(*told, true)) cli::say_error(io, trouble(file));
    });
}

}  // namespace ptkt::wiring
