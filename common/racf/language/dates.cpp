#include "common/racf/language/dates.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <string_view>

namespace ptkt::racf_command {

namespace {

using std::chrono::sys_days;

std::chrono::year_month_day calendar(base::Instant when) {
    return std::chrono::floor<std::chrono::days>(when);
}

struct Clock {
    long hours;
    long minutes;
    long seconds;
};

Clock clock_of(base::Instant when) {
    const auto since_midnight = when - std::chrono::floor<std::chrono::days>(when);
    const long seconds = static_cast<long>(since_midnight.count());
    return {seconds / 3600, seconds / 60 % 60, seconds % 60};
}

}  // namespace

DayAndYear day_and_year(base::Instant when) {
    const auto date = calendar(when);
    const sys_days first = date.year() / std::chrono::January / 1;
    const int day = static_cast<int>((sys_days(date) - first).count()) + 1;
    return {day, (static_cast<int>(date.year()) % 100 + 100) % 100};
}

std::string julian_date(base::Instant when) {
    const DayAndYear date = day_and_year(when);
    return fmt::format("{:02}.{:03}", date.year, date.day);
}

std::string julian_time(base::Instant when) {
    const Clock clock = clock_of(when);
    return fmt::format("{}/{:02}:{:02}:{:02}", julian_date(when), clock.hours, clock.minutes,
                       clock.seconds);
}

std::string long_date(std::optional<base::Instant> when) {
    constexpr std::array<std::string_view, 12> kMonths{
        "JANUARY", "FEBRUARY", "MARCH",     "APRIL",   "MAY",      "JUNE",
        "JULY",    "AUGUST",   "SEPTEMBER", "OCTOBER", "NOVEMBER", "DECEMBER"};
    if (!when) return "NONE";
    const auto date = calendar(*when);
    return fmt::format("{} {}, {}", kMonths.at(static_cast<unsigned>(date.month()) - 1),
                       static_cast<unsigned>(date.day()), static_cast<int>(date.year()));
}

std::string label_time(base::Instant when) {
    const auto date = calendar(when);
    const Clock clock = clock_of(when);
    return fmt::format("{:02}{:02}{:04}.{:02}{:02}{:02}", static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()), static_cast<int>(date.year()),
                       clock.hours, clock.minutes, clock.seconds);
}

}  // namespace ptkt::racf_command
