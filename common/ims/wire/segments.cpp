#include "common/ims/wire/segments.hpp"

#include "common/ims/wire/numbers.hpp"

namespace ptkt::ims_wire {

namespace {

constexpr std::size_t kLargestLl = 0xFFFF;

std::size_t ll_of(base::ByteView wire) {
    return static_cast<std::size_t>(wire[0]) << 8U | wire[1];
}

}  // namespace

Segment Segments::Iterator::operator*() const {
    const auto zz = static_cast<std::uint16_t>(rest_[2] << 8U | rest_[3]);
    const auto wire = rest_.first(ll_of(rest_));
    return {zz, wire.subspan(kSegmentHeaderLength), wire};
}

Segments::Iterator& Segments::Iterator::operator++() {
    rest_ = rest_.subspan(ll_of(rest_));
    return *this;
}

Segments::Iterator Segments::Iterator::operator++(int) {
    const Iterator before = *this;
    ++*this;
    return before;
}

std::optional<Segments> Segments::from_wire(base::ByteView wire) {
    Segments segments;
    for (auto rest = wire; !rest.empty(); ++segments.count_) {
        if (rest.size() < kSegmentHeaderLength) return std::nullopt;
        const std::size_t ll = ll_of(rest);
        if (ll < kSegmentHeaderLength || ll > rest.size()) return std::nullopt;
        rest = rest.subspan(ll);
    }
    segments.wire_.assign(wire.begin(), wire.end());
    return segments;
}

base::Status Segments::add(base::ByteView data, std::uint16_t zz) {
    constexpr std::size_t kLargestData = kLargestLl - kSegmentHeaderLength;
    if (data.empty())
        return base::fail(base::ErrorKind::Malformed, "a segment must have at least one byte");
    if (data.size() > kLargestData)
        return base::fail(base::ErrorKind::Malformed,
                          "segment of {} bytes is longer than the {} that its length field can say",
                          data.size(), kLargestData);
    const auto ll = static_cast<std::uint16_t>(data.size() + kSegmentHeaderLength);
    for (const std::uint16_t number : {ll, zz}) {
        wire_.push_back(static_cast<base::Byte>(number >> 8U));
        wire_.push_back(static_cast<base::Byte>(number));
    }
    wire_.insert(wire_.end(), data.begin(), data.end());
    ++count_;
    return {};
}

}  // namespace ptkt::ims_wire
