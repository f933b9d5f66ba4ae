#include "common/racf/report/command_report.hpp"

#include "common/formats/json/event.hpp"
#include "common/racf/command/listing/format.hpp"
#include "common/racf/report/traits.hpp"

namespace ptkt::report {

namespace {

json::Json message_json(const base::SourceText& source, const racf_command::Message& message,
                        std::size_t lines_before) {
    json::Json json = json::Json::object();
    json.set("id", message.id).set("text", message.text);
    if (!message.where) return std::move(json.set("line", nullptr).set("column", nullptr));
    const base::Position at = source.position(message.where->offset);
    json.set("line", static_cast<std::int64_t>(lines_before + at.line))
        .set("column", static_cast<std::int64_t>(at.column));
    return json;
}

json::Json listing_json(const racf_command::CommandOutput& output) {
    return std::visit(
        [](const auto& item) -> json::Json {
            if constexpr (std::is_same_v<std::decay_t<decltype(item)>, racf_command::Message>) {
                return {};
            } else {
                return to_json(item);
            }
        },
        output);
}

}  // namespace

json::Json command_json(const base::SourceText& source, std::string_view redacted,
                        const racf_command::CommandOutcome& outcome, std::size_t lines_before,
                        std::size_t offset) {
    json::Json messages = json::Json::array();
    json::Json listings = json::Json::array();
    racf_command::CommandOutcome listed;
    for (const auto& output : outcome.output) {
        if (const auto* message = std::get_if<racf_command::Message>(&output)) {
            messages.push(message_json(source, *message, lines_before));
            continue;
        }
        listed.output.push_back(output);
        listings.push(listing_json(output));
    }
    json::Json lines = json::Json::array();
    for (const std::string& line : racf_command::format(listed))
        lines.push(line);
    json::Json json = json::event("command");
    json.set("command", redacted)
        .set("line", static_cast<std::int64_t>(lines_before + source.position(offset).line))
        .set("rc", outcome.rc)
        .set("messages", std::move(messages))
        .set("listings", std::move(listings))
        .set("lines", std::move(lines));
    return json;
}

}  // namespace ptkt::report
