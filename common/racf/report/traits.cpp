#include "common/racf/report/traits.hpp"

#include <fmt/format.h>

namespace ptkt::report {

json::Json trait_date(std::optional<base::Instant> when) {
    if (!when) return {};
    const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(*when));
    return fmt::format("{:02}/{:02}/{:02}", static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()), static_cast<int>(date.year()) % 100);
}

json::Json trait_time(std::optional<base::Instant> when) {
    if (!when) return {};
    const std::chrono::hh_mm_ss time(*when - std::chrono::floor<std::chrono::days>(*when));
    return fmt::format("{:02}:{:02}:{:02}", time.hours().count(), time.minutes().count(),
                       time.seconds().count());
}

json::Json trait_text(const std::string& text) {
    return text.empty() ? json::Json() : json::Json(text);
}

json::Json to_json(const racf_command::SearchListing& listing) {
    json::Json names = json::Json::array();
    json::Json details = json::Json::array();
    for (const auto& name : listing.names) {
        names.push(name.name);
        json::Json detail = json::Json::object();
        detail.set("name", name.name).set("generic", name.generic).set("unusable", name.unusable);
        details.push(std::move(detail));
    }
    json::Json json = json::Json::object();
    json.set("profiles", std::move(names)).set("details", std::move(details));
    return json;
}

}  // namespace ptkt::report
