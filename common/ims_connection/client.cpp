#include "common/ims_connection/client.hpp"

#include <poll.h>

#include <cerrno>
#include <utility>

#include "common/ims_connection/look_up.hpp"
#include "common/ims_connection/socket_address.hpp"
#include "common/ims_connection/socket_stream.hpp"

namespace ptkt::ims_connection {

namespace {

using Clock = std::chrono::steady_clock;
using base::ErrorKind;
using stream::Outcome;
using stream::Readiness;

constexpr std::size_t kReadAtOnce = 4096;
/// Bytes that are taken in before anybody looks at them: a peer that sends without end waits.
constexpr std::size_t kMostAhead = std::size_t{64} << 10U;

/// Waits for what is asked for; false when the time is up.
base::Result<bool> wait_for(int fd, Readiness ready_for, TimePoint until) {
    const auto events =
        static_cast<short>((ready_for.input ? POLLIN : 0) | (ready_for.output ? POLLOUT : 0));
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
    const auto ready = wait_for(fd, {false, true}, until);
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

/// Waits until the stream is as it has to be.
base::Status establish(stream::Stream& stream, TimePoint until) {
    const auto failed = [](std::string_view why) {
        return base::fail(ErrorKind::Unavailable, "no TLS connection: {}", why);
    };
    for (;;) {
        const Outcome outcome = stream.establish();
        if (outcome == Outcome::Moved) return {};
        if (outcome != Outcome::Blocked) return failed(stream.failure());
        const auto ready = wait_for(stream.fd(), stream.awaits(false, false), until);
        if (!ready) return ready.error();
        if (!*ready) return failed("the peer does not answer in the TLS handshake");
    }
}

}  // namespace

base::Result<Client> Client::connect(const std::string& host, std::uint16_t port,
                                     Milliseconds timeout, ims_wire::Exit exit,
                                     const stream::Wrap& wrap) {
    const TimePoint until = Clock::now() + timeout;
    const auto endpoints = look_up(host, port);
    if (!endpoints) return endpoints.error();
    auto first_error = base::fail(ErrorKind::Unavailable, "{}: no address", host);
    bool is_first = true;
    for (const Endpoint& endpoint : *endpoints) {
        auto fd = connect_to(*to_socket_address(endpoint), until);
        if (!fd) {
            if (std::exchange(is_first, false)) first_error = std::move(fd).error();
            continue;
        }
        auto stream = stream::wrapped(std::make_unique<SocketStream>(std::move(*fd)), wrap);
        if (auto established = establish(*stream, until); !established)
            return std::move(established).error().within(to_string(endpoint));
        return Client(std::move(stream), endpoint, exit);
    }
    return first_error;
}

Client::~Client() {
    if (stream_) static_cast<void>(stream_->end_output());
}

base::Error Client::lost(Outcome outcome) const {
    if (outcome == Outcome::Lost || outcome == Outcome::Insecure)
        return base::fail(ErrorKind::Unavailable, "{}: {}", to_string(peer_), stream_->failure());
    const bool is_between = outcome == Outcome::Ended && reader_.pending() == 0;
    return base::fail(ErrorKind::Unavailable, "{}: closed the connection {}", to_string(peer_),
                      is_between ? "without an answer" : "within an answer");
}

base::Status Client::send(base::ByteView bytes, Milliseconds timeout) {
    const TimePoint until = Clock::now() + timeout;
    while (!bytes.empty()) {
        const auto done = stream_->write(bytes);
        if (done.outcome == Outcome::Moved) {
            bytes = bytes.subspan(done.count);
            continue;
        }
        if (done.outcome != Outcome::Blocked) return lost(done.outcome);
        const auto ready = wait_for(fd(), stream_->awaits(false, true), until);
        if (!ready) return ready.error();
        if (!*ready)
            return base::fail(ErrorKind::Unavailable, "{}: takes no data for {} ms",
                              to_string(peer_), timeout.count());
    }
    return {};
}

/// All that the stream keeps: whoever waits for the descriptor does not learn of it. False when
/// there is nothing now.
base::Result<bool> Client::read_some() {
    bool any = false;
    do {
        const auto room = reader_.room(kReadAtOnce);
        const auto got = stream_->read(room);
        if (got.outcome == Outcome::Moved) {
            reader_.commit(got.count);
            any = true;
        } else if (got.outcome != Outcome::Blocked && !any) {
            return lost(got.outcome);
        } else {
            break;  // an end comes again
        }
    } while (stream_->has_pending() && reader_.pending() < kMostAhead);
    return any;
}

base::Status Client::fill(TimePoint until, Milliseconds timeout) {
    for (;;) {
        const auto any = read_some();
        if (!any) return any.error();
        if (*any) return {};
        const auto ready = wait_for(fd(), stream_->awaits(true, false), until);
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

void Client::end_output(TimePoint until) {
    while (stream_->end_output() == Outcome::Blocked) {
        const auto ready = wait_for(fd(), stream_->awaits(false, true), until);
        if (!ready || !*ready) return;  // who takes nothing learns it from the end
    }
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
    return reader_.pending() > 0 || !stream_->is_quiet();
}

}  // namespace ptkt::ims_connection
