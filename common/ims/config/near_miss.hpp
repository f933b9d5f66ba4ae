#ifndef PTKT_IMS_CONFIG_NEAR_MISS_HPP
#define PTKT_IMS_CONFIG_NEAR_MISS_HPP

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace ptkt::ims_config {

/// The index of the name that was probably meant: the one at the fewest insertions, deletions,
/// changes and swaps of neighbours, when these are no more than a third of its length. Case does
/// not count.
[[nodiscard]] std::optional<std::size_t> near_miss(std::string_view written,
                                                   const std::vector<std::string_view>& names);

}  // namespace ptkt::ims_config

#endif
