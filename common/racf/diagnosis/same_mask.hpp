#ifndef PTKT_RACF_DIAGNOSIS_SAME_MASK_HPP
#define PTKT_RACF_DIAGNOSIS_SAME_MASK_HPP

#include <cstdint>
#include <optional>
#include <span>

#include "common/base/time.hpp"

namespace ptkt::diagnosis {

/// A legacy ticket that decodes to no sensible moment, and about when it was made.
struct Sighting {
    std::uint32_t
        decoded;  ///< its second under the key, user ID and application that were expected
    base::Instant about;
};

/// How likely it is that tickets of other keys or users look alike in this way by chance.
struct SameMask {
    double by_chance;
};

/// Tells "key and user ID are right, the application name is not" from several tickets, without
/// knowing the name: the application only changes the mask of the time, so that all of them are off
/// by one and the same exclusive-or. Nothing when they are not, or when there are fewer than two.
/// `roughly` is how far `about` may be off.
[[nodiscard]] std::optional<SameMask> same_mask(std::span<const Sighting> sightings,
                                                base::Seconds roughly);

}  // namespace ptkt::diagnosis

#endif
