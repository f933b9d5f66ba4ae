#include "common/base/text/near_miss.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "common/base/text/ascii.hpp"

namespace ptkt::base {

namespace {

constexpr std::size_t kLongest = 16;
using Row = std::array<std::size_t, kLongest + 1>;

/// Optimal string alignment distance; both texts at most kLongest long.
std::size_t distance(std::string_view a, std::string_view b) {
    Row before{};
    Row above{};
    Row row{};
    for (std::size_t j = 0; j <= b.size(); ++j)
        above[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + change});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        before = above;
        above = row;
    }
    return above[b.size()];
}

}  // namespace

std::optional<std::size_t> near_miss(std::string_view written,
                                     const std::vector<std::string_view>& names) {
    if (written.size() > kLongest) return std::nullopt;
    const std::string upper = to_upper(written);
    std::optional<std::size_t> best;
    std::size_t fewest = kLongest;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i].size() > kLongest) continue;
        const std::size_t steps = distance(upper, names[i]);
        if (steps * 3 > names[i].size() || steps >= fewest) continue;
        best = i;
        fewest = steps;
    }
    return best;
}

}  // namespace ptkt::base
