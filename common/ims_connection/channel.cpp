#include "common/ims_connection/channel.hpp"

#include <sys/epoll.h>

#include <cerrno>
#include <utility>

#include "common/base/secret.hpp"
#include "common/ims_connection/socket_address.hpp"

namespace ptkt::ims_connection {

Channel::Channel(ConnectionId id, Accepted accepted, Origin origin, const Limits& limits,
                 TimePoint now, Touched& touched_list)
    : id_(id),
      fd_(std::move(accepted.fd)),
      peer_(std::move(accepted.peer)),
      origin_(std::move(origin)),
      limits_(limits),
      framer_(origin_.frame),
      touched_list_(touched_list),
      opened_(now),
      last_input_(now),
      last_output_(now) {}

void Channel::send(base::ByteView bytes) {
    if (phase_ != Phase::Open && phase_ != Phase::Finishing) return;
    fresh_output_ = fresh_output_ || queued().empty();
    out_.insert(out_.end(), bytes.begin(), bytes.end());
    touch();
}

void Channel::finish(CloseReason reason) {
    if (phase_ != Phase::Open) return;
    touch();
    // What was taken before the server was told to end is answered.
    if (reason == CloseReason::Stopped && is_held()) {
        finish_when_open_ = reason;
        return;
    }
    reason_ = reason;
    phase_ = Phase::Finishing;
}

void Channel::close(CloseReason reason) {
    if (phase_ == Phase::Open) reason_ = reason;
    phase_ = Phase::Closed;
}

void Channel::touch() {
    if (std::exchange(touched, true)) return;
    touched_list_.push_back(this);
}

void Channel::set_intake(Intake intake) {
    const bool has_more = !framer_.pending().empty() || input_ended_;
    if (is_held() && intake != Intake::Held && has_more) wants_revival_ = true;
    intake_ = intake;
    touch();
    if (!is_held() && finish_when_open_) finish(*std::exchange(finish_when_open_, std::nullopt));
}

void Channel::set_timer(std::optional<TimePoint> when) {
    timer_ = when;
    touch();
}

void Channel::revive(Handler& handler, TimePoint now) {
    wants_revival_ = false;
    if (phase_ != Phase::Open || is_held()) return;
    if (!framer_.pending().empty()) deliver(handler, now);
    if (input_ended_) end_of_input();
}

void Channel::ring(Handler& handler, TimePoint now) {
    if (phase_ != Phase::Open || !timer_ || *timer_ > now) return;
    timer_.reset();
    handler.on_timer(*this);
}

void Channel::excuse(TimePoint::duration away) {
    for (TimePoint* const since : {&opened_, &last_input_, &last_output_, &lingers_until_})
        *since += away;
    if (message_began_) *message_began_ += away;
}

void Channel::expire(CloseReason reason) {
    if (phase_ == Phase::Open && reason != CloseReason::AnswerTimeout) return finish(reason);
    close(reason);
}

void Channel::read(std::span<base::Byte> scratch, Handler& handler, TimePoint now) {
    const ssize_t got = ::recv(fd_.get(), scratch.data(), scratch.size(), 0);
    if (got < 0) {
        if (errno != EAGAIN && errno != EINTR) close(CloseReason::PeerLost);
        return;
    }
    if (got == 0) return end_of_input();
    const auto bytes = scratch.first(static_cast<std::size_t>(got));
    last_input_ = now;
    if (phase_ == Phase::Open) {
        framer_.feed(bytes);
        deliver(handler, now);
    }
    base::wipe(bytes.data(), bytes.size());
}

void Channel::deliver(Handler& handler, TimePoint now) {
    while (phase_ == Phase::Open && !is_held()) {
        const auto next = framer_.next();
        if (!next) {
            handler.on_framing_error(*this, next.error());
            finish(CloseReason::Framing);
        } else if (*next) {
            message_began_.reset();
            handler.on_frame(*this, **next);
        } else {
            break;
        }
    }
    if (phase_ == Phase::Open && !framer_.pending().empty()) {
        if (!message_began_ || is_held()) message_began_ = now;
    } else {
        message_began_.reset();
        framer_ = ims_wire::Framer(origin_.frame);  // gives its buffer back
    }
}

/// The peer has closed its half. Answers that are queued may still reach it.
void Channel::end_of_input() {
    input_ended_ = true;
    if (phase_ == Phase::Open && is_held()) return;
    if (phase_ == Phase::Open)
        finish(framer_.pending().empty() ? CloseReason::PeerClosed
                                         : CloseReason::PeerClosedInMessage);
}

void Channel::settle(TimePoint now) {
    if (phase_ == Phase::Closed) return;
    send_queued(now);
    if (phase_ == Phase::Finishing && queued().empty()) {
        ::shutdown(fd_.get(), SHUT_WR);
        lingers_until_ = now + limits_.linger;
        phase_ = Phase::Lingering;
    }
    if (phase_ == Phase::Lingering && input_ended_) phase_ = Phase::Closed;
}

void Channel::send_queued(TimePoint now) {
    if (std::exchange(fresh_output_, false)) last_output_ = now;
    while (!queued().empty()) {
        const auto rest = queued();
        const ssize_t done = ::send(fd_.get(), rest.data(), rest.size(), MSG_NOSIGNAL);
        if (done < 0) {
            if (errno == EINTR) continue;
            if (errno != EAGAIN) close(CloseReason::PeerLost);
            return;
        }
        sent_ += static_cast<std::size_t>(done);
        last_output_ = now;
    }
    out_ = base::Bytes();
    sent_ = 0;
}

std::uint32_t Channel::interest() const {
    std::uint32_t events = 0;
    const bool reads = phase_ != Phase::Open || !is_held();
    if (!input_ended_ && reads && queued().size() <= limits_.output) events |= EPOLLIN;
    if (!queued().empty()) events |= EPOLLOUT;
    return events;
}

std::optional<std::pair<TimePoint, CloseReason>> Channel::due() const {
    std::optional<std::pair<TimePoint, CloseReason>> first;
    const auto limit = [&first](TimePoint from, Milliseconds length, CloseReason why) {
        if (length.count() > 0 && (!first || from + length < first->first))
            first = {from + length, why};
    };
    if (phase_ == Phase::Lingering) return std::pair(lingers_until_, reason_);
    if (!queued().empty()) limit(last_output_, limits_.answer, CloseReason::AnswerTimeout);
    if (phase_ != Phase::Open) return first;
    if (!signed_on_) limit(opened_, limits_.sign_on, CloseReason::SignOnTimeout);
    if (is_held()) return first;
    if (message_began_) limit(*message_began_, limits_.message, CloseReason::MessageTimeout);
    if (intake_ == Intake::Open) limit(last_input_, origin_.idle, CloseReason::IdleTimeout);
    return first;
}

}  // namespace ptkt::ims_connection
