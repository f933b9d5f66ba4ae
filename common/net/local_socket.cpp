#include "common/net/local_socket.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "common/base/text/ascii.hpp"
#include "common/net/socket_address.hpp"

namespace ptkt::net {

namespace {

base::Result<sockaddr_un> address_of(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.empty() || path.size() >= sizeof address.sun_path)
        return base::fail(base::ErrorKind::Usage, "the name of a socket has 1 to {} bytes: {}",
                          sizeof address.sun_path - 1, base::printable(path));
    std::memcpy(address.sun_path, path.c_str(), path.size());
    return address;
}

const sockaddr* generic(const sockaddr_un& address) {
    return reinterpret_cast<const sockaddr*>(&address);
}

base::UniqueFd new_socket(int flags) {
    return base::UniqueFd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | flags, 0));
}

base::Error failed(std::string_view doing, const std::string& path, base::ErrorKind kind,
                   int number) {
    if (number == EACCES || number == EPERM || number == EROFS)
        kind = base::ErrorKind::NotPermitted;
    return system_error(kind, fmt::format("cannot {} {}", doing, path), number);
}

/// Takes away what an earlier run has left there, if it is that.
base::Status remove_stale(const std::string& path, const sockaddr_un& address) {
    struct stat found {};
    if (::lstat(path.c_str(), &found) != 0) return {};
    if (!S_ISSOCK(found.st_mode))
        return base::fail(base::ErrorKind::CannotCreate, "{} exists and is not a socket", path);
    const base::UniqueFd probe = new_socket(SOCK_NONBLOCK);
    if (::connect(probe.get(), generic(address), sizeof address) == 0 || errno != ECONNREFUSED)
        return base::fail(base::ErrorKind::TryAgain, "another program listens on {}", path);
    if (::unlink(path.c_str()) != 0 && errno != ENOENT)
        return failed("replace", path, base::ErrorKind::CannotCreate, errno);
    return {};
}

/// Waits until the socket is ready.
base::Status wait_for(int fd, short events, int time_limit_ms) {
    pollfd one{fd, events, 0};
    const int ready = ::poll(&one, 1, time_limit_ms);
    if (ready > 0 || (ready < 0 && errno == EINTR)) return {};
    return base::fail(base::ErrorKind::Unavailable, "no answer in time");
}

base::Status send_all(int fd, std::string_view text, int time_limit_ms) {
    while (!text.empty()) {
        if (auto ready = wait_for(fd, POLLOUT, time_limit_ms); !ready) return ready;
        const ssize_t done = ::send(fd, text.data(), text.size(), MSG_NOSIGNAL);
        if (done < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (done < 0) return system_error(base::ErrorKind::Unavailable, "send", errno);
        text.remove_prefix(static_cast<std::size_t>(done));
    }
    return {};
}

base::Result<std::string> receive_all(int fd, std::size_t limit, int time_limit_ms) {
    std::string answer;
    std::array<char, 16'384> buffer{};
    for (;;) {
        if (auto ready = wait_for(fd, POLLIN, time_limit_ms); !ready)
            return std::move(ready).error();
        const ssize_t done = ::recv(fd, buffer.data(), buffer.size(), 0);
        if (done < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (done < 0) return system_error(base::ErrorKind::Unavailable, "receive", errno);
        if (done == 0) return answer;
        answer.append(buffer.data(), static_cast<std::size_t>(done));
        if (answer.size() > limit)
            return base::fail(base::ErrorKind::Unavailable, "the answer is too long");
    }
}

}  // namespace

base::Result<LocalListener> LocalListener::open(const std::string& path) {
    const auto address = address_of(path);
    if (!address) return address.error();
    if (auto removed = remove_stale(path, *address); !removed) return std::move(removed).error();
    base::UniqueFd fd = new_socket(SOCK_NONBLOCK);
    constexpr mode_t kOwnerOnly = 0600;
    constexpr int kWaiting = 8;
    // The mode is that of the socket when it gets its name, so nobody else can be faster.
    if (!fd || ::fchmod(fd.get(), kOwnerOnly) != 0 ||
        ::bind(fd.get(), generic(*address), sizeof *address) != 0)
        return failed("listen on", path, base::ErrorKind::CannotCreate, errno);
    LocalListener listener(std::move(fd), path);
    if (::listen(listener.fd(), kWaiting) != 0)
        return failed("listen on", path, base::ErrorKind::CannotCreate, errno);
    return listener;
}

LocalListener::~LocalListener() {
    if (fd_) ::unlink(path_.c_str());
}

std::optional<base::UniqueFd> LocalListener::accept() const {
    base::UniqueFd fd(::accept4(fd_.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (!fd) return std::nullopt;
    return fd;
}

base::Result<std::string> ask_local(const std::string& path, std::string_view text,
                                    std::size_t limit, int time_limit_ms) {
    const auto address = address_of(path);
    if (!address) return address.error();
    const base::UniqueFd fd = new_socket(0);
    if (!fd || ::connect(fd.get(), generic(*address), sizeof *address) != 0)
        return failed("connect to", path,
                      errno == ENOENT ? base::ErrorKind::NotFound : base::ErrorKind::Unavailable,
                      errno);
    if (auto sent = send_all(fd.get(), text, time_limit_ms); !sent)
        return std::move(sent).error().within(path);
    auto answer = receive_all(fd.get(), limit, time_limit_ms);
    if (!answer) return std::move(answer).error().within(path);
    return answer;
}

bool send_local(const std::string& path, std::string_view text) {
    const auto address = address_of(path);
    const base::UniqueFd fd(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    return address && fd &&
           ::sendto(fd.get(), text.data(), text.size(), MSG_NOSIGNAL, generic(*address),
                    sizeof *address) >= 0;
}

}  // namespace ptkt::net
