#include "common/racf/model/logon_hours.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "common/base/text/ascii.hpp"

namespace ptkt::racf {

namespace {

using std::chrono::minutes;
using Days = std::bitset<7>;

constexpr unsigned long kWeekdays = 0b0111110;

/// The day of that name, or none.
Days day(std::string_view name) {
    Days days;
    for (std::size_t i = 0; i < kDayNames.size(); ++i)
        days.set(i, kDayNames[i] == name);
    return days;
}

std::optional<minutes> parse_minute(std::string_view hhmm) {
    if (hhmm.size() != 4 || !std::all_of(hhmm.begin(), hhmm.end(), base::is_digit))
        return std::nullopt;
    const int hour = (hhmm[0] - '0') * 10 + (hhmm[1] - '0');
    const int minute = (hhmm[2] - '0') * 10 + (hhmm[3] - '0');
    if (hour > 23 || minute > 59) return std::nullopt;
    return minutes(hour * 60 + minute);
}

std::string hhmm(minutes minute) {
    return fmt::format("{:02}{:02}", minute.count() / 60, minute.count() % 60);
}

}  // namespace

std::optional<DayPeriod> DayPeriod::parse(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto first = parse_minute(text.substr(0, colon));
    const auto last = parse_minute(text.substr(colon + 1));
    if (!first || !last) return std::nullopt;
    return DayPeriod{*first, *last};
}

std::string DayPeriod::str() const {
    return hhmm(first) + ":" + hhmm(last);
}

bool LogonHours::allow(const base::WallTime& now) const {
    const bool today = days.test(now.day.c_encoding());
    if (!period) return today;
    const bool begun = now.minute >= period->first;
    const bool going_on = now.minute <= period->last;
    if (period->first <= period->last) return today && begun && going_on;
    const bool yesterday = days.test((now.day - std::chrono::days(1)).c_encoding());
    return (today && begun) || (yesterday && going_on);
}

Days LogonHours::days_named(std::string_view word) {
    if (word == "ANYDAY") return Days().set();
    if (word == "WEEKDAYS") return Days(kWeekdays);
    return day(word);
}

std::vector<std::string> LogonHours::day_names() const {
    std::vector<std::string> names;
    for (std::size_t day = 0; day < kDayNames.size(); ++day)
        if (days.test(day)) names.emplace_back(kDayNames[day]);
    return names;
}

std::optional<Days> LogonHours::days_of(const std::vector<std::string>& names) {
    Days days;
    for (const std::string& name : names) {
        const Days one = day(name);
        if (one.none()) return std::nullopt;
        days |= one;
    }
    if (days.none()) return std::nullopt;
    return days;
}

std::string LogonHours::days_text() const {
    if (any_day()) return "ANYDAY";
    if (days.to_ulong() == kWeekdays) return "WEEKDAYS";
    std::string text;
    for (const std::string& name : day_names())
        text += (text.empty() ? "" : " ") + name;
    return text;
}

std::string LogonHours::time_text() const {
    return period ? period->str() : "ANYTIME";
}

}  // namespace ptkt::racf
