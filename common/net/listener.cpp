#include "common/net/listener.hpp"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>

#include <algorithm>
#include <cerrno>

#include "common/net/socket_address.hpp"

namespace ptkt::net {

namespace {

base::Error cannot_listen(const Endpoint& endpoint, int number) {
    const auto what = fmt::format("cannot listen on {}", to_string(endpoint));
    switch (number) {
        case EADDRINUSE:
            return base::with_hint(
                system_error(base::ErrorKind::TryAgain, what, number),
                "another program has the port; end it, or listen elsewhere (port 0 picks one)");
        case EACCES:
            return base::with_hint(system_error(base::ErrorKind::NotPermitted, what, number),
                                   "ports below 1024 need CAP_NET_BIND_SERVICE");
        default:
            return system_error(base::ErrorKind::CannotCreate, what, number);
    }
}

/// Nobody listens on a socket that is not bound to a port, nor on one that is connected.
bool is_bound_tcp(int fd, const Endpoint& local) {
    int type = 0;
    socklen_t length = sizeof type;
    SocketAddress peer;
    return ::getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &length) == 0 && type == SOCK_STREAM &&
           !local.address.empty() && local.port != 0 &&
           ::getpeername(fd, peer.get(), &peer.length) != 0;
}

/// False: errno says why not.
bool listens_again(int fd, const Endpoint& local, int backlog) {
    // A port that the system picked has gone with the listening; others are still bound.
    if (const auto address = to_socket_address(local))
        if (::bind(fd, address->get(), address->length) != 0 && errno != EINVAL) return false;
    return ::listen(fd, backlog) == 0;
}

/// The longest that Linux waits before it probes.
constexpr std::chrono::seconds kLongestKeepIdle(32'767);

}  // namespace

int connect_error(int fd) {
    int number = 0;
    socklen_t length = sizeof number;
    return ::getsockopt(fd, SOL_SOCKET, SO_ERROR, &number, &length) == 0 ? number : errno;
}

void set_keep_alive(int fd, std::chrono::seconds idle) {
    const int on = 1;
    const int seconds = static_cast<int>(std::min(idle, kLongestKeepIdle).count());
    // Without it a vanished peer is noticed later; that is no reason to refuse it.
    static_cast<void>(::setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on));
    if (seconds > 0)
        static_cast<void>(::setsockopt(fd, IPPROTO_TCP, TCP_KEEPIDLE, &seconds, sizeof seconds));
}

base::Result<Listener> Listener::open(const Endpoint& endpoint, PortOptions options) {
    const auto address = to_socket_address(endpoint);
    if (!address) return address.error();
    base::UniqueFd fd(
        ::socket(address->storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!fd) return cannot_listen(endpoint, errno);
    const int on = 1;
    // Connections of an earlier run may be waiting out their time on the port.
    if (::setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
        ::bind(fd.get(), address->get(), address->length) != 0 ||
        ::listen(fd.get(), options.backlog) != 0)
        return cannot_listen(endpoint, errno);
    Endpoint local = local_end(fd.get());
    return Listener(std::move(fd), std::move(local), options);
}

base::Result<Listener> Listener::adopt(base::UniqueFd fd, PortOptions options) {
    int listens = 0;
    socklen_t length = sizeof listens;
    const bool answers = ::getsockopt(fd.get(), SOL_SOCKET, SO_ACCEPTCONN, &listens, &length) == 0;
    Endpoint local = answers ? local_end(fd.get()) : Endpoint{};
    // A program that had it before may have ended while it was stopped.
    if (answers && listens == 0 && is_bound_tcp(fd.get(), local))
        listens = ::listen(fd.get(), options.backlog) == 0 ? 1 : 0;
    if (!answers || listens == 0 || local.address.empty())
        return base::fail(base::ErrorKind::Malformed,
                          "descriptor {} is not a TCP socket that listens", fd.get());
    const int flags = ::fcntl(fd.get(), F_GETFL);
    if (::fcntl(fd.get(), F_SETFL, flags | O_NONBLOCK) != 0 ||
        ::fcntl(fd.get(), F_SETFD, FD_CLOEXEC) != 0)
        return system_error(base::ErrorKind::Io, "fcntl", errno);
    Listener listener(std::move(fd), std::move(local), options);
    listener.is_shared_ = true;
    return listener;
}

void Listener::close() {
    // Who has the socket as well, and starts a program with it again, has not stopped it.
    if (fd_ && is_stopped_) static_cast<void>(listens_again(fd_.get(), local_, options_.backlog));
    fd_.reset();
}

void Listener::stop() {
    // Closed here it would go on to listen where it came from.
    if (is_shared_) {
        is_stopped_ = ::shutdown(fd_.get(), SHUT_RD) == 0;
    } else {
        fd_.reset();
    }
}

base::Status Listener::start() {
    if (is_shared_) {
        if (!listens_again(fd_.get(), local_, options_.backlog))
            return cannot_listen(local_, errno);
        is_stopped_ = false;
        return {};
    }
    auto again = open(local_, options_);
    if (!again) return std::move(again).error();
    fd_ = std::move(again->fd_);
    return {};
}

base::Result<Accepted, Listener::Nobody> Listener::accept() const {
    for (;;) {
        SocketAddress peer;
        base::UniqueFd fd(
            ::accept4(fd_.get(), peer.get(), &peer.length, SOCK_NONBLOCK | SOCK_CLOEXEC));
        if (fd) {
            set_no_delay(fd.get());
            set_keep_alive(fd.get(), options_.keep_alive);
            return Accepted{std::move(fd), to_endpoint(peer)};
        }
        if (errno == EMFILE || errno == ENFILE) return Nobody::NoDescriptors;
        // Anything that is wrong with the peer's connection only is the peer's affair.
        if (errno != EINTR && errno != ECONNABORTED && errno != EPROTO) return Nobody::Waiting;
    }
}

}  // namespace ptkt::net
