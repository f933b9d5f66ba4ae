#include "common/ims_connection/client.hpp"

#include <poll.h>

#include <cerrno>
#include <utility>

#include "common/ims_connection/look_up.hpp"
#include "common/ims_connection/socket_address.hpp"

namespace ptkt::ims_connection {

namespace {

using Clock = std::chrono::steady_clock;
using base::ErrorKind;

constexpr std::size_t kReadAtOnce = 4096;

/// Waits for one of the events; false when the time is up.
base::Result<bool> wait_for(int fd, short events, TimePoint until) {
    for (;;) {
        const auto left = std::chrono::ceil<Milliseconds>(until - Clock::now()).count();
        pollfd waiting{fd, events, 0};
        const int ready = ::poll(&waiting, 1, static_cast<int>(std::max<std::int64_t>(left, 0)));
        if (ready > 0) return true;
        if (ready == 0) return false;
        if (errno != EINTR) return system_error(ErrorKind::Io, "poll", errno);
    }
}

/// Waits for the end of a connect that is on its way: 0 or the number of its error.
base::Result<int> connect_outcome(int fd, TimePoint until) {
    const auto ready = wait_for(fd, POLLOUT, until);
    if (!ready) return ready.error();
    if (!*ready) return ETIMEDOUT;
    int number = 0;
    socklen_t length = sizeof number;
    if (::getsockopt(fd, SOL_SOCKET, SO_ERROR, &number, &length) != 0) return errno;
    return number;
}

base::Result<base::UniqueFd> connect_to(const SocketAddress& address, TimePoint until) {
    const auto refused = [&](int number) {
        return system_error(ErrorKind::Unavailable,
                            fmt::format("cannot connect to {}", to_string(to_endpoint(address))),
                            number);
    };
    auto fd = begin_connect(address);
    if (!fd) return fd;
    const auto outcome = connect_outcome(fd->get(), until);
    if (!outcome) return outcome.error();
    if (*outcome != 0) return refused(*outcome);
    return fd;
}

}  // namespace

base::Result<Client> Client::connect(const std::string& host, std::uint16_t port,
                                     Milliseconds timeout, ims_wire::Exit exit) {
    const TimePoint until = Clock::now() + timeout;
    const auto endpoints = look_up(host, port);
    if (!endpoints) return endpoints.error();
    auto first_error = base::fail(ErrorKind::Unavailable, "{}: no address", host);
    bool is_first = true;
    for (const Endpoint& endpoint : *endpoints) {
        auto fd = connect_to(*to_socket_address(endpoint), until);
        if (fd) return Client(std::move(*fd), endpoint, exit);
        if (std::exchange(is_first, false)) first_error = std::move(fd).error();
    }
    return first_error;
}

base::Error Client::lost(int number) const {
    return system_error(ErrorKind::Unavailable, to_string(peer_), number);
}

base::Status Client::send(base::ByteView bytes, Milliseconds timeout) {
    const TimePoint until = Clock::now() + timeout;
    while (!bytes.empty()) {
        const ssize_t done = ::send(fd_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (done >= 0) {
            bytes = bytes.subspan(static_cast<std::size_t>(done));
            continue;
        }
        if (errno == EINTR) continue;
        if (errno != EAGAIN) return lost(errno);
        const auto ready = wait_for(fd_.get(), POLLOUT, until);
        if (!ready) return ready.error();
        if (!*ready)
            return base::fail(ErrorKind::Unavailable, "{}: takes no data for {} ms",
                              to_string(peer_), timeout.count());
    }
    return {};
}

base::Result<bool> Client::read_some() {
    for (;;) {
        const auto room = reader_.room(kReadAtOnce);
        const ssize_t got = ::recv(fd_.get(), room.data(), room.size(), 0);
        if (got > 0) {
            reader_.commit(static_cast<std::size_t>(got));
            return true;
        }
        if (got == 0)
            return base::fail(ErrorKind::Unavailable, "{}: closed the connection {}",
                              to_string(peer_),
                              reader_.pending() == 0 ? "without an answer" : "within an answer");
        if (errno == EINTR) continue;
        if (errno != EAGAIN) return lost(errno);
        return false;
    }
}

base::Status Client::fill(TimePoint until, Milliseconds timeout) {
    for (;;) {
        const auto got = read_some();
        if (!got) return got.error();
        if (*got) return {};
        const auto ready = wait_for(fd_.get(), POLLIN, until);
        if (!ready) return ready.error();
        if (!*ready)
            return base::fail(ErrorKind::Unavailable, "{}: no answer within {} ms",
                              to_string(peer_), timeout.count());
    }
}

base::Result<std::optional<ims_wire::Response>> Client::receive_ready() {
    for (;;) {
        auto next = reader_.next();
        if (!next) return std::move(next).error().within(to_string(peer_));
        if (*next) return next;
        const auto got = read_some();
        if (!got) return got.error();
        if (!*got) return std::optional<ims_wire::Response>();
    }
}

void Client::end_output() {
    // A peer that is gone already needs no telling.
    static_cast<void>(::shutdown(fd_.get(), SHUT_WR));
}

base::Result<ims_wire::Response> Client::receive(Milliseconds timeout) {
    return receive(Clock::now() + timeout, timeout);
}

base::Result<ims_wire::Response> Client::receive(TimePoint until, Milliseconds timeout) {
    for (;;) {
        auto next = reader_.next();
        if (!next) return std::move(next).error().within(to_string(peer_));
        if (*next) return std::move(**next);
        if (auto filled = fill(until, timeout); !filled) return std::move(filled).error();
    }
}

base::Result<ims_wire::Response> Client::exchange(base::ByteView message, Milliseconds timeout) {
    const TimePoint until = Clock::now() + timeout;
    auto sent = send(message, timeout);
    const auto left = std::chrono::ceil<Milliseconds>(until - Clock::now());
    auto answer = receive(std::max(left, Milliseconds(0)));
    if (!answer && !sent) return std::move(sent).error();
    return answer;
}

bool Client::is_stale() const {
    char byte = 0;
    const ssize_t got = ::recv(fd_.get(), &byte, 1, MSG_PEEK);
    return got >= 0 || (errno != EAGAIN && errno != EINTR);
}

}  // namespace ptkt::ims_connection
