#include <fmt/format.h>

#include <array>

#include "common/base/text/ascii.hpp"
#include "common/racf/command/listing/format.hpp"
#include "common/racf/language/dates.hpp"

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

void add_attributes(const UserListing& listing, Lines& lines) {
    const racf::User& user = listing.user;
    std::vector<std::string> words;
    const auto add = [&](bool has, std::string_view word) {
        if (has) words.emplace_back(word);
    };
    add(user.adsp, "ADSP");
    add(user.special, "SPECIAL");
    add(user.operations, "OPERATIONS");
    add(listing.revoked, "REVOKED");
    add(user.grpacc, "GRPACC");
    add(user.auditor, "AUDITOR");
    add(user.roaudit, "ROAUDIT");
    add(user.oidcard, "OIDCARD");
    add(user.uaudit, "UAUDIT");
    const bool further = user.phrase || user.is_protected() || user.restricted;
    if (!words.empty() || !further) lines.push_back(" ATTRIBUTES=" + words_or_none(words));
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
    add_attributes(listing, lines);
    lines.push_back(fmt::format(" REVOKE DATE={}   RESUME DATE={}", long_date(user.revoke_date),
                                long_date(user.resume_date)));
    lines.push_back(" LAST-ACCESS=" +
                    (user.last_access ? julian_time(*user.last_access) : "UNKNOWN"));
    lines.push_back(" CLASS AUTHORIZATIONS=" + words_or_none(user.clauth));
    lines.push_back(user.installation_data.empty()
                        ? " NO-INSTALLATION-DATA"
                        : " INSTALLATION-DATA=" + user.installation_data);
    lines.push_back(user.model.empty() ? " NO-MODEL-NAME" : " MODEL-NAME=" + user.model);
    lines.emplace_back(" LOGON ALLOWED   (DAYS)          (TIME)");
    lines.emplace_back(" ---------------------------------------------");
    lines.push_back(fmt::format(" {:<31} {}", user.hours.days_text(), user.hours.time_text()));
}

std::string connect_attributes(const racf::Connection& connection) {
    std::vector<std::string> words;
    const auto add = [&](bool has, std::string_view word) {
        if (has) words.emplace_back(word);
    };
    add(connection.adsp, "ADSP");
    add(connection.special, "SPECIAL");
    add(connection.operations, "OPERATIONS");
    add(connection.revoked, "REVOKED");
    add(connection.grpacc, "GRPACC");
    add(connection.auditor, "AUDITOR");
    return words_or_none(words);
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
    lines.push_back("    CONNECT ATTRIBUTES=" + connect_attributes(connection));
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

/// How a field of a segment is shown.
enum class Shape {
    Text,          ///< as it is; left out when it is not set
    Hex4,          ///< four digits, zero when it is not set
    Number8,       ///< eight digits, zero when it is not set
    Number10,      ///< ten digits; left out when it is not set
    NumberOrNone,  ///< ten digits, or NONE
};

struct Field {
    std::string_view name;
    Shape shape;
};

constexpr std::array kTsoFields{
    Field{"ACCTNUM", Shape::Text},     Field{"DEST", Shape::Text},
    Field{"HOLDCLASS", Shape::Text},   Field{"JOBCLASS", Shape::Text},
    Field{"MSGCLASS", Shape::Text},    Field{"PROC", Shape::Text},
    Field{"SIZE", Shape::Number8},     Field{"MAXSIZE", Shape::Number8},
    Field{"SYSOUTCLASS", Shape::Text}, Field{"UNIT", Shape::Text},
    Field{"USERDATA", Shape::Hex4},    Field{"COMMAND", Shape::Text},
    Field{"SECLABEL", Shape::Text},
};

constexpr std::array kOmvsFields{
    Field{"UID", Shape::Number10},
    Field{"HOME", Shape::Text},
    Field{"PROGRAM", Shape::Text},
    Field{"CPUTIMEMAX", Shape::NumberOrNone},
    Field{"ASSIZEMAX", Shape::NumberOrNone},
    Field{"FILEPROCMAX", Shape::NumberOrNone},
    Field{"PROCUSERMAX", Shape::NumberOrNone},
    Field{"THREADSMAX", Shape::NumberOrNone},
    Field{"MMAPAREAMAX", Shape::NumberOrNone},
    Field{"MEMLIMIT", Shape::Text},
    Field{"SHMEMMAX", Shape::Text},
};

std::string field_text(const Field& field, const std::string* value) {
    const std::string number = value == nullptr ? "0" : *value;
    switch (field.shape) {
        case Shape::Text:
            return number;
        case Shape::Hex4:
            return fmt::format("{:0>4}", number);
        case Shape::Number8:
            return fmt::format("{:0>8}", number);
        case Shape::Number10:
            return fmt::format("{:0>10}", number);
        case Shape::NumberOrNone:
            return value == nullptr ? "NONE" : fmt::format("{:0>10}", number);
    }
    return {};
}

template <std::size_t N>
void add_segment(const racf::User& user, const std::string& name,
                 const std::array<Field, N>& fields, Lines& lines) {
    const auto segment = user.segments.find(name);
    if (!lines.empty()) lines.emplace_back();
    if (segment == user.segments.end()) {
        lines.push_back(fmt::format("NO {} INFORMATION", name));
        return;
    }
    lines.push_back(name + " INFORMATION");
    lines.emplace_back(lines.back().size(), '-');
    for (const Field& field : fields) {
        const auto found = segment->second.find(field.name);
        const std::string* value = found == segment->second.end() ? nullptr : &found->second;
        const bool optional = field.shape == Shape::Text || field.shape == Shape::Number10;
        if (value != nullptr || !optional)
            lines.push_back(fmt::format("{}= {}", field.name, field_text(field, value)));
    }
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
        if (segment == "TSO") {
            add_segment(listing.user, segment, kTsoFields, lines);
        } else {
            add_segment(listing.user, segment, kOmvsFields, lines);
        }
    }
    return lines;
}

}  // namespace ptkt::racf_command
