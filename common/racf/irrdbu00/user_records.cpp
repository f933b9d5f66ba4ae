#include <algorithm>

#include "common/base/text/ascii.hpp"
#include "common/racf/irrdbu00/mapping.hpp"
#include "common/racf/irrdbu00/profile_records.hpp"

namespace ptkt::irrdbu00 {

namespace {

using racf::Connection;
using racf::User;

constexpr MappedText<User> kUserTexts[] = {
    {"USBD_OWNER_ID", &User::owner},
    {"USBD_PROGRAMMER", &User::name},
    {"USBD_INSTALL_DATA", &User::installation_data},
    {"USBD_MODEL", &User::model},
    {"USBD_SECLABEL", &User::seclabel},
};
constexpr MappedFlag<User> kUserFlags[] = {
    {"USBD_ADSP", &User::adsp},       {"USBD_SPECIAL", &User::special},
    {"USBD_OPER", &User::operations}, {"USBD_REVOKE", &User::revoked},
    {"USBD_GRPACC", &User::grpacc},   {"USBD_UAUDIT", &User::uaudit},
    {"USBD_AUDITOR", &User::auditor}, {"USBD_OIDCARD", &User::oidcard},
    {"USBD_ROAUDIT", &User::roaudit},
};
constexpr MappedDate<User> kDates[] = {
    {"USBD_REVOKE_DATE", &User::revoke_date},
    {"USBD_RESUME_DATE", &User::resume_date},
};

constexpr MappedText<Connection> kConnectionTexts[] = {{"USCON_OWNER_ID", &Connection::owner}};
constexpr MappedFlag<Connection> kConnectionFlags[] = {
    {"USCON_GRP_ADSP", &Connection::adsp},       {"USCON_GRP_SPECIAL", &Connection::special},
    {"USCON_GRP_OPER", &Connection::operations}, {"USCON_REVOKE", &Connection::revoked},
    {"USCON_GRP_ACC", &Connection::grpacc},      {"USCON_GRP_AUDIT", &Connection::auditor},
};
constexpr MappedDate<Connection> kConnectionDates[] = {
    {"USCON_REVOKE_DATE", &Connection::revoke_date},
    {"USCON_RESUME_DATE", &Connection::resume_date},
};

constexpr SegmentField kTso[] = {
    {"USTSO_ACCOUNT", "ACCTNUM"},
    {"USTSO_COMMAND", "COMMAND"},
    {"USTSO_DEST", "DEST"},
    {"USTSO_HOLD_CLASS", "HOLDCLASS"},
    {"USTSO_JOB_CLASS", "JOBCLASS"},
    {"USTSO_LOGON_PROC", "PROC"},
    {"USTSO_LOGON_SIZE", "SIZE", true},
    {"USTSO_MSG_CLASS", "MSGCLASS"},
    {"USTSO_LOGON_MAX", "MAXSIZE", true},
    {"USTSO_SYSOUT_CLASS", "SYSOUTCLASS"},
    {"USTSO_USER_DATA", "USERDATA"},
    {"USTSO_UNIT_NAME", "UNIT"},
    {"USTSO_SECLABEL", "SECLABEL"},
};

/// What LISTUSER shows of fields that are not set.
constexpr DefaultField kTsoDefaults[] = {{"SIZE", "0"}, {"MAXSIZE", "0"}, {"USERDATA", "0000"}};

constexpr SegmentField kUserOmvsFields[] = {
    {"USOMVS_UID", "UID", true},
    {"USOMVS_HOME_PATH", "HOME"},
    {"USOMVS_PROGRAM", "PROGRAM"},
    {"USOMVS_CPUTIMEMAX", "CPUTIMEMAX", true},
    {"USOMVS_ASSIZEMAX", "ASSIZEMAX", true},
    {"USOMVS_FILEPROCMAX", "FILEPROCMAX", true},
    {"USOMVS_PROCUSERMAX", "PROCUSERMAX", true},
    {"USOMVS_THREADSMAX", "THREADSMAX", true},
    {"USOMVS_MMAPAREAMAX", "MMAPAREAMAX", true},
    {"USOMVS_MEMLIMIT", "MEMLIMIT"},
    {"USOMVS_SHMEMAX", "SHMEMMAX"},
};

/// USBD_ACCESS_SUN and so on, in the order of the days.
constexpr std::string_view kDayColumns[] = {
    "USBD_ACCESS_SUN", "USBD_ACCESS_MON", "USBD_ACCESS_TUE", "USBD_ACCESS_WED",
    "USBD_ACCESS_THU", "USBD_ACCESS_FRI", "USBD_ACCESS_SAT",
};

constexpr std::string_view kRestricted = "RSTD";
/// An interval of 255 days is none: the password does not expire. (from general knowledge)
constexpr std::int64_t kNeverExpires = 255;

/// Whether the user needs a password. [RACF Macros and Interfaces, User Basic Data Record,
/// USBD_NOPWD]
std::string_view password_need(const User& user) {
    if (user.password) return "NO";
    if (user.phrase) return "PHR";
    return user.oidcard ? "YES" : "PRO";
}

/// In the days that LISTUSER shows: the user's own, else the system's.
std::optional<std::int64_t> interval_of(const User& user, std::int64_t system_interval) {
    if (user.password_interval) return *user.password_interval;
    return user.password ? std::optional(system_interval) : std::nullopt;
}

void write_passwords(RecordWriter& out, const User& user, std::int64_t system_interval) {
    // KDFAES, the stronger of RACF's two ways, stands for our hashes.
    out.text("USBD_NOPWD", password_need(user))
        .text("USBD_PWD_ALG", user.password ? "KDFAES" : "NOPASSWORD")
        .text("USBD_PHR_ALG", user.phrase ? "KDFAES" : "NOPHRASE");
    if (user.password) out.date("USBD_PWD_DATE", user.password->changed);
    if (user.phrase) out.date("USBD_PHR_DATE", user.phrase->changed);
    // The earlier ones are kept in the same way, so none is of the weaker kind.
    const auto earlier = [](const auto& kept) {
        return kept ? static_cast<std::int64_t>(kept->history.size()) : 0;
    };
    out.number("USBD_LEG_PWDHIST_CT", 0)
        .number("USBD_XPW_PWDHIST_CT", earlier(user.password))
        .number("USBD_LEG_PHRHIST_CT", 0)
        .number("USBD_XPW_PHRHIST_CT", earlier(user.phrase));
    if (const auto interval = interval_of(user, system_interval))
        out.number("USBD_PWD_INTERVAL", *interval == 0 ? kNeverExpires : *interval);
    // Kept by none of the ways that these columns ask about.
    for (const std::string_view envelope :
         {"USBD_PWDENV_EXISTS", "USBD_PPHENV_EXISTS", "USBD_MFA_FALLBACK"})
        out.flag(envelope, false);
}

void write_hours(RecordWriter& out, const racf::LogonHours& hours) {
    for (std::size_t day = 0; day < std::size(kDayColumns); ++day)
        out.flag(kDayColumns[day], hours.days.test(day));
    if (!hours.period) return;
    out.time("USBD_START_TIME", base::Instant(hours.period->first))
        .time("USBD_END_TIME", base::Instant(hours.period->last));
}

/// Where no day is allowed the columns were left out: nobody is defined so that he can never come.
void read_hours(RecordReader& in, racf::LogonHours& hours) {
    std::bitset<7> days;
    for (std::size_t day = 0; day < std::size(kDayColumns); ++day)
        days.set(day, in.flag(kDayColumns[day]));
    if (days.any()) hours.days = days;
    const auto minutes = [](base::Seconds time) {
        return std::chrono::floor<std::chrono::minutes>(time);
    };
    const auto first = in.time("USBD_START_TIME");
    const auto last = in.time("USBD_END_TIME");
    if (!first || !last || *first == *last) return;  // the same twice: ANYTIME
    // A day may end at 24:00, which is its last minute.
    constexpr std::chrono::minutes kLastMinute(24 * 60 - 1);
    hours.period = {minutes(*first), std::min(minutes(*last), kLastMinute)};
}

/// A value that an unload says to exist: it is not known, only when it was changed.
racf::StoredPassword unknown(std::optional<base::Instant> changed) {
    return {{}, changed, {}};
}

/// PRO is a PROTECTED user, whose other columns about passwords mean nothing; NO has a password and
/// perhaps a phrase, PHR a phrase only, YES an OIDCARD. Where the column is blank a user who has
/// neither date nor algorithm of a password counts as PROTECTED: nobody is let in by a gap.
void read_passwords(RecordReader& in, User& user) {
    const std::string need = base::to_upper(in.text("USBD_NOPWD"));
    if (need != "PRO" && need != "NO" && need != "PHR" && need != "YES" && !need.empty())
        in.reject("USBD_NOPWD", "is not NO, YES, PHR or PRO");
    const auto interval = in.number("USBD_PWD_INTERVAL");
    const auto password_date = in.date("USBD_PWD_DATE");
    const auto phrase_date = in.date("USBD_PHR_DATE");
    const auto there = [&](std::string_view algorithm, std::string_view none,
                           const std::optional<base::Instant>& date) {
        const std::string kept = in.text(algorithm);
        return kept.empty() ? date.has_value() : kept != none;
    };
    if (need == "PRO") return;
    if (interval && *interval > 0)
        user.password_interval = *interval == kNeverExpires ? 0 : *interval;
    if (need == "NO" || (need.empty() && there("USBD_PWD_ALG", "NOPASSWORD", password_date)))
        user.password = unknown(password_date);
    if (need == "PHR" || there("USBD_PHR_ALG", "NOPHRASE", phrase_date))
        user.phrase = unknown(phrase_date);
}

void write_connection(Lines& out, const std::string& user, const Connection& connection) {
    RecordWriter record("0205");
    record.text("USCON_NAME", user)
        .text("USCON_GRP_ID", connection.group.str())
        .date("USCON_CONNECT_DATE", connection.connected)
        .time("USCON_LASTCON_TIME", connection.last_connect)
        .date("USCON_LASTCON_DATE", connection.last_connect)
        .text("USCON_UACC", racf::to_string(connection.uacc))
        .number("USCON_INIT_CNT", connection.connects)
        .flag("USCON_NOTERMUACC", false);
    write_mapped(record, connection, kConnectionTexts);
    write_mapped(record, connection, kConnectionFlags);
    write_mapped(record, connection, kConnectionDates);
    out.add(record, user);
}

void write_segments(Lines& out, const User& user) {
    const std::string& id = user.id.str();
    if (const auto tso = user.segments.find("TSO"); tso != user.segments.end()) {
        RecordWriter record("0220");
        record.text("USTSO_NAME", id);
        write_segment(record, with_defaults(tso->second, kTsoDefaults), kTso);
        out.add(record, id);
    }
    if (const auto omvs = user.segments.find("OMVS"); omvs != user.segments.end()) {
        RecordWriter record("0270");
        record.text("USOMVS_NAME", id);
        write_segment(record, omvs->second, kUserOmvsFields);
        out.add(record, id);
    }
}

}  // namespace

void write_user(Lines& out, const User& user, std::int64_t system_interval) {
    const std::string& id = user.id.str();
    RecordWriter basic("0200");
    basic.text("USBD_NAME", id)
        .date("USBD_CREATE_DATE", user.created)
        .text("USBD_DEFGRP_ID", user.default_group.str())
        .time("USBD_LASTJOB_TIME", user.last_access)
        .date("USBD_LASTJOB_DATE", user.last_access)
        .number("USBD_REVOKE_CNT", user.failures)
        .number("USBD_SECLEVEL", std::int64_t{0})
        .text("USBD_ATTRIBS", user.restricted ? kRestricted : std::string_view());
    write_mapped(basic, user, kUserTexts);
    write_mapped(basic, user, kUserFlags);
    write_mapped(basic, user, kDates);
    write_passwords(basic, user, system_interval);
    write_hours(basic, user.hours);
    out.add(basic, id);
    for (const std::string& cls : user.clauth)
        out.add(RecordWriter("0202").text("USCLA_NAME", id).text("USCLA_CLASS", cls), id);
    for (const Connection& connection : user.connections)
        out.add(RecordWriter("0203")
                    .text("USGCON_NAME", id)
                    .text("USGCON_GRP_ID", connection.group.str()),
                id);
    for (const Connection& connection : user.connections)
        write_connection(out, id, connection);
    write_segments(out, user);
}

std::optional<User> read_user(RecordReader& in) {
    const auto id = in.name<racf::UserId>("USBD_NAME");
    const auto group = in.name<racf::GroupId>("USBD_DEFGRP_ID");
    if (!id || !group) return std::nullopt;
    User user{*id, {}, {}, *group};
    user.created = in.date("USBD_CREATE_DATE").value_or(base::Instant());
    user.last_access = in.moment("USBD_LASTJOB_DATE", "USBD_LASTJOB_TIME");
    user.failures = in.number("USBD_REVOKE_CNT").value_or(0);
    user.restricted = in.text("USBD_ATTRIBS").find(kRestricted) != std::string::npos;
    read_mapped(in, user, kUserTexts);
    read_mapped(in, user, kUserFlags);
    read_mapped(in, user, kDates);
    read_passwords(in, user);
    read_hours(in, user.hours);
    return user;
}

void read_user_class(RecordReader& in, User& user) {
    std::string cls = in.required("USCLA_CLASS");
    if (std::find(user.clauth.begin(), user.clauth.end(), cls) == user.clauth.end())
        user.clauth.push_back(std::move(cls));
}

Connection* connection_in(User& user, const racf::GroupId& group) {
    if (Connection* known = user.connection(group)) return known;
    return &user.connections.emplace_back(Connection{group});
}

void read_connection(RecordReader& in, Connection& connection) {
    connection.connected = in.date("USCON_CONNECT_DATE").value_or(base::Instant());
    connection.last_connect = in.moment("USCON_LASTCON_DATE", "USCON_LASTCON_TIME");
    connection.uacc = in.access("USCON_UACC");
    connection.connects = in.number("USCON_INIT_CNT").value_or(0);
    read_mapped(in, connection, kConnectionTexts);
    read_mapped(in, connection, kConnectionFlags);
    read_mapped(in, connection, kConnectionDates);
}

void read_user_tso(RecordReader& in, User& user) {
    read_segment(in, user.segments["TSO"], kTso);
}

void read_user_omvs(RecordReader& in, User& user) {
    read_segment(in, user.segments["OMVS"], kUserOmvsFields);
}

}  // namespace ptkt::irrdbu00
