#include <fmt/format.h>

#include "common/base/text/ascii.hpp"
#include "common/racf/command/listing/field_lines.hpp"
#include "common/racf/command/listing/format.hpp"
#include "common/racf/language/dates.hpp"
#include "common/racf/model/connection_table.hpp"
#include "common/racf/model/segment_tables.hpp"
#include "common/racf/model/user_table.hpp"

namespace ptkt::racf_command {

namespace {

/// Words with blanks between them, or NONE.
std::string words_or_none(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : " ") + word;
    return text.empty() ? "NONE" : text;
}

/// When the value was changed; 00.000 when it is expired; N/A when there is none.
std::string change_date(const std::optional<racf::StoredPassword>& password) {
    if (!password) return "N/A";
    return password->changed ? julian_date(*password->changed) : "00.000";
}

std::string interval_text(const UserListing& listing) {
    const bool applies = listing.user.password && listing.password_interval > 0;
    return applies ? std::to_string(listing.password_interval) : "N/A";
}

void add_attributes(const racf::User& user, Lines& lines) {
    const std::string words = attribute_words(user, racf::kUserListedOrder);
    const bool further = user.phrase || user.is_protected() || user.restricted;
    if (words != "NONE" || !further) lines.push_back(" ATTRIBUTES=" + words);
    if (user.phrase)
        lines.emplace_back(user.password ? " ATTRIBUTES=PASSPHRASE"
                                         : " ATTRIBUTES=NOPASSWORD PASSPHRASE");
    if (user.is_protected()) lines.emplace_back(" ATTRIBUTES=PROTECTED");
    if (user.restricted) lines.emplace_back(" ATTRIBUTES=RESTRICTED");
}

void add_head(const UserListing& listing, Lines& lines) {
    const racf::User& user = listing.user;
    const std::string name =
        user.name.empty() ? "UNKNOWN" : fmt::format("{:<20}", base::to_upper(user.name));
    lines.push_back(fmt::format("USER={}  NAME={}  OWNER={:<8}  CREATED={}", user.id.str(), name,
                                user.owner, julian_date(user.created)));
    lines.push_back(
        fmt::format(" DEFAULT-GROUP={:<8} PASSDATE={:<6} PASS-INTERVAL={:>3} "
                    "PHRASEDATE={}",
                    user.default_group.str(), change_date(user.password), interval_text(listing),
                    change_date(user.phrase)));
    add_attributes(user, lines);
    lines.push_back(fmt::format(" REVOKE DATE={}   RESUME DATE={}", long_date(user.revoke_date),
                                long_date(user.resume_date)));
    lines.push_back(" LAST-ACCESS=" +
                    (user.last_access ? julian_time(*user.last_access) : "UNKNOWN"));
    lines.push_back(" CLASS AUTHORIZATIONS=" + words_or_none(user.clauth));
    add_field_lines(user, racf::kUserListedOrder, " ", lines);
    lines.emplace_back(" LOGON ALLOWED   (DAYS)          (TIME)");
    lines.emplace_back(" ---------------------------------------------");
    lines.push_back(fmt::format(" {:<31} {}", user.hours.days_text(), user.hours.time_text()));
}

/// Two digits at least, and a comma in front of the last three of more: `    07`, `30,321`.
std::string connects_text(std::int64_t connects) {
    if (connects < 1000) return fmt::format("{:02}", connects);
    return fmt::format("{},{:03}", connects / 1000, connects % 1000);
}

void add_connection(const racf::Connection& connection, Lines& lines) {
    lines.push_back(fmt::format("  GROUP={:<8}  AUTH={:<8} CONNECT-OWNER={:<8}  CONNECT-DATE={}",
                                connection.group.str(), racf::to_string(connection.authority),
                                connection.owner, julian_date(connection.connected)));
    lines.push_back(
        fmt::format("    CONNECTS={:>6}  UACC={:<8} LAST-CONNECT={}",
                    connects_text(connection.connects), racf::to_string(connection.uacc),
                    connection.last_connect ? julian_time(*connection.last_connect) : "UNKNOWN"));
    lines.push_back("    CONNECT ATTRIBUTES=" +
                    attribute_words(connection, racf::kConnectionListedOrder));
    lines.push_back(fmt::format("    REVOKE DATE={}   RESUME DATE={}",
                                long_date(connection.revoke_date),
                                long_date(connection.resume_date)));
}

void add_security(const racf::User& user, Lines& lines) {
    lines.emplace_back("SECURITY-LEVEL=NONE SPECIFIED");
    lines.emplace_back("CATEGORY-AUTHORIZATION");
    lines.emplace_back(" NONE SPECIFIED");
    lines.push_back("SECURITY-LABEL=" + (user.seclabel.empty() ? "NONE SPECIFIED" : user.seclabel));
}

}  // namespace

Lines format(const UserListing& listing) {
    Lines lines;
    if (listing.base) {
        add_head(listing, lines);
        for (const racf::Connection& connection : listing.user.connections)
            add_connection(connection, lines);
        add_security(listing.user, lines);
    } else {
        lines.push_back("USER=" + listing.user.id.str());
    }
    for (const std::string& segment : listing.segments) {
        if (!lines.empty()) lines.emplace_back();
        const Lines more = segment_lines(listing.user.segments, racf::kUserSegments, segment);
        lines.insert(lines.end(), more.begin(), more.end());
    }
    return lines;
}

}  // namespace ptkt::racf_command
