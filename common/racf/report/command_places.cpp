#include "common/racf/report/command_places.hpp"

#include <algorithm>
#include <optional>

namespace ptkt::report {

namespace {

/// How much of a line is shown above the caret.
enum class Shown { Line, UpToPlace, Nothing };

/// A line that may hold a secret is not repeated; what stands in front of the trouble may be, when
/// nothing in it had to be hidden.
Shown shown_of(const racf_command::LogicalCommand& text, const racf_command::Understood& command) {
    if (racf_command::may_be_kept(text)) return Shown::Line;
    if (command || command.error().hidden) return Shown::Nothing;
    std::string_view front = command.error().redacted;
    if (front.ends_with(racf_command::kHidden)) front.remove_suffix(racf_command::kHidden.size());
    return front.find(racf_command::kHidden) == std::string_view::npos ? Shown::UpToPlace
                                                                       : Shown::Nothing;
}

/// Where the text ends that may be shown with a place: what follows may be a secret whose keyword
/// or parenthesis was mistyped, so no more than parentheses that close.
std::size_t end_of_open_text(std::string_view text, base::Span place) {
    const std::size_t end = std::min(place.offset + place.length, text.size());
    return std::min(text.find_first_not_of(')', end), text.size());
}

}  // namespace

std::size_t first_character(const racf_command::LogicalCommand& command) {
    const std::string_view text = command.text();
    const auto first = std::min(text.find_first_not_of(" \t"), text.size());
    return command.in_source({first, 1}).offset;
}

std::vector<std::string> command_places(const base::SourceText& source,
                                        const racf_command::LogicalCommand& text,
                                        const racf_command::Understood& command,
                                        const racf_command::CommandOutcome& outcome,
                                        std::size_t lines_before) {
    std::vector<std::string> places;
    std::optional<base::Span> shown;
    const auto messages = outcome.messages();
    const Shown how_much = shown_of(text, command);
    const bool points = std::any_of(messages.begin(), messages.end(),
                                    [](const auto& message) { return message.where.has_value(); });
    for (const auto& message : messages) {
        const bool at_command = !points && outcome.rc >= kEndedByError;
        const auto where = at_command ? base::Span{first_character(text), 0} : message.where;
        if (!where || where == shown) continue;
        shown = where;
        const base::Position at = source.position(shown->offset);
        std::string told = fmt::format("{}:{}:{}: {}", source.name(), lines_before + at.line,
                                       at.column, message.line());
        if (how_much == Shown::Line) told += "\n" + source.caret(*shown);
        if (how_much == Shown::UpToPlace) {
            const auto up_to = source.text().substr(0, end_of_open_text(source.text(), *shown));
            told += "\n" + base::SourceText(source.name(), std::string(up_to)).caret(*shown);
        }
        places.push_back(std::move(told));
    }
    return places;
}

}  // namespace ptkt::report
