#include "common/cli/options/nearest.hpp"

#include <algorithm>
#include <numeric>

#include "common/base/text/ascii.hpp"
#include "common/base/text/near_miss.hpp"

namespace ptkt::cli {

namespace {

constexpr std::size_t kLongest = 40;

/// How many letters must be added, removed or exchanged (Levenshtein distance).
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t exchanged = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({row[j + 1] + 1, row[j] + 1, exchanged});
        }
    }
    return row.back();
}

std::string only_beginning(const std::vector<std::string>& names, std::string_view typed) {
    std::string found;
    for (const std::string& name : names) {
        if (!name.starts_with(typed)) continue;
        if (!found.empty()) return {};
        found = name;
    }
    return found;
}

}  // namespace

std::string nearest_option(const OptionTable& table, std::string_view typed) {
    if (!typed.starts_with("--")) return {};
    typed.remove_prefix(2);
    typed = typed.substr(0, typed.find('='));
    if (typed.empty() || typed.size() > kLongest) return {};
    const auto names = option_names(table);
    if (auto name = only_beginning(names, typed); !name.empty()) return name;
    std::string best;
    std::size_t nearest = typed.size() < 4 ? 1 : 2;
    for (const std::string& name : names) {
        const std::size_t apart = distance(typed, name);
        if (apart > nearest || (apart == nearest && !best.empty())) continue;
        nearest = apart;
        best = name;
    }
    return best;
}

std::string hint_at_word(std::string_view typed, std::span<const std::string_view> words) {
    std::vector<std::string> upper;
    for (const std::string_view word : words)
        upper.push_back(base::to_upper(word));
    const auto meant = base::near_miss(typed, {upper.begin(), upper.end()});
    return meant ? fmt::format("did you mean '{}'?", words[*meant]) : std::string();
}

}  // namespace ptkt::cli
