#include "common/ims/capture/stream.hpp"

#include <algorithm>
#include <utility>

#include "common/base/secret.hpp"

namespace ptkt::ims_capture {

namespace {

/// More than this does not wait for a segment that is missing: it is not in the capture.
constexpr std::size_t kMostEarly = std::size_t{1} << 20U;
/// What one segment that waits is counted for, beside its bytes.
constexpr std::size_t kOfOneEarly = 64;

/// An acknowledgment may be captured before what it acknowledges, so one alone does not count.
constexpr int kEnough = 3;

/// How far a number is ahead of another one; negative when it is behind it.
std::int64_t ahead(std::uint32_t number, std::uint32_t of) {
    return static_cast<std::int32_t>(number - of);
}

}  // namespace

void Stream::take(const TcpSegment& segment, const Sink& sink) {
    std::uint32_t at = segment.sequence;
    if (segment.syn) ++at;
    if (!next_ && !segment.syn && segment.data.empty() && segment.cut == 0) return;
    if (!next_) next_ = at;
    if (segment.fin) end_ = at + static_cast<std::uint32_t>(segment.data.size() + segment.cut);
    if (!segment.data.empty() || segment.cut > 0) put(at, segment.data, segment.cut, sink);
}

void Stream::put(std::uint32_t at, base::ByteView data, std::size_t cut, const Sink& sink) {
    const std::int64_t distance = ahead(at, *next_);
    if (distance > 0) {
        auto& early = early_[given_ + static_cast<std::uint64_t>(distance)];
        if (early.length() > 0 && early.length() >= data.size() + cut) return;
        early_bytes_ += data.size() - early.data.size() + (early.length() == 0 ? kOfOneEarly : 0);
        early = {base::Bytes(data.begin(), data.end()), cut};
        if (early_bytes_ > kMostEarly) skip(sink);
        return;
    }
    give(at, data, cut, sink);
    give_early(sink);
}

/// Bytes that begin at `next_` or before it.
void Stream::give(std::uint32_t at, base::ByteView data, std::size_t cut, const Sink& sink) {
    const auto known = static_cast<std::uint64_t>(-ahead(at, *next_));
    acknowledged_early_ = 0;
    if (known < data.size()) {
        sink.bytes(data.subspan(known));
        advance(data.size() - known);
    }
    const std::uint64_t all = data.size() + cut;
    const std::uint64_t lost = std::min<std::uint64_t>(all - std::min(all, known), cut);
    if (lost == 0) return;
    sink.gap(lost);
    advance(lost);
}

void Stream::advance(std::uint64_t count) {
    *next_ += static_cast<std::uint32_t>(count);
    given_ += count;
}

/// What has waited and joins on now.
void Stream::give_early(const Sink& sink) {
    while (!early_.empty() && early_.begin()->first <= given_) {
        auto node = early_.extract(early_.begin());
        Early early = std::move(node.mapped());
        const base::WipeGuard guard(early.data);
        early_bytes_ -= early.data.size() + kOfOneEarly;
        const std::uint64_t known = given_ - node.key();
        const auto number = *next_ - static_cast<std::uint32_t>(known);
        give(number, early.data, early.cut, sink);
    }
}

/// Goes on at what waits.
void Stream::skip(const Sink& sink) {
    if (early_.empty()) return;
    const std::uint64_t missing = early_.begin()->first - given_;
    sink.gap(missing);
    advance(missing);
    give_early(sink);
}

void Stream::acknowledge(std::uint32_t acknowledged, const Sink& sink) {
    if (!next_ || early_.empty()) return;
    const auto first = *next_ + static_cast<std::uint32_t>(early_.begin()->first - given_);
    if (ahead(acknowledged, first) > 0 && ++acknowledged_early_ >= kEnough) skip(sink);
}

void Stream::finish(const Sink& sink) {
    while (!early_.empty())
        skip(sink);
}

}  // namespace ptkt::ims_capture
