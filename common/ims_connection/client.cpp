#include "common/ims_connection/client.hpp"

#include <array>
#include <utility>

namespace ptkt::ims_connection {

namespace {

using base::ErrorKind;
using stream::Outcome;

constexpr std::size_t kReadAtOnce = 4096;
/// Bytes that are taken in before anybody looks at them: a peer that sends without end waits.
constexpr std::size_t kMostAhead = std::size_t{64} << 10U;

/// Waits for what is asked for; false when the time is up.
base::Result<bool> wait_for(int fd, stream::Readiness ready_for, TimePoint until) {
    const std::array<Awaited, 1> one{Awaited{fd, ready_for}};
    const auto ready = wait_ready(one, until);
    if (!ready) return ready.error();
    return !ready->empty();
}

}  // namespace

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
    const TimePoint until = std::chrono::steady_clock::now() + timeout;
    while (!bytes.empty()) {
        const auto done = stream_->write(bytes);
        if (done.outcome == Outcome::Moved) {
            bytes = bytes.subspan(done.count);
            continue;
        }
        if (done.outcome != Outcome::Blocked) return lost(done.outcome);
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

void Client::end_output(TimePoint until) {
    while (stream_->end_output() == Outcome::Blocked) {
        const auto ready = wait_for(stream_->fd(), stream_->awaits(false, true), until);
        if (!ready || !*ready) return;  // who takes nothing learns it from the end
    }
}

base::Result<ims_wire::Response> Client::receive(Milliseconds timeout) {
    return receive(std::chrono::steady_clock::now() + timeout, timeout);
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
    const TimePoint until = std::chrono::steady_clock::now() + timeout;
    auto sent = send(message, timeout);
    const auto left = std::chrono::ceil<Milliseconds>(until - std::chrono::steady_clock::now());
    auto answer = receive(std::max(left, Milliseconds(0)));
    if (!answer && !sent) return std::move(sent).error();
    return answer;
}

bool Client::is_stale() const {
    return reader_.pending() > 0 || !stream_->is_quiet();
}

}  // namespace ptkt::ims_connection
