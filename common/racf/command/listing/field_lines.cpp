#include "common/racf/command/listing/field_lines.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ptkt::racf_command {

namespace {

void add_segment_field(const racf::SegmentField& field, const racf::Segment& segment,
                       std::string_view equals, Lines& lines) {
    if (!field.is_kept()) return;
    const auto found = segment.find(field.key);
    const std::string_view value = found == segment.end() ? field.standard : found->second;
    if (found != segment.end() || !field.standard.empty()) {
        lines.push_back(fmt::format("{}{}{:0>{}}", field.key, equals, value, field.listed.digits));
    } else if (field.listed.unset != racf::Unset::LeftOut) {
        const bool blank = field.listed.unset == racf::Unset::Blank;
        const std::string_view sign = equals.substr(0, equals.size() - (blank ? 1 : 0));
        lines.push_back(fmt::format("{}{}{}", field.key, sign, blank ? "" : "NONE"));
    }
}

}  // namespace

std::string line_text(const racf::Listed& listed, const std::string& value) {
    return value.empty() ? std::string(listed.none) : fmt::format("{}={}", listed.label, value);
}

std::string line_text(const racf::Listed& listed, bool value) {
    return std::string(value ? listed.label : listed.none);
}

Lines segment_lines(const std::map<std::string, racf::Segment>& segments,
                    std::span<const racf::SegmentTable> tables, const std::string& name) {
    const auto table = std::find_if(tables.begin(), tables.end(),
                                    [&](const auto& one) { return one.name == name; });
    const auto segment = segments.find(name);
    if (table == tables.end() || segment == segments.end())
        return {fmt::format("NO {} INFORMATION", name)};
    Lines lines{name + " INFORMATION"};
    lines.emplace_back(lines.back().size(), '-');
    for (const racf::SegmentField* field : table->by_listing)
        add_segment_field(*field, segment->second, table->equals, lines);
    return lines;
}

}  // namespace ptkt::racf_command
