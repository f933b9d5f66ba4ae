#include "common/report/command_report.hpp"

#include "common/racf_command/format.hpp"

namespace ptkt::report {

namespace {

base::Json message_json(const base::SourceText& source, const racf_command::Message& message) {
    base::Json json = base::Json::object();
    json.set("id", message.id).set("text", message.text);
    if (!message.where) return std::move(json.set("line", nullptr).set("column", nullptr));
    const base::Position at = source.position(message.where->offset);
    json.set("line", static_cast<std::int64_t>(at.line))
        .set("column", static_cast<std::int64_t>(at.column));
    return json;
}

}  // namespace

base::Json command_json(const base::SourceText& source, std::string_view redacted,
                        const racf_command::Outcome& outcome) {
    base::Json messages = base::Json::array();
    racf_command::Outcome listings;
    for (const auto& output : outcome.output) {
        if (const auto* message = std::get_if<racf_command::Message>(&output)) {
            messages.push(message_json(source, *message));
        } else {
            listings.output.push_back(output);
        }
    }
    base::Json lines = base::Json::array();
    for (const std::string& line : racf_command::format(listings))
        lines.push(line);
    base::Json json = base::Json::object();
    json.set("command", redacted)
        .set("rc", outcome.rc)
        .set("messages", std::move(messages))
        .set("lines", std::move(lines));
    return json;
}

}  // namespace ptkt::report
