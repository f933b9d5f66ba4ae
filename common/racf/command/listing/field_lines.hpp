#ifndef PTKT_RACF_COMMAND_LISTING_FIELD_LINES_HPP
#define PTKT_RACF_COMMAND_LISTING_FIELD_LINES_HPP

#include <array>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "common/racf/command/listing/format.hpp"
#include "common/racf/model/segment.hpp"
#include "common/racf/model/user.hpp"

/// Fields as listings show them, by the table of a profile's fields.
namespace ptkt::racf_command {

/// The attributes that a profile has, with blanks between them; or NONE.
template <typename Profile, std::size_t N>
std::string attribute_words(const Profile& profile,
                            const std::array<const racf::Field<Profile>*, N>& order) {
    std::string text;
    for (const racf::Field<Profile>* field : order) {
        if (field->listed.as != racf::ListedAs::Word) continue;
        racf::visit_value(profile, *field, [&](const auto& value) {
            if constexpr (std::is_same_v<decltype(value), const bool&>)
                if (value) text.append(text.empty() ? "" : " ").append(field->listed.label);
        });
    }
    return text.empty() ? "NONE" : text;
}

/// What a line shows of a field, or of one that is not set.
[[nodiscard]] std::string line_text(const racf::Listed& listed, const std::string& value);
[[nodiscard]] std::string line_text(const racf::Listed& listed, bool value);

/// The fields that have a line each, with blanks in front.
template <typename Profile, std::size_t N>
void add_field_lines(const Profile& profile,
                     const std::array<const racf::Field<Profile>*, N>& order,
                     std::string_view indent, Lines& lines) {
    for (const racf::Field<Profile>* field : order) {
        if (field->listed.as != racf::ListedAs::Line) continue;
        racf::visit_value(profile, *field, [&](const auto& value) {
            if constexpr (std::is_same_v<decltype(value), const bool&> ||
                          std::is_same_v<decltype(value), const std::string&>)
                if (const std::string text = line_text(field->listed, value); !text.empty())
                    lines.push_back(std::string(indent) + text);
        });
    }
}

/// A segment with its heading, or that there is none.
[[nodiscard]] Lines segment_lines(const std::map<std::string, racf::Segment>& segments,
                                  std::span<const racf::SegmentTable> tables,
                                  const std::string& name);

}  // namespace ptkt::racf_command

#endif
