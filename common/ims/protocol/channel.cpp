#include "common/ims/protocol/channel.hpp"

#include <algorithm>
#include <utility>

#include "common/base/secret.hpp"
#include "common/net/poller.hpp"

namespace ptkt::ims_protocol {

using net::Progress;

Channel::Channel(ConnectionId id, net::StreamPtr stream, Origin origin, const Limits& limits,
                 net::Clock& clock, Touched& touched_list)
    : id_(id),
      stream_(std::move(stream)),
      origin_(std::move(origin)),
      limits_(limits),
      clock_(clock),
      framer_(new_framer()),
      touched_list_(touched_list),
      moments_(clock.now()) {}

void Moments::shift(net::TimePoint::duration away) {
    for (net::TimePoint* const since :
         {&opened, &held_since, &last_input, &last_output, &its_turn, &lingers_until})
        *since += away;
    if (message_began) *message_began += away;
}

void Channel::send(base::ByteView bytes) {
    if (ending_.phase != Phase::Open && ending_.phase != Phase::Finishing) return;
    if (unsent_.empty()) moments_.last_output = clock_.now();
    unsent_.add(bytes);
    touch();
}

void Channel::finish(CloseReason reason) {
    if (ending_.phase != Phase::Open) return;
    touch();
    // What was taken before the server was told to end is answered.
    if (reason == CloseReason::Stopped && is_held()) {
        ending_.when_not_held = reason;
        return;
    }
    ending_.reason = reason;
    begin_finishing();
}

/// The peer has its time for what it is told from now on, however long it was quiet before.
void Channel::begin_finishing() {
    if (unsent_.empty()) moments_.last_output = clock_.now();
    ending_.phase = Phase::Finishing;
}

void Channel::close(CloseReason reason) {
    if (ending_.phase == Phase::Open) ending_.reason = reason;
    ending_.phase = Phase::Closed;
}

void Channel::close_for_memory() {
    close(CloseReason::NoMemory);
    touch();
}

/// The list has a place for each connection, so this needs no memory.
void Channel::touch() {
    if (std::exchange(touched, true)) return;
    touched_list_.push_back(this);
}

void Channel::set_intake(Intake intake) {
    const bool has_more = !framer_.pending().empty() || ending_.input_ended;
    if (is_held() && intake != Intake::Held) {
        wants_revival_ = wants_revival_ || has_more;
        moments_.opened += clock_.now() - moments_.held_since;
        if (moments_.message_began) moments_.message_began = clock_.now();
    }
    if (!is_held() && intake == Intake::Held) moments_.held_since = clock_.now();
    if (intake_ != intake && intake == Intake::Open) moments_.its_turn = clock_.now();
    intake_ = intake;
    touch();
    if (!is_held() && ending_.when_not_held)
        finish(*std::exchange(ending_.when_not_held, std::nullopt));
}

void Channel::signed_on() {
    signed_on_ = true;
    framer_.limit_growth(origin_.frame.largest);
}

ims_wire::Framer Channel::new_framer() const {
    ims_wire::Framer framer(origin_.frame);
    if (!signed_on_) framer.limit_growth(limits_.unsigned_bytes);
    return framer;
}

void Channel::set_timer(std::optional<net::TimePoint> when) {
    timer_ = when;
    touch();
}

void Channel::revive(Handler& handler) {
    wants_revival_ = false;
    if (ending_.phase != Phase::Open || is_held()) return;
    if (!framer_.pending().empty()) deliver(handler);
    if (ending_.input_ended) end_of_input(false);
}

void Channel::ring(Handler& handler, net::TimePoint now) {
    if (ending_.phase != Phase::Open || !is_ringing(now)) return;
    timer_.reset();
    handler.on_timer(*this);
}

void Channel::excuse(net::TimePoint::duration away) {
    moments_.shift(away);
}

void Channel::expire(CloseReason reason) {
    if (ending_.phase == Phase::Open && reason != CloseReason::AnswerTimeout) return finish(reason);
    close(reason);
}

void Channel::read(std::span<base::Byte> scratch, Handler& handler) {
    scratch = scratch.first(std::min(scratch.size(), readable()));
    const auto got = ending_.phase == Phase::Lingering ? net::Transfer{stream_->discard(scratch), 0}
                                                       : stream_->read(scratch);
    switch (got.outcome) {
        case Progress::Moved:
            return take(scratch.first(got.count), handler);
        case Progress::Blocked:
            return;
        case Progress::Ended:
        case Progress::Cut:
            return end_of_input(got.outcome == Progress::Cut);
        case Progress::Lost:
            return close(CloseReason::PeerLost);
        case Progress::Insecure:
            return fail();
    }
}

void Channel::take(std::span<base::Byte> bytes, Handler& handler) {
    moments_.last_input = clock_.now();
    if (ending_.phase == Phase::Open) {
        framer_.feed(bytes);
        deliver(handler);
        framer_.keep();
    }
    base::wipe(bytes.data(), bytes.size());
}

std::size_t Channel::readable() const {
    if (signed_on_ || ending_.phase != Phase::Open) return limits_.per_read;
    const std::size_t kept = framer_.pending().size();
    return kept < limits_.unsigned_bytes ? limits_.unsigned_bytes - kept : 1;
}

/// A stranger's message is not kept for its length, but who sends it stands at its beginning.
void Channel::judge_front(Handler& handler) {
    const bool is_full = framer_.pending().size() >= limits_.unsigned_bytes;
    if (signed_on_ || ending_.phase != Phase::Open || is_held() || !is_full) return;
    if (!std::exchange(front_was_shown_, true)) handler.on_front(*this, framer_.pending());
    if (!signed_on_ && !is_held()) finish(CloseReason::LongBeforeSignOn);
}

/// A connection that waits for the next message has no buffer.
void Channel::deliver(Handler& handler) {
    while (ending_.phase == Phase::Open && !is_held()) {
        const auto next = framer_.next();
        if (!next) {
            handler.on_framing_error(*this, next.error());
            finish(CloseReason::Framing);
        } else if (*next) {
            moments_.message_began.reset();
            handler.on_frame(*this, **next);
        } else {
            break;
        }
    }
    judge_front(handler);
    if (ending_.phase == Phase::Open && !framer_.pending().empty()) {
        if (!moments_.message_began) moments_.message_began = clock_.now();
    } else {
        moments_.message_began.reset();
        if (framer_.capacity() > 0) framer_ = new_framer();
    }
}

/// The peer has closed its half. Answers that are queued may still reach it.
void Channel::end_of_input(bool is_cut) {
    ending_.input_ended = true;
    if (ending_.phase == Phase::Open && is_held()) return;
    if (ending_.phase == Phase::Open)
        finish(framer_.pending().empty() && !is_cut ? CloseReason::PeerClosed
                                                    : CloseReason::PeerClosedInMessage);
}

/// Nothing more can be said to the peer; it gets the time to read why.
void Channel::fail() {
    if (ending_.phase == Phase::Open) ending_.reason = CloseReason::TlsFailed;
    unsent_.clear();
    begin_finishing();
    touch();
}

void Channel::settle() {
    if (ending_.phase == Phase::Closed) return;
    send_queued();
    if (ending_.phase == Phase::Finishing && unsent_.empty() &&
        stream_->end_output() != Progress::Blocked) {
        moments_.lingers_until = clock_.now() + limits_.linger;
        ending_.phase = Phase::Lingering;
    }
    if (ending_.phase == Phase::Lingering && ending_.input_ended) ending_.phase = Phase::Closed;
}

void Channel::send_queued() {
    while (!unsent_.empty()) {
        const auto done = stream_->write(unsent_.view());
        if (done.outcome == Progress::Blocked) return;
        if (done.outcome == Progress::Insecure) return fail();
        if (done.outcome != Progress::Moved) return close(CloseReason::PeerLost);
        unsent_.taken(done.count);
        moments_.last_output = clock_.now();
    }
    unsent_.clear();
}

bool Channel::wants_to_read() const {
    const bool reads = ending_.phase != Phase::Open || !is_held();
    return !ending_.input_ended && reads && unsent_.size() <= limits_.output;
}

std::uint32_t Channel::interest() const {
    const bool writes = !unsent_.empty() || ending_.phase == Phase::Finishing;
    const auto ready = ending_.phase == Phase::Lingering ? net::Readiness{wants_to_read(), false}
                                                         : stream_->awaits(wants_to_read(), writes);
    return net::to_events(ready);
}

std::optional<std::pair<net::TimePoint, CloseReason>> Channel::due() const {
    std::optional<std::pair<net::TimePoint, CloseReason>> first;
    const auto limit = [&first](net::TimePoint from, net::Milliseconds length, CloseReason why) {
        if (length.count() > 0 && (!first || from + length < first->first))
            first = {from + length, why};
    };
    if (ending_.phase == Phase::Lingering) return std::pair(moments_.lingers_until, ending_.reason);
    if (!unsent_.empty() || ending_.phase == Phase::Finishing)
        limit(moments_.last_output, limits_.answer, CloseReason::AnswerTimeout);
    if (ending_.phase != Phase::Open) return first;
    // A peer that is held has done its part: it waits for us.
    if (is_held()) return first;
    if (!signed_on_) limit(moments_.opened, limits_.sign_on, CloseReason::SignOnTimeout);
    if (moments_.message_began)
        limit(*moments_.message_began, limits_.message, CloseReason::MessageTimeout);
    // Before it has signed on the limit for that holds, and no other.
    if (intake_ == Intake::Open && signed_on_ && unsent_.empty())
        limit(std::max({moments_.last_input, moments_.last_output, moments_.its_turn}),
              origin_.idle, CloseReason::IdleTimeout);
    return first;
}

std::optional<CloseReason> Channel::overdue(net::TimePoint now) const {
    const auto ends = due();
    return ends && ends->first <= now ? std::optional(ends->second) : std::nullopt;
}

}  // namespace ptkt::ims_protocol
