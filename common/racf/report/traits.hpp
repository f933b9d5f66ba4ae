#ifndef PTKT_RACF_REPORT_TRAITS_HPP
#define PTKT_RACF_REPORT_TRAITS_HPP

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "common/base/time.hpp"
#include "common/formats/json/json.hpp"
#include "common/racf/command/outcome.hpp"

/// Listings as objects. The traits of a profile have the names, and their values the types, that
/// the Python interfaces pyRACF and SEAR give them, so that scripts for those can read ours:
/// segments in `profile`, in each the traits as `segment:trait`; what is not set is null; dates are
/// `MM/DD/YY`; a secret is `********`. `admin_type` and the names beside it are those of a request
/// for the same profile. [trait tables of SEAR and pyRACF]
namespace ptkt::report {

[[nodiscard]] json::Json to_json(const racf_command::ResourceListing& listing);
[[nodiscard]] json::Json to_json(const racf_command::UserListing& listing);
[[nodiscard]] json::Json to_json(const racf_command::GroupListing& listing);
[[nodiscard]] json::Json to_json(const racf_command::SearchListing& listing);
[[nodiscard]] json::Json to_json(const racf_command::OptionsListing& listing);

/// `MM/DD/YY`, or null.
[[nodiscard]] json::Json trait_date(std::optional<base::Instant> when);
/// `hh:mm:ss`, or null.
[[nodiscard]] json::Json trait_time(std::optional<base::Instant> when);
/// The text, or null when it is empty.
[[nodiscard]] json::Json trait_text(const std::string& text);

/// A list of texts: `[{trait: text}, ...]`.
template <typename Texts>
[[nodiscard]] json::Json trait_list(std::string_view trait, const Texts& texts) {
    json::Json list = json::Json::array();
    for (const auto& text : texts) {
        json::Json json = json::Json::object();
        json.set(trait, text);
        list.push(std::move(json));
    }
    return list;
}

/// How a field of a segment is called, and whether it is a number.
struct FieldTrait {
    std::string_view field;
    std::string_view trait;
    bool number = false;
};

/// The fields of a segment that is kept as texts; null when the profile has no such segment.
template <typename Fields>
[[nodiscard]] json::Json segment_json(const std::map<std::string, racf::Segment>& segments,
                                      const std::string& name, const Fields& fields) {
    const auto segment = segments.find(name);
    if (segment == segments.end()) return {};
    json::Json json = json::Json::object();
    for (const FieldTrait& field : fields) {
        const auto value = segment->second.find(field.field);
        if (value == segment->second.end()) {
            json.set(field.trait, nullptr);
        } else if (field.number) {
            json.set(field.trait, static_cast<std::int64_t>(std::stoll(value->second)));
        } else {
            json.set(field.trait, value->second);
        }
    }
    return json;
}

}  // namespace ptkt::report

#endif
