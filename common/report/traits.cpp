#include "common/report/traits.hpp"

#include <fmt/format.h>

namespace ptkt::report {

base::Json trait_date(std::optional<base::Instant> when) {
    if (!when) return {};
    const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(*when));
    return fmt::format("{:02}/{:02}/{:02}", static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()), static_cast<int>(date.year()) % 100);
}

base::Json trait_time(std::optional<base::Instant> when) {
    if (!when) return {};
    const std::chrono::hh_mm_ss time(*when - std::chrono::floor<std::chrono::days>(*when));
    return fmt::format("{:02}:{:02}:{:02}", time.hours().count(), time.minutes().count(),
                       time.seconds().count());
}

base::Json trait_text(const std::string& text) {
    return text.empty() ? base::Json() : base::Json(text);
}

base::Json to_json(const racf_command::SearchListing& listing) {
    base::Json names = base::Json::array();
    base::Json details = base::Json::array();
    for (const auto& name : listing.names) {
        names.push(name.name);
        base::Json detail = base::Json::object();
        detail.set("name", name.name).set("generic", name.generic).set("unusable", name.unusable);
        details.push(std::move(detail));
    }
    base::Json json = base::Json::object();
    json.set("profiles", std::move(names)).set("details", std::move(details));
    return json;
}

}  // namespace ptkt::report
