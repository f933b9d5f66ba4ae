#include "common/racf/report/traits.hpp"

#include <fmt/format.h>

#include "common/base/text/ascii.hpp"

namespace ptkt::report {

namespace {

std::vector<std::string> words_of(std::string_view text) {
    const auto words = base::split_words(text);
    return {words.begin(), words.end()};
}

}  // namespace

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

json::Json trait_value(const racf::Trait&, bool value) {
    return value;
}
json::Json trait_value(const racf::Trait& trait, const std::string& value) {
    return trait.keeps_empty ? json::Json(value) : trait_text(value);
}
json::Json trait_value(const racf::Trait&, std::int64_t value) {
    return value;
}
json::Json trait_value(const racf::Trait& trait, int value) {
    return trait.as_text ? json::Json(std::to_string(value))
                         : json::Json(static_cast<std::int64_t>(value));
}
json::Json trait_value(const racf::Trait&, const std::optional<std::int64_t>& value) {
    return value ? json::Json(*value) : json::Json();
}
json::Json trait_value(const racf::Trait&, base::Instant value) {
    return trait_date(value);
}
json::Json trait_value(const racf::Trait&, const std::optional<base::Instant>& value) {
    return trait_date(value);
}
json::Json trait_value(const racf::Trait&, racf::Access value) {
    return racf::to_string(value);
}
json::Json trait_value(const racf::Trait&, racf::GroupAuthority value) {
    return racf::to_string(value);
}
json::Json trait_value(const racf::Trait& trait, const std::vector<std::string>& value) {
    return trait_list(trait.item, value);
}

json::Json segment_json(const std::map<std::string, racf::Segment>& segments,
                        const racf::SegmentTable& table) {
    const auto segment = segments.find(std::string(table.name));
    if (segment == segments.end()) return {};
    json::Json json = json::Json::object();
    for (const racf::SegmentField* field : table.by_trait) {
        if (field->trait.name.empty()) continue;
        const auto found = segment->second.find(field->key);
        const bool is_set = found != segment->second.end();
        if (field->is_flag()) {
            json.set(field->trait.name, (is_set ? found->second : field->standard) == "YES");
        } else if (field->is_list()) {
            json.set(
                field->trait.name,
                trait_list(field->trait.item, words_of(is_set ? found->second : field->standard)));
        } else if (!is_set) {
            json.set(field->trait.name, nullptr);
        } else if (field->is_number()) {
            json.set(field->trait.name, static_cast<std::int64_t>(std::stoll(found->second)));
        } else {
            json.set(field->trait.name, found->second);
        }
    }
    return json;
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
