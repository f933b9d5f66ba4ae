#include "common/ims/config/keywords.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "common/base/text/ascii.hpp"
#include "common/base/text/near_miss.hpp"

namespace ptkt::ims_config {

std::optional<std::size_t> resolve(std::string_view written, base::Span where,
                                   const std::vector<std::string_view>& names,
                                   std::string_view what, Diagnostics& diagnostics) {
    const auto position = [&](std::string_view name) -> std::optional<std::size_t> {
        const auto found = std::find(names.begin(), names.end(), name);
        if (found == names.end()) return std::nullopt;
        return static_cast<std::size_t>(found - names.begin());
    };
    if (const auto exact = position(written)) return exact;
    if (const auto folded = position(base::to_upper(written))) {
        diagnostics.error(where, fmt::format("'{}' must be upper case", written),
                          fmt::format("write {}", names[*folded]));
        return folded;
    }
    const auto meant = base::near_miss(written, names);
    diagnostics.error(where, fmt::format("unknown {} '{}'", what, base::printable(written, 40)),
                      meant ? fmt::format("did you mean {}?", names[*meant]) : std::string());
    return meant;
}

namespace {

/// Says what is wrong with an operand before its value is looked at; its row when it has one.
std::optional<std::size_t> match_one(const Subject& subject, const Operand& operand,
                                     const std::vector<std::string_view>& names,
                                     Diagnostics& diagnostics) {
    if (!operand.key.empty())
        return resolve(operand.key, operand.key_span, names,
                       fmt::format("keyword of {}", subject.name), diagnostics);
    if (!operand.broken)
        diagnostics.error(operand.span, fmt::format("expected '=' and a value after '{}'",
                                                    base::printable(operand.value.word, 40)));
    return std::nullopt;
}

}  // namespace

std::vector<std::optional<std::size_t>> match(const Subject& subject,
                                              const std::vector<KeywordName>& rows, Places& places,
                                              Diagnostics& diagnostics) {
    places.complete = !subject.broken;
    std::vector<std::string_view> names;
    names.reserve(rows.size());
    for (const auto& row : rows)
        names.push_back(row.name);
    std::vector<std::optional<std::size_t>> matched;
    for (const Operand& operand : subject.operands) {
        auto row = match_one(subject, operand, names, diagnostics);
        if (row && rows[*row].times == Times::Once && places.coded(names[*row])) {
            diagnostics.error(operand.key_span,
                              fmt::format("{} stands twice in {}", names[*row], subject.name),
                              "leave one of the two out");
            row.reset();
        }
        if (row) places.keywords.emplace_back(names[*row], operand.span);
        matched.push_back(row);
    }
    for (const auto& row : rows)
        if (row.needed == Needed::Required && !subject.broken && !places.coded(row.name))
            diagnostics.error(subject.where, fmt::format("{} has no {}", subject.name, row.name));
    return matched;
}

}  // namespace ptkt::ims_config
