#include <fmt/format.h>

#include "common/racf/command/listing/format.hpp"
#include "common/racf/language/dates.hpp"

namespace ptkt::racf_command {

namespace {

std::string attributes_of(const racf::Connection& connection) {
    std::string text;
    const auto add = [&](bool has, std::string_view word) {
        if (!has) return;
        if (!text.empty()) text += ' ';
        text += word;
    };
    add(connection.adsp, "ADSP");
    add(connection.special, "SPECIAL");
    add(connection.operations, "OPERATIONS");
    add(connection.revoked, "REVOKED");
    add(connection.grpacc, "GRPACC");
    add(connection.auditor, "AUDITOR");
    return text.empty() ? "NONE" : text;
}

void add_member(const GroupListing::Member& member, Lines& lines) {
    const racf::Connection& connection = member.connection;
    lines.push_back(fmt::format("      {:<14}{:<14}{:06}               {}", member.user,
                                racf::to_string(connection.authority), connection.connects,
                                racf::to_string(connection.uacc)));
    lines.push_back("         CONNECT ATTRIBUTES=" + attributes_of(connection));
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
    lines.push_back(group.installation_data.empty()
                        ? "    NO INSTALLATION DATA"
                        : "    INSTALLATION DATA=" + group.installation_data);
    lines.push_back(group.model.empty() ? "    NO MODEL DATA SET"
                                        : "    MODEL DATA SET=" + group.model);
    lines.emplace_back(group.terminal_uacc ? "    TERMUACC" : "    NOTERMUACC");
    if (group.universal) lines.emplace_back("    UNIVERSAL");
    add_subgroups(listing.subgroups, lines);
    if (listing.members.empty()) {
        lines.emplace_back("    NO USERS");
        return;
    }
    lines.emplace_back("    USER(S)=      ACCESS=      ACCESS COUNT=      UNIVERSAL ACCESS=");
    for (const GroupListing::Member& member : listing.members)
        add_member(member, lines);
}

void add_omvs(const racf::Group& group, Lines& lines) {
    lines.emplace_back();
    const auto segment = group.segments.find("OMVS");
    if (segment == group.segments.end()) {
        lines.emplace_back("NO OMVS INFORMATION");
        return;
    }
    lines.emplace_back("OMVS INFORMATION");
    lines.emplace_back("----------------");
    const auto gid = segment->second.find("GID");
    lines.push_back(gid == segment->second.end() ? "GID= NONE"
                                                 : fmt::format("GID= {:0>10}", gid->second));
}

}  // namespace

Lines format(const GroupListing& listing) {
    Lines lines{(listing.base ? "INFORMATION FOR GROUP " : "GROUP ") + listing.group.id.str()};
    if (listing.base) add_base(listing, lines);
    for (const std::string& segment : listing.segments) {
        if (segment == "OMVS") {
            add_omvs(listing.group, lines);
        } else {
            lines.insert(lines.end(), {"", fmt::format("NO {} INFORMATION", segment)});
        }
    }
    return lines;
}

}  // namespace ptkt::racf_command
