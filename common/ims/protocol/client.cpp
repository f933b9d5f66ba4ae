#include "common/ims/protocol/client.hpp"

#include <array>
#include <utility>

namespace ptkt::ims_protocol {

namespace {

using base::ErrorKind;
using net::Progress;

constexpr std::size_t kReadAtOnce = 4096;
/// Bytes that are taken in before anybody looks at them: a peer that sends without end waits.
constexpr std::size_t kMostAhead = std::size_t{64} << 10U;

/// Waits for what is asked for; false when the time is up.
base::Result<bool> wait_for(int fd, net::Readiness ready_for, net::TimePoint until) {
    const std::array<net::Awaited, 1> one{net::Awaited{fd, ready_for}};
    const auto ready = net::wait_ready(one, until);
    if (!ready) return ready.error();
    return !ready->empty();
}

}  // namespace

Client::~Client() {
    if (stream_) static_cast<void>(stream_->end_output());
}

base::Error Client::lost(Progress outcome) const {
    if (outcome == Progress::Lost || outcome == Progress::Insecure)
        return base::fail(ErrorKind::Unavailable, "{}: {}", to_string(peer_), stream_->failure());
    const bool is_between = outcome == Progress::Ended && reader_.pending() == 0;
    return base::fail(ErrorKind::Unavailable, "{}: closed the connection {}", to_string(peer_),
                      is_between ? "without an answer" : "within an answer");
}

base::Status Client::send(base::ByteView bytes, net::Milliseconds timeout) {
    const net::TimePoint until = std::chrono::steady_clock::now() + timeout;
    while (!bytes.empty()) {
        const auto done = stream_->write(bytes);
        if (done.outcome == Progress::Moved) {
            bytes = bytes.subspan(done.count);
            continue;
        }
        if (done.outcome != Progress::Blocked) return lost(done.outcome);
        const auto ready = wait_for(stream_->fd(), stream_->awaits(false, true), until);
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
        if (got.outcome == Progress::Moved) {
            reader_.commit(got.count);
            any = true;
        } else if (got.outcome != Progress::Blocked && !any) {
            return lost(got.outcome);
        } else {
            break;  // an end comes again
        }
    } while (stream_->has_pending() && reader_.pending() < kMostAhead);
    return any;
}

base::Status Client::fill(net::TimePoint until, net::Milliseconds timeout) {
    for (;;) {
        const auto any = read_some();
        if (!any) return any.error();
        if (*any) return {};
        const auto ready = wait_for(stream_->fd(), stream_->awaits(true, false), until);
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

void Client::end_output(net::TimePoint until) {
    while (stream_->end_output() == Progress::Blocked) {
        const auto ready = wait_for(stream_->fd(), stream_->awaits(false, true), until);
        if (!ready || !*ready) return;  // who takes nothing learns it from the end
    }
}

base::Result<ims_wire::Response> Client::receive(net::Milliseconds timeout) {
    return receive(std::chrono::steady_clock::now() + timeout, timeout);
}

base::Result<ims_wire::Response> Client::receive(net::TimePoint until, net::Milliseconds timeout) {
    for (;;) {
        auto next = reader_.next();
        if (!next) return std::move(next).error().within(to_string(peer_));
        if (*next) return std::move(**next);
        if (auto filled = fill(until, timeout); !filled) return std::move(filled).error();
    }
}

base::Result<ims_wire::Response> Client::exchange(base::ByteView message,
                                                  net::Milliseconds timeout) {
    const net::TimePoint until = std::chrono::steady_clock::now() + timeout;
    auto sent = send(message, timeout);
    const auto left =
        std::chrono::ceil<net::Milliseconds>(until - std::chrono::steady_clock::now());
    auto answer = receive(std::max(left, net::Milliseconds(0)));
    if (!answer && !sent) return std::move(sent).error();
    return answer;
}

bool Client::is_stale() const {
    return reader_.pending() > 0 || !stream_->is_quiet();
}

}  // namespace ptkt::ims_protocol
