#ifndef PTKT_RACF_REPORT_TRAITS_HPP
#define PTKT_RACF_REPORT_TRAITS_HPP

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/time.hpp"
#include "common/formats/json/json.hpp"
#include "common/racf/command/outcome.hpp"
#include "common/racf/model/segment.hpp"

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

// The value of a field, by the type of its member.
[[nodiscard]] json::Json trait_value(const racf::Trait& trait, bool value);
[[nodiscard]] json::Json trait_value(const racf::Trait& trait, const std::string& value);
[[nodiscard]] json::Json trait_value(const racf::Trait& trait, std::int64_t value);
[[nodiscard]] json::Json trait_value(const racf::Trait& trait, int value);
[[nodiscard]] json::Json trait_value(const racf::Trait& trait,
                                     const std::optional<std::int64_t>& value);
[[nodiscard]] json::Json trait_value(const racf::Trait& trait, base::Instant value);
[[nodiscard]] json::Json trait_value(const racf::Trait& trait,
                                     const std::optional<base::Instant>& value);
[[nodiscard]] json::Json trait_value(const racf::Trait& trait, racf::Access value);
[[nodiscard]] json::Json trait_value(const racf::Trait& trait, racf::GroupAuthority value);
[[nodiscard]] json::Json trait_value(const racf::Trait& trait,
                                     const std::vector<std::string>& value);
template <typename Tag>
[[nodiscard]] json::Json trait_value(const racf::Trait&, const racf::Name<Tag>& value) {
    return value.str();
}
template <typename Tag>
[[nodiscard]] json::Json trait_value(const racf::Trait&,
                                     const std::optional<racf::Name<Tag>>& value) {
    return value ? json::Json(value->str()) : json::Json();
}

/// Adds the trait of a field under a name, where it has one. A row whose value is kept by hand adds
/// nothing.
template <typename Profile>
void set_trait(json::Json& json, std::string_view name, const Profile& profile,
               const racf::Field<Profile>& field) {
    if (name.empty()) return;
    racf::visit_value(profile, field, [&](const auto& value) {
        json.set(name, trait_value(field.trait, value));
        if constexpr (std::is_same_v<decltype(value), const std::optional<base::Instant>&>)
            if (!field.trait.time.empty()) json.set(field.trait.time, trait_time(value));
    });
}

/// The fields of a segment that is kept as texts; null when the profile has no such segment.
[[nodiscard]] json::Json segment_json(const std::map<std::string, racf::Segment>& segments,
                                      const racf::SegmentTable& table);

}  // namespace ptkt::report

#endif
