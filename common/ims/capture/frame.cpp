#include "common/ims/capture/frame.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "common/ims/wire/big_endian.hpp"
#include "common/ims/wire/framer.hpp"
#include "common/ims/wire/layout.hpp"

namespace ptkt::ims_capture {

namespace {

using base::ByteView;
using ims_wire::Code;
using ims_wire::Exit;
using ims_wire::Layout;
using ims_wire::u16_at;
using ims_wire::u32_at;
namespace field = ims_wire::field;

constexpr std::size_t kId = ims_wire::field::kIrmId.at;
constexpr std::size_t kFront = kId + ims_wire::kNameLength;  ///< bytes that tell what begins

/// The structures by which an answer is known, with the length that goes with each.
constexpr std::array kMarks{ims_wire::kRsmLayout, ims_wire::kCsmLayout, ims_wire::kRmmLayout,
                            ims_wire::kCidLayout, ims_wire::kCorLayout};

/// Whether an `LL ZZ id` of an answer is at `at`, and all of its front is there.
bool is_mark(ByteView bytes, std::size_t at) {
    if (bytes.size() < at + ims_wire::kStructureHeaderLength) return false;
    const std::size_t ll = u16_at(bytes, at);
    const auto id = bytes.subspan(at + field::kId.at, field::kId.length);
    return std::ranges::any_of(kMarks, [&](const Layout& one) {
        return ll == one.length() &&
               (is_text(id, one.id, Code::Ascii) || is_text(id, one.id, Code::Ebcdic));
    });
}

bool is_request(ByteView bytes, std::uint32_t largest) {
    if (!ims_wire::dialect_of(bytes)) return false;
    const std::uint32_t total = u32_at(bytes, 0);
    const std::size_t irm = u16_at(bytes, field::kIrmLen.at);
    return total >= ims_wire::kSmallestRequest && total <= largest &&
           irm >= ims_wire::kSmallestIrm &&
           irm + field::kIrmLen.at + ims_wire::kTrailerLength <= total;
}

/// Whether an answer with LLLL begins there by a structure that is known.
bool is_long_answer(ByteView bytes, std::uint32_t largest) {
    constexpr std::uint32_t kSmallest = ims_wire::kLlllLength + ims_wire::kStructureHeaderLength;
    return bytes.size() >= kFront && is_mark(bytes, ims_wire::kLlllLength) &&
           u32_at(bytes, 0) >= kSmallest && u32_at(bytes, 0) <= largest;
}

/// Whether one of the segments is an IRM: in a stream that begins after LLLL, or lacks it. Its
/// fields, of which one is secret, are not data.
bool has_irm(ByteView segments) {
    for (std::size_t at = 0; at + kFront <= segments.size();) {
        if (ims_wire::is_exit_id(segments.subspan(at + field::kId.at, field::kId.length)))
            return true;
        at += std::max<std::size_t>(u16_at(segments, at), ims_wire::kSegmentHeaderLength);
    }
    return false;
}

/// Where a message begins, from `from` on; `with_total` alone those that begin with LLLL. An id
/// stands four or eight bytes after the beginning, and begins with an asterisk.
std::optional<std::size_t> find_start(ByteView bytes, std::size_t from, std::uint32_t largest,
                                      bool with_total) {
    constexpr base::Byte kAsterisk = 0x2A;
    constexpr base::Byte kEbcdicAsterisk = 0x5C;
    for (std::size_t at = from + field::kId.at; at + ims_wire::kNameLength <= bytes.size(); ++at) {
        if (bytes[at] != kAsterisk && bytes[at] != kEbcdicAsterisk) continue;
        if (at >= from + kId) {
            const ByteView front = bytes.subspan(at - kId);
            if (is_request(front, largest) || is_long_answer(front, largest)) return at - kId;
        }
        if (!with_total && is_mark(bytes, at - field::kId.at)) return at - field::kId.at;
    }
    return std::nullopt;
}

}  // namespace

void FrameFinder::feed(ByteView bytes) {
    if (buffer_.pending().empty()) {
        buffer_.append(bytes.subspan(work(bytes, false)));
        return;
    }
    buffer_.append(bytes);
    buffer_.consume(work(buffer_.pending(), false));
}

void FrameFinder::finish() {
    buffer_.consume(work(buffer_.pending(), true));
    tell_fault();
}

void FrameFinder::gap(std::uint64_t missing) {
    finish();
    Frame frame;
    frame.kind = Frame::Kind::Gap;
    frame.offset = offset_;
    frame.length = missing;
    frame.reason = fmt::format("{} bytes are not in the capture", missing);
    offset_ += missing;
    sink_(frame);
}

void FrameFinder::give(Frame& frame) {
    frame.offset = offset_;
    frame.length = frame.bytes.size();
    ++found_;
    sink_(frame);
}

void FrameFinder::tell_fault() {
    if (!wrong_) return;
    const Frame frame = *std::exchange(wrong_, std::nullopt);
    sink_(frame);
}

/// Deals with what is there; gives how many bytes of it are done with.
std::size_t FrameFinder::work(ByteView bytes, bool at_end) {
    std::size_t used = 0;
    while (used < bytes.size()) {
        const ByteView front = bytes.subspan(used);
        std::size_t step = 0;
        if (wrong_) {
            const auto start = find_start(front, 0, largest_, false);
            const std::size_t kept = at_end ? 0 : std::min(front.size(), kFront - 1);
            step = start.value_or(front.size() - kept);
            wrong_->length += step;
            if (start) tell_fault();
        } else {
            Look seen = look(front);
            if (seen.what == Look::What::More && is_guess_)
                if (const auto start = start_within_guess(front))
                    seen = {Look::What::Wrong, 0, "no message begins here", 0, *start};
            if (seen.what == Look::What::More && !at_end) break;
            if (seen.what == Look::What::More)
                seen = {Look::What::Wrong, 0, fmt::format("cut off after {} bytes", front.size()),
                        front.size(), front.size()};
            scanned_ = hunted_ = 0;
            step = seen.what == Look::What::Message ? seen.length : pass_over(front, seen);
        }
        used += step;
        offset_ += step;
        if (wrong_ && step == 0) break;
    }
    return used;
}

/// Where a message begins for sure within what was taken for an answer that is not whole yet.
std::optional<std::size_t> FrameFinder::start_within_guess(ByteView front) {
    const std::size_t from = std::max<std::size_t>(hunted_, 1);
    hunted_ = std::max(from, front.size() - std::min(front.size(), kFront - 1));
    spent_ += hunted_ - from;
    return find_start(front, from, largest_, true);
}

/// Messages that are not whole, or do not hold, are read, and what is inside of them is read again:
/// more often than this only where somebody has made them for that.
bool FrameFinder::is_overspent() const {
    constexpr std::uint64_t kAtFirst = std::uint64_t{64} << 20U;
    constexpr std::uint64_t kTimes = 16;
    return spent_ > kAtFirst + kTimes * offset_;
}

/// Begins a fault, and ends it where its end is known. Gives how many bytes are passed over.
std::size_t FrameFinder::pass_over(ByteView bytes, const Look& look) {
    wrong_.emplace();
    wrong_->offset = offset_;
    wrong_->reason = look.reason;
    wrong_->fault_offset = offset_ + look.at;
    spent_ += std::max(look.read, look.length);
    const bool goes_inside = !is_overspent();
    if (look.length == 0) {
        wrong_->length = goes_inside ? 1 : std::clamp<std::size_t>(look.read, 1, bytes.size());
        return wrong_->length;
    }
    // Where lengths are wrong, messages may be inside of what one of them claims.
    const ByteView claimed = bytes.first(std::min(look.length, bytes.size()));
    const auto inside = goes_inside ? find_start(claimed, 1, largest_, true) : std::nullopt;
    const std::size_t end = inside.value_or(claimed.size());
    wrong_->length = end;
    wrong_->bytes = claimed.first(end);
    tell_fault();
    return end;
}

FrameFinder::Look FrameFinder::look(ByteView front) {
    constexpr base::Byte kTlsHandshake = 0x16;
    is_guess_ = false;
    if (front.size() < field::kIrmLen.at) return {};
    if (offset_ == 0 && front[0] == kTlsHandshake && front[1] == 3) {
        is_tls_ = true;
        return {Look::What::Wrong, 0, "TLS, which cannot be read", 0};
    }
    if (ims_wire::dialect_of(front)) return look_at_request(front);
    if (is_long_answer(front, largest_)) return look_at_answer(front, Exit::Sampl1);
    if (is_mark(front, 0)) return look_at_answer(front, Exit::Sampl0);
    if (front.size() < kFront) return {};
    Look stranger = look_at_stranger(front);
    if (stranger.what != Look::What::Message) return stranger;
    is_guess_ = true;
    return look_at_answer(front, std::nullopt);
}

FrameFinder::Look FrameFinder::look_at_request(ByteView front) {
    const auto length = ims_wire::frame_length(front, {ims_wire::kSmallestRequest, largest_});
    if (!length) return {Look::What::Wrong, 0, length.error().what, length.error().offset};
    if (**length > front.size()) return {};
    const ByteView whole = front.first(**length);
    const auto request = ims_wire::decode_request(whole);
    if (request) {
        Frame frame;
        frame.kind = Frame::Kind::Request;
        frame.bytes = whole;
        frame.exit = request->exit;
        frame.request = &*request;
        give(frame);
    } else if (!callout_response(whole, **length)) {
        return {Look::What::Wrong, **length, request.error().what, request.error().offset};
    }
    return {Look::What::Message, **length};
}

/// A response to a synchronous callout: its data have a length of four bytes and no segments [IBM
/// "Returning callout responses"].
bool FrameFinder::callout_response(ByteView whole, std::size_t length) {
    const auto request = ims_wire::decode_front(whole);
    if (!request) return false;
    const auto kind = request->irm.f4;
    if (kind != ims_wire::MessageKind::CalloutResponse &&
        kind != ims_wire::MessageKind::CalloutResponseAck)
        return false;
    const std::size_t at = field::kIrmLen.at + u16_at(whole, field::kIrmLen.at);
    if (at + ims_wire::kLlllLength + ims_wire::kTrailerLength > length) return false;
    const std::size_t data = u32_at(whole, at);
    if (data < ims_wire::kLlllLength || at + data + ims_wire::kTrailerLength != length)
        return false;
    Frame frame;
    frame.kind = Frame::Kind::Request;
    frame.bytes = whole;
    frame.exit = request->exit;
    frame.request = &*request;
    frame.callout = whole.subspan(at + ims_wire::kLlllLength, data - ims_wire::kLlllLength);
    give(frame);
    return true;
}

/// A message for an exit that is not known here is passed over as a whole. Message: it is none.
FrameFinder::Look FrameFinder::look_at_stranger(ByteView front) const {
    constexpr std::size_t kSmallestIrm = 28;  // of HWSJAVA0
    const base::Byte first = front[kId];
    const bool is_id = (first == 0x2A || first == 0x5C) && front[kFront - 1] == first;
    const std::uint32_t total = u32_at(front, 0);
    const std::size_t irm = u16_at(front, field::kIrmLen.at);
    const bool fits = irm >= kSmallestIrm && irm + field::kIrmLen.at <= total && total <= largest_;
    if (!is_id || !fits) return {Look::What::Message};
    if (total > front.size()) return {};
    return {Look::What::Wrong, total, ims_wire::unknown_exit(front), kId};
}

FrameFinder::Look FrameFinder::look_at_answer(ByteView front, std::optional<Exit> sure) {
    const std::uint32_t total = u32_at(front, 0);
    const std::size_t ll = u16_at(front, ims_wire::kLlllLength);
    const bool may_have_total = total <= largest_ && ll > ims_wire::kSegmentHeaderLength &&
                                total >= ims_wire::kLlllLength + ll + ims_wire::kCsmLayout.length();
    const bool may_have_none = u16_at(front, 0) > ims_wire::kSegmentHeaderLength;
    auto exit = sure;
    if (!exit && exit_ == Exit::Sampl0 && may_have_none) exit = Exit::Sampl0;
    if (!exit && may_have_total) exit = Exit::Sampl1;
    if (!exit && may_have_none) exit = Exit::Sampl0;
    if (!exit) return {Look::What::Wrong, 0, "no message begins here", 0};
    if (*exit == Exit::Sampl1)
        return total > front.size() ? Look() : answer_of(front.first(total), *exit);
    const auto end = ims_wire::find_status(front, scanned_);
    if (!end) return {Look::What::Wrong, 0, end.error().what, scanned_, scanned_};
    if (*end && has_irm(front.first(**end)))
        return {Look::What::Wrong, **end, "an IRM without LLLL before it", 0};
    if (*end) return answer_of(front.first(**end), *exit);
    if (front.size() > largest_)
        return {Look::What::Wrong, 0, fmt::format("answer longer than {} bytes", largest_), 0,
                scanned_};
    return {};
}

FrameFinder::Look FrameFinder::answer_of(ByteView whole, Exit exit) {
    const auto answer = ims_wire::decode_response(whole, exit);
    if (!answer) return {Look::What::Wrong, whole.size(), answer.error().what, 0};
    if (!answer->callout || !callout_request(whole)) {
        Frame frame;
        frame.kind = Frame::Kind::Answer;
        frame.bytes = whole;
        frame.exit = exit;
        frame.answer = &*answer;
        give(frame);
    }
    return {Look::What::Message, whole.size()};
}

/// A request for a synchronous callout: `LLLL COR [RMM] LLLL data CSM` [IBM "Format of synchronous
/// callout messages"].
bool FrameFinder::callout_request(ByteView whole) {
    std::size_t at = ims_wire::kLlllLength;
    const auto take = [&](const Layout& layout) {
        const bool is_it = is_mark(whole, at) && u16_at(whole, at) == layout.length() &&
                           whole.size() >= at + layout.length() &&
                           (is_text(whole.subspan(at + field::kId.at, field::kId.length), layout.id,
                                    Code::Ascii) ||
                            is_text(whole.subspan(at + field::kId.at, field::kId.length), layout.id,
                                    Code::Ebcdic));
        if (is_it) at += layout.length();
        return is_it;
    };
    if (!take(ims_wire::kCorLayout)) return false;
    const std::size_t before = at;
    static_cast<void>(take(ims_wire::kRmmLayout));
    const std::size_t end = whole.size() - ims_wire::kCsmLayout.length();
    if (at + ims_wire::kLlllLength > end) return false;
    const std::size_t data = u32_at(whole, at);
    if (data < ims_wire::kLlllLength || at + data != end) return false;
    base::Bytes rest(whole.begin() + static_cast<std::ptrdiff_t>(before),
                     whole.begin() + static_cast<std::ptrdiff_t>(at));
    rest.insert(rest.end(), whole.begin() + static_cast<std::ptrdiff_t>(end), whole.end());
    const auto answer = ims_wire::decode_response(rest, Exit::Sampl0);
    if (!answer) return false;
    Frame frame;
    frame.kind = Frame::Kind::Answer;
    frame.bytes = whole;
    frame.answer = &*answer;
    frame.callout = whole.subspan(at + ims_wire::kLlllLength, data - ims_wire::kLlllLength);
    give(frame);
    return true;
}

}  // namespace ptkt::ims_capture
