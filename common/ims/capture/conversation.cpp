#include "common/ims/capture/conversation.hpp"

#include <algorithm>
#include <utility>

#include "common/ims/wire/timer.hpp"

namespace ptkt::ims_capture {

namespace {

using ims_wire::MessageKind;

/// What a connection may carry before a message of IMS Connect is found in it.
constexpr std::uint64_t kMostUnknown = std::uint64_t{64} << 10U;
constexpr std::size_t kMostHeld = 16;
constexpr std::size_t kMostWaiting = 4096;

bool expects_answer(const ims_wire::Irm& irm) {
    const bool is_last_word = ims_wire::is_answer(irm.f4) && irm.timer == ims_wire::kTimerNoWait;
    return irm.f4 != MessageKind::SendOnly && irm.f4 != MessageKind::CalloutResponse &&
           !is_last_word;
}

}  // namespace

Conversation::Way Conversation::way(std::size_t at, std::string from) {
    return {Stream(),
            FrameFinder([this, at](const Frame& frame) { see(at, frame); }, settings_.largest),
            std::move(from)};
}

Conversation::Conversation(const Peer& first, const Peer& second,
                           const ConversationSettings& settings, bool is_surely,
                           std::uint64_t place)
    : settings_(settings),
      is_surely_(is_surely),
      place_(place),
      first_(first),
      ways_{way(0, to_string(first)), way(1, to_string(second))} {}

Conversation::Conversation(const ConversationSettings& settings)
    : settings_(settings), is_surely_(true), is_stream_(true), ways_{way(0, ""), way(1, "")} {}

bool Conversation::is_succeeded_by(const TcpSegment& segment) const {
    const auto& begin = ways_[segment.from == first_ ? 0 : 1].begin;
    return segment.syn && !segment.ack && begin != segment.sequence &&
           (begin || ways_[0].finder.offset() > 0 || ways_[1].finder.offset() > 0);
}

void Conversation::take(const TcpSegment& segment) {
    const std::size_t at = segment.from == first_ ? 0 : 1;
    Way& own = ways_[at];
    Way& other = ways_[1 - at];
    time_ = segment.time;
    if (segment.syn) own.begin = segment.sequence;
    const auto sink_of = [this](Way& way) {
        return Stream::Sink{[this, &way](base::ByteView bytes) {
                                if (is_other_) return;
                                if (!is_known()) unknown_bytes_ += bytes.size();
                                way.finder.feed(bytes);
                            },
                            [this, &way](std::uint64_t missing) {
                                if (!is_other_) way.finder.gap(missing);
                            }};
    };
    own.stream.take(segment, sink_of(own));
    if (segment.ack && other.stream.waits())
        other.stream.acknowledge(segment.acknowledged, sink_of(other));
    reset_ = reset_ || segment.rst;
    if (is_known() || is_other_) return;
    is_tls_ = own.finder.is_tls() || other.finder.is_tls();
    if (is_tls_ || (unknown_bytes_ > kMostUnknown && !is_surely_)) give_up();
}

/// It is none of IMS Connect: what was kept of it goes.
void Conversation::give_up() {
    is_other_ = true;
    held_ = {};
    for (std::size_t at = 0; at < ways_.size(); ++at)
        ways_[at].finder = way(at, "").finder;
}

void Conversation::finish() {
    for (Way& one : ways_) {
        if (is_other_) return;
        one.stream.finish({[&](base::ByteView bytes) { one.finder.feed(bytes); },
                           [&](std::uint64_t missing) { one.finder.gap(missing); }});
        one.finder.finish();
    }
    if (is_surely_ && !is_known() && !held_.empty()) become_known();
}

void Conversation::become_known() {
    number_ = ++*settings_.last_number;
    for (const Held& one : std::exchange(held_, {}))
        tell(one.way, one.frame, one.time, nullptr);
}

/// A frame was found in one direction.
void Conversation::see(std::size_t at, const Frame& frame) {
    const bool is_message = frame.request != nullptr || frame.answer != nullptr;
    if (!is_known() && !is_message) {
        if (held_.size() == kMostHeld) return;
        held_.push_back({frame, at, time_});
        held_.back().frame.bytes = {};
        return;
    }
    if (!is_known()) become_known();
    if (frame.request != nullptr) {
        ways_[opposite(at)].finder.expect(frame.exit);
        Asked& asked = place_for(ways_[at].waiting, frame.request->irm);
        read_asked(*frame.request, asked);
        tell(at, frame, time_, &asked);
    } else {
        tell(at, frame, time_,
             frame.answer == nullptr ? nullptr : answered(ways_[opposite(at)].waiting));
    }
}

void Conversation::tell(std::size_t at, const Frame& frame, std::optional<Time> time,
                        const Asked* asked) {
    settings_.sink({frame, number_, time, ways_[at].from, ways_[1 - at].from, asked});
}

/// Where a message is kept until it is answered. One that has its answer makes room: the next one
/// belongs to a later message.
Asked& Conversation::place_for(std::deque<Waiting>& waiting, const ims_wire::Irm& irm) {
    // A send-only message that is answered only when it fails has not failed.
    if (!waiting.empty() && waiting.back().asked.kind == MessageKind::SendOnlyError &&
        !waiting.back().is_answered)
        waiting.pop_back();
    if (!expects_answer(irm)) return unanswered_;
    if (waiting.size() == 1 && waiting.front().is_answered) {
        waiting.front().is_answered = false;
        return waiting.front().asked;
    }
    if (waiting.size() == kMostWaiting) waiting.pop_front();
    return waiting.emplace_back().asked;
}

/// The message that an answer belongs to: the oldest without one, or else the last one.
const Asked* Conversation::answered(std::deque<Waiting>& waiting) {
    if (waiting.size() > 1 && waiting.front().is_answered) waiting.pop_front();
    if (waiting.empty()) return nullptr;
    waiting.front().is_answered = true;
    return &waiting.front().asked;
}

}  // namespace ptkt::ims_capture
