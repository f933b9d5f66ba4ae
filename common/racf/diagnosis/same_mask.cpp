#include "common/racf/diagnosis/same_mask.hpp"

#include <algorithm>
#include <cmath>

namespace ptkt::diagnosis {

namespace {

std::uint32_t low32(base::Instant when) {
    return static_cast<std::uint32_t>(base::to_seconds(when));
}

/// Whether a ticket's second is near its time once the mask is taken off.
bool fits(const Sighting& sighting, std::uint32_t mask, std::int64_t roughly) {
    const auto off = static_cast<std::int32_t>((sighting.decoded ^ mask) - low32(sighting.about));
    return std::abs(static_cast<std::int64_t>(off)) <= roughly;
}

}  // namespace

std::optional<SameMask> same_mask(std::span<const Sighting> sightings, base::Seconds roughly) {
    if (sightings.size() < 2) return std::nullopt;
    const std::int64_t most = roughly.count();
    const Sighting& first = sightings.front();
    const auto others = sightings.subspan(1);
    for (std::int64_t off = -most; off <= most; ++off) {
        const std::uint32_t mask =
            first.decoded ^ (low32(first.about) + static_cast<std::uint32_t>(off));
        const bool all = std::all_of(others.begin(), others.end(), [&](const Sighting& sighting) {
            return fits(sighting, mask, most);
        });
        if (!all) continue;
        const double window = 2.0 * static_cast<double>(most) + 1;
        const double one = window / std::pow(2.0, 32);
        return SameMask{window * std::pow(one, static_cast<double>(others.size()))};
    }
    return std::nullopt;
}

}  // namespace ptkt::diagnosis
