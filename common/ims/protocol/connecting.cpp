#include "common/ims/protocol/connecting.hpp"

#include <array>
#include <cerrno>
#include <utility>

#include "common/base/text/ascii.hpp"
#include "common/net/socket_address.hpp"
#include "common/net/socket_stream.hpp"

namespace ptkt::ims_protocol {

namespace {

using base::ErrorKind;
using net::Progress;

base::Error refused(const net::Endpoint& endpoint, int number) {
    return net::system_error(ErrorKind::Unavailable,
                             fmt::format("cannot connect to {}", to_string(endpoint)), number);
}

/// How a connect that is on its way has ended: 0 or the number of its error; nothing when it has
/// not.
base::Result<std::optional<int>> outcome_of(int fd) {
    const std::array<net::Awaited, 1> output{net::Awaited{fd, {false, true}}};
    const auto ready = net::wait_ready(output, net::TimePoint());
    if (!ready) return ready.error();
    if (ready->empty()) return std::optional<int>();
    return std::optional(net::connect_error(fd));
}

}  // namespace

Connecting::Connecting(std::string host, std::uint16_t port, net::Milliseconds timeout,
                       ims_wire::Exit exit, net::Wrap wrap, net::Clock& clock)
    : host_(std::move(host)),
      clock_(clock),
      timeout_(timeout),
      until_(clock.now() + timeout),
      exit_(exit),
      wrap_(std::move(wrap)),
      look_up_(host_, port) {}

base::Result<std::optional<Client>> Connecting::advance() {
    while (stage_ != Stage::Connected) {
        const auto moved = step();
        if (!moved) return moved.error();
        if (!*moved) return std::optional<Client>();
    }
    return std::optional(Client(std::move(stream_), endpoint(), exit_));
}

base::Result<bool> Connecting::step() {
    switch (stage_) {
        case Stage::Name:
            return take_addresses();
        case Stage::Address:
            return take_connection();
        case Stage::Handshake:
            return establish();
        case Stage::Connected:
            break;
    }
    return true;
}

base::Result<bool> Connecting::take_addresses() {
    auto answer = look_up_.take();
    if (!answer && clock_.now() >= until_)
        return base::fail(ErrorKind::Unavailable, "{}: no address within {} ms",
                          base::printable(host_, 60), timeout_.count());
    if (!answer) return false;
    if (!*answer) return std::move(*answer).error();
    endpoints_ = std::move(**answer);
    return try_next();
}

/// Begins with the next address that it can begin with.
base::Result<bool> Connecting::try_next() {
    while (next_ < endpoints_.size()) {
        const auto left = static_cast<std::int64_t>(endpoints_.size() - next_);
        const net::Endpoint& to = endpoints_[next_++];
        auto fd = net::begin_connect(*net::to_socket_address(to));
        if (!fd) {
            if (!first_error_) first_error_ = std::move(fd).error();
            continue;
        }
        fd_ = std::move(*fd);
        const auto now = clock_.now();
        address_until_ = now + (until_ - now) / left;
        stage_ = Stage::Address;
        return true;
    }
    return *first_error_;
}

base::Result<bool> Connecting::try_next_after(base::Error error) {
    if (!first_error_) first_error_ = std::move(error);
    return try_next();
}

base::Result<bool> Connecting::take_connection() {
    const auto outcome = outcome_of(fd_.get());
    if (!outcome) return outcome.error();
    if (!*outcome && clock_.now() < address_until_) return false;
    if (const int number = outcome->value_or(ETIMEDOUT); number != 0)
        return try_next_after(refused(endpoint(), number));
    stream_ = net::wrapped(std::make_unique<net::SocketStream>(std::move(fd_)), wrap_);
    stage_ = Stage::Handshake;
    return true;
}

/// What is not safe on one address is told, and not tried on another.
base::Result<bool> Connecting::establish() {
    const auto failed = [this](std::string_view why) {
        return base::fail(ErrorKind::Unavailable, "{}: no TLS connection: {}",
                          to_string(endpoint()), why);
    };
    const Progress outcome = stream_->establish();
    if (outcome == Progress::Blocked && clock_.now() >= until_)
        return failed("the peer does not answer in the TLS handshake");
    if (outcome == Progress::Blocked) return false;
    if (outcome != Progress::Moved) return failed(stream_->failure());
    stage_ = Stage::Connected;
    return true;
}

net::Awaited Connecting::awaited() const {
    switch (stage_) {
        case Stage::Name:
            return {look_up_.fd(), {true, false}};
        case Stage::Address:
            return {fd_.get(), {false, true}};
        case Stage::Handshake:
        case Stage::Connected:
            break;
    }
    return {stream_->fd(), stream_->awaits(false, false)};
}

net::TimePoint Connecting::until() const {
    return stage_ == Stage::Address ? address_until_ : until_;
}

}  // namespace ptkt::ims_protocol
