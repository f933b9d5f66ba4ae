#include <fmt/format.h>

#include "common/racf/command/listing/field_lines.hpp"
#include "common/racf/command/listing/format.hpp"
#include "common/racf/language/dates.hpp"
#include "common/racf/model/connection_table.hpp"
#include "common/racf/model/group_table.hpp"
#include "common/racf/model/segment_tables.hpp"

namespace ptkt::racf_command {

namespace {

void add_member(const GroupListing::Member& member, Lines& lines) {
    const racf::Connection& connection = member.connection;
    lines.push_back(fmt::format("      {:<14}{:<14}{:06}               {}", member.user,
                                racf::to_string(connection.authority), connection.connects,
                                racf::to_string(connection.uacc)));
    lines.push_back("         CONNECT ATTRIBUTES=" +
                    attribute_words(connection, racf::kConnectionListedOrder));
    lines.push_back(fmt::format("         REVOKE DATE={:<21}RESUME DATE={}",
                                long_date(connection.revoke_date),
                                long_date(connection.resume_date)));
}

/// Six to a line, in columns.
void add_subgroups(const std::vector<std::string>& subgroups, Lines& lines) {
    constexpr std::size_t kPerLine = 6;
    if (subgroups.empty()) lines.emplace_back("    NO SUBGROUPS");
    for (std::size_t i = 0; i < subgroups.size(); ++i) {
        if (i % kPerLine == 0)
            lines.emplace_back(i == 0 ? "    SUBGROUP(S)=" : std::string(16, ' '));
        const bool last = i % kPerLine == kPerLine - 1 || i + 1 == subgroups.size();
        lines.back() += fmt::format(" {:<{}}", subgroups[i], last ? 0 : 8);
    }
}

void add_base(const GroupListing& listing, Lines& lines) {
    const racf::Group& group = listing.group;
    lines.push_back(fmt::format("    SUPERIOR GROUP={:<13}OWNER={:<12}CREATED={}",
                                group.superior ? group.superior->str() : "NONE", group.owner,
                                julian_date(group.created)));
    add_field_lines(group, racf::kGroupListedOrder, "    ", lines);
    add_subgroups(listing.subgroups, lines);
    if (listing.members.empty()) {
        lines.emplace_back("    NO USERS");
        return;
    }
    lines.emplace_back("    USER(S)=      ACCESS=      ACCESS COUNT=      UNIVERSAL ACCESS=");
    for (const GroupListing::Member& member : listing.members)
        add_member(member, lines);
}

}  // namespace

Lines format(const GroupListing& listing) {
    Lines lines{(listing.base ? "INFORMATION FOR GROUP " : "GROUP ") + listing.group.id.str()};
    if (listing.base) add_base(listing, lines);
    for (const std::string& segment : listing.segments) {
        lines.emplace_back();
        const Lines more = segment_lines(listing.group.segments, racf::kGroupSegments, segment);
        lines.insert(lines.end(), more.begin(), more.end());
    }
    return lines;
}

}  // namespace ptkt::racf_command
