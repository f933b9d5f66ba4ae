#ifndef PTKT_BASE_TEXT_NEAR_MISS_HPP
#define PTKT_BASE_TEXT_NEAR_MISS_HPP

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace ptkt::base {

/// The index of the name that was probably meant: the one at the fewest insertions, deletions,
/// changes and swaps of neighbours, when these are no more than a third of its length. The names
/// are in upper case; the case of what is written does not count.
[[nodiscard]] std::optional<std::size_t> near_miss(std::string_view written,
                                                   const std::vector<std::string_view>& names);

}  // namespace ptkt::base

#endif
