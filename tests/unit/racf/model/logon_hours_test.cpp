#include "common/racf/model/logon_hours.hpp"

#include "tests/unit/test.hpp"

using namespace ptkt;
using racf::DayPeriod;
using racf::LogonHours;
using namespace std::chrono_literals;

namespace {

base::WallTime at(std::chrono::weekday day, int hour, int minute) {
    return {day, std::chrono::hours(hour) + std::chrono::minutes(minute)};
}

LogonHours hours(const std::vector<std::string>& days, std::string_view period) {
    return {LogonHours::days_of(days).value(), DayPeriod::parse(period)};
}

}  // namespace

TEST_CASE("without WHEN a user may sign on at any minute of the week") {
    const LogonHours any;
    for (unsigned day = 0; day < 7; ++day)
        for (int minute = 0; minute < 24 * 60; ++minute)
            REQUIRE(any.allow({std::chrono::weekday(day), std::chrono::minutes(minute)}));
    CHECK(any.days_text() == "ANYDAY");
    CHECK(any.time_text() == "ANYTIME");
}

TEST_CASE("both ends of a period belong to it, and only on the days that are named") {
    const LogonHours office =
        hours({"MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"}, "0700:1700");
    CHECK(office.allow(at(std::chrono::Monday, 7, 0)));
    CHECK(office.allow(at(std::chrono::Friday, 17, 0)));
    CHECK_FALSE(office.allow(at(std::chrono::Monday, 6, 59)));
    CHECK_FALSE(office.allow(at(std::chrono::Friday, 17, 1)));
    CHECK_FALSE(office.allow(at(std::chrono::Saturday, 12, 0)));
    CHECK(office.days_text() == "WEEKDAYS");
    CHECK(office.time_text() == "0700:1700");
}

TEST_CASE("a period over midnight belongs to the day on which it begins") {
    const LogonHours night = hours({"FRIDAY"}, "2200:0600");
    CHECK(night.allow(at(std::chrono::Friday, 22, 0)));
    CHECK(night.allow(at(std::chrono::Saturday, 6, 0)));
    CHECK_FALSE(night.allow(at(std::chrono::Saturday, 6, 1)));
    CHECK_FALSE(night.allow(at(std::chrono::Friday, 6, 0)));
    CHECK_FALSE(night.allow(at(std::chrono::Saturday, 22, 0)));
    const LogonHours sunday = hours({"SATURDAY"}, "2300:0100");
    CHECK(sunday.allow(at(std::chrono::Sunday, 0, 30)));
}

TEST_CASE("what is no period or no day is not taken for one") {
    for (const char* text : {"", "0700", "0700:", ":1700", "700:1700", "2400:0100", "0760:1700",
                             "07:00", "0700:1700 ", "07a0:1700", "0700:1700:1800"})
        CHECK_FALSE(DayPeriod::parse(text));
    CHECK(DayPeriod::parse("0000:2359")->str() == "0000:2359");
    CHECK_FALSE(LogonHours::days_of({}));
    CHECK_FALSE(LogonHours::days_of({"MONDAY", "SOMEDAY"}));
    CHECK(hours({"SUNDAY", "TUESDAY"}, "").days_text() == "SUNDAY TUESDAY");
}
