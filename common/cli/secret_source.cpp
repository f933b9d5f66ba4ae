#include "common/cli/secret_source.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <charconv>
#include <cstring>

#include "common/base/system_call.hpp"
#include "common/base/text/ascii.hpp"

namespace ptkt::cli {

namespace {

using base::ErrorKind;
using base::Result;
using base::Secret;

constexpr std::string_view kDescriptor = "fd:";
constexpr std::string_view kCredential = "cred:";

/// Who may have the file: a key file of ours is checked; a credential's directory is systemd's
/// care.
enum class Check { OwnerAndMode, None };

Result<Secret> read_descriptor(int fd, const std::string& name) {
    base::Bytes buffer(kMaxSecret + 1);
    const base::WipeGuard guard(buffer);
    std::size_t size = 0;
    while (size < buffer.size()) {
        const ssize_t count = ::read(fd, buffer.data() + size, buffer.size() - size);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return fail(ErrorKind::Io, "reading {}: {}", name, std::strerror(errno));
        if (count == 0) break;
        size += static_cast<std::size_t>(count);
    }
    if (size == 0) return fail(ErrorKind::Malformed, "{} is empty", name);
    if (size > kMaxSecret)
        return fail(ErrorKind::Malformed, "{} is longer than {} bytes", name, kMaxSecret);
    return Secret(base::ByteView(buffer).first(size));
}

base::Error cannot_open(const std::string& name, int error) {
    if (error == ELOOP)
        return with_hint(fail(ErrorKind::NotPermitted, "{} is a symbolic link", name),
                         "name the file itself");
    const bool absent = error == ENOENT || error == ENOTDIR;
    const bool denied = error == EACCES || error == EPERM;
    return fail(absent   ? ErrorKind::NotFound
                : denied ? ErrorKind::NotPermitted
                         : ErrorKind::Io,
                "{}: {}", name, std::strerror(error));
}

base::Status check_file(const Io& io, const struct stat& facts, const std::string& name,
                        Check check) {
    if (!S_ISREG(facts.st_mode))
        return with_hint(fail(ErrorKind::NotPermitted, "{} is not a regular file", name),
                         "open it in the shell and write fd:N");
    if (check == Check::None) return {};
    if (facts.st_uid != io.user_id && facts.st_uid != 0)
        return fail(ErrorKind::NotPermitted, "{} belongs to another user (uid {})", name,
                    facts.st_uid);
    const unsigned mode = facts.st_mode & 07777U;
    if ((mode & 077U) != 0)
        return with_hint(fail(ErrorKind::NotPermitted,
                              "{} is open to others than its owner (mode {:04o})", name, mode),
                         "chmod 600 " + name);
    return {};
}

Result<Secret> read_file(const Io& io, const std::string& path, Check check) {
    const std::string name = base::printable(path, 200);
    // Not to wait for a writer, should it be a FIFO.
    const base::UniqueFd fd =
        base::open_fd(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK);
    if (!fd) return cannot_open(name, errno);
    struct stat facts = {};
    if (::fstat(fd.get(), &facts) != 0)
        return fail(ErrorKind::Io, "{}: {}", name, std::strerror(errno));
    if (auto checked = check_file(io, facts, name, check); !checked)
        return std::move(checked).error();
    return read_descriptor(fd.get(), name);
}

Result<Secret> read_stdin(Io& io) {
    if (io.in_is_terminal)
        return with_hint(fail(ErrorKind::Usage, "a secret is not read from a terminal"),
                         "send it through a pipe, or name a file");
    const auto input = take_stdin(io);
    if (!input) return input.error();
    return read_descriptor(input->fd(), "standard input");
}

Result<Secret> read_number(Io& io, std::string_view digits) {
    int fd = -1;
    const char* end = digits.data() + digits.size();
    const auto [stop, failed] = std::from_chars(digits.data(), end, fd);
    if (failed != std::errc() || stop != end || fd < 0)
        return with_hint(
            fail(ErrorKind::Usage, "'fd:{}' names no descriptor", base::printable(digits, 40)),
            "write fd:3 for descriptor 3");
    if (fd == STDIN_FILENO) return read_stdin(io);
    return read_descriptor(fd, fmt::format("descriptor {}", fd));
}

Result<Secret> read_credential(const Io& io, std::string_view name) {
    const std::string shown = base::printable(name, 60);
    if (name.empty() || name == "." || name == ".." || name.find('/') != std::string_view::npos)
        return fail(ErrorKind::Usage, "'cred:{}' names no credential", shown);
    const auto directory = variable(io, "CREDENTIALS_DIRECTORY");
    if (!directory)
        return with_hint(fail(ErrorKind::NotFound, "this process was given no credentials"),
                         "have the unit say LoadCredential=" + shown + ":FILE");
    return read_file(io, *directory + "/" + std::string(name), Check::None);
}

}  // namespace

Result<Secret> read_secret(Io& io, const std::string& source) {
    constexpr std::string_view kDevFd = "/dev/fd/";
    const std::string_view view = source;
    if (view == "-" || view == "/dev/stdin") return read_stdin(io);
    if (view.starts_with(kDescriptor)) return read_number(io, view.substr(kDescriptor.size()));
    if (view.starts_with(kDevFd)) return read_number(io, view.substr(kDevFd.size()));
    if (view.starts_with(kCredential)) return read_credential(io, view.substr(kCredential.size()));
    return read_file(io, source, Check::OwnerAndMode);
}

Result<Secret> read_secret_text(Io& io, const std::string& source) {
    auto secret = read_secret(io, source);
    if (!secret) return secret;
    base::ByteView text = secret->view();
    if (!text.empty() && text.back() == '\n') text = text.first(text.size() - 1);
    if (text.size() < secret->size() && !text.empty() && text.back() == '\r')
        text = text.first(text.size() - 1);
    if (text.empty()) return fail(ErrorKind::Malformed, "the secret is an empty line");
    return Secret(text);
}

}  // namespace ptkt::cli
