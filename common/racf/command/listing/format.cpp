#include "common/racf/command/listing/format.hpp"

#include <iterator>

namespace ptkt::racf_command {

namespace {

Lines lines_of(const CommandOutput& output) {
    return std::visit(
        [](const auto& item) -> Lines {
            if constexpr (std::is_same_v<std::decay_t<decltype(item)>, Message>) {
                return {item.line()};
            } else {
                return format(item);
            }
        },
        output);
}

/// Blank lines between one output and the next.
std::size_t gap(const CommandOutput& before, const CommandOutput& after) {
    const bool resources = std::holds_alternative<ResourceListing>(before) &&
                           std::holds_alternative<ResourceListing>(after);
    return resources ? 3 : 0;
}

}  // namespace

Lines format(const SearchListing& listing) {
    Lines lines;
    for (const SearchListing::Name& name : listing.names) {
        std::string line = listing.before + name.name + listing.after;
        if (name.generic) line += " (G)";
        if (name.unusable) line += " (UNUSABLE)";
        lines.push_back(std::move(line));
    }
    return lines;
}

Lines format(const CommandOutcome& outcome) {
    Lines all;
    const CommandOutput* before = nullptr;
    for (const CommandOutput& output : outcome.output) {
        if (before != nullptr) all.insert(all.end(), gap(*before, output), "");
        Lines lines = lines_of(output);
        all.insert(all.end(), std::make_move_iterator(lines.begin()),
                   std::make_move_iterator(lines.end()));
        before = &output;
    }
    return all;
}

}  // namespace ptkt::racf_command
