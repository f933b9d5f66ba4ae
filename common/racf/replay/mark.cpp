#include "common/racf/replay/mark.hpp"

#include <algorithm>

#include "common/base/mixed_sum.hpp"

namespace ptkt::replay {

namespace {

constexpr std::uint64_t kMarkMagic = 0x50544B544D524B32;  // "PTKTMRK2"
constexpr std::size_t kMarkCovered = 72;

std::uint64_t bits(std::int64_t value) {
    return static_cast<std::uint64_t>(value);
}
std::int64_t number_of(std::uint64_t bits) {
    return static_cast<std::int64_t>(bits);
}

}  // namespace

std::string ReplayMark::text() const {
    base::ByteWriter out;
    out.u64(kMarkMagic).raw(id).u64(number).u64(inode).u64(bits(changed_ns));
    out.u64(bits(base::to_seconds(latest))).u64(bits(base::to_seconds(latest_made))).u64(0);
    const std::uint64_t sum = base::mixed_sum(kMarkMagic, out.bytes());
    return std::string(base::as_text(out.u64(sum).bytes()));
}

std::optional<ReplayMark> ReplayMark::parse(std::string_view text) {
    const base::ByteView bytes = base::as_bytes(text);
    base::ByteReader in(bytes);
    ReplayMark mark;
    const auto magic = in.u64();
    const auto id = in.take(mark.id.size());
    const auto number = in.u64();
    const auto inode = in.u64();
    const auto changed = in.u64();
    const auto latest = in.u64();
    const auto latest_made = in.u64();
    const auto spare = in.u64();
    const auto sum = in.u64();
    if (!sum || !spare || *magic != kMarkMagic ||
        *sum != base::mixed_sum(kMarkMagic, bytes.first(kMarkCovered)))
        return std::nullopt;
    std::ranges::copy(*id, mark.id.begin());
    mark.number = *number;
    mark.inode = *inode;
    mark.changed_ns = number_of(*changed);
    mark.latest = base::instant(number_of(*latest));
    mark.latest_made = base::instant(number_of(*latest_made));
    return mark;
}

}  // namespace ptkt::replay
