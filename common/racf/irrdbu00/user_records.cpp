#include <algorithm>

#include "common/base/text/ascii.hpp"
#include "common/racf/irrdbu00/mapping.hpp"
#include "common/racf/irrdbu00/profile_records.hpp"
#include "common/racf/model/connection_table.hpp"
#include "common/racf/model/segment_tables.hpp"
#include "common/racf/model/user_table.hpp"

namespace ptkt::irrdbu00 {

namespace {

using racf::Connection;
using racf::User;

/// USBD_ACCESS_SUN and so on, in the order of the days.
constexpr std::string_view kDayColumns[] = {
    "USBD_ACCESS_SUN", "USBD_ACCESS_MON", "USBD_ACCESS_TUE", "USBD_ACCESS_WED",
    "USBD_ACCESS_THU", "USBD_ACCESS_FRI", "USBD_ACCESS_SAT",
};

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
    record.text("USCON_NAME", user).flag("USCON_NOTERMUACC", false);
    write_fields(record, connection, racf::kConnectionColumnOrder);
    out.add(record, user);
}

}  // namespace

void write_user(Lines& out, const User& user, std::int64_t system_interval) {
    const std::string& id = user.id.str();
    RecordWriter basic("0200");
    write_fields(basic, user, racf::kUserColumnOrder);
    basic.number("USBD_SECLEVEL", std::int64_t{0});
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
    write_segments(out, user.segments, racf::kUserSegments, {id});
}

std::optional<User> read_user(RecordReader& in) {
    const auto id = in.name<racf::UserId>("USBD_NAME");
    const auto group = in.name<racf::GroupId>("USBD_DEFGRP_ID");
    if (!id || !group) return std::nullopt;
    User user{*id, {}, {}, *group};
    read_fields(in, user, racf::kUserColumnOrder);
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
    read_fields(in, connection, racf::kConnectionColumnOrder);
}

}  // namespace ptkt::irrdbu00
