#include "common/report/command_report.hpp"

#include "common/racf_command/format.hpp"
#include "common/report/traits.hpp"

namespace ptkt::report {

namespace {

base::Json message_json(const base::SourceText& source, const racf_command::Message& message,
                        std::size_t lines_before) {
    base::Json json = base::Json::object();
    json.set("id", message.id).set("text", message.text);
    if (!message.where) return std::move(json.set("line", nullptr).set("column", nullptr));
    const base::Position at = source.position(message.where->offset);
    json.set("line", static_cast<std::int64_t>(lines_before + at.line))
        .set("column", static_cast<std::int64_t>(at.column));
    return json;
}

base::Json listing_json(const racf_command::Output& output) {
    return std::visit(
        [](const auto& item) -> base::Json {
            if constexpr (std::is_same_v<std::decay_t<decltype(item)>, racf_command::Message>) {
                return {};
            } else {
                return to_json(item);
            }
        },
        output);
}

}  // namespace

base::Json command_json(const base::SourceText& source, std::string_view redacted,
                        const racf_command::Outcome& outcome, std::size_t lines_before,
                        std::size_t offset) {
    base::Json messages = base::Json::array();
    base::Json listings = base::Json::array();
    racf_command::Outcome listed;
    for (const auto& output : outcome.output) {
        if (const auto* message = std::get_if<racf_command::Message>(&output)) {
            messages.push(message_json(source, *message, lines_before));
            continue;
        }
        listed.output.push_back(output);
        listings.push(listing_json(output));
    }
    base::Json lines = base::Json::array();
    for (const std::string& line : racf_command::format(listed))
        lines.push(line);
    base::Json json = base::Json::object();
    json.set("command", redacted)
        .set("line", static_cast<std::int64_t>(lines_before + source.position(offset).line))
        .set("rc", outcome.rc)
        .set("messages", std::move(messages))
        .set("listings", std::move(listings))
        .set("lines", std::move(lines));
    return json;
}

}  // namespace ptkt::report
