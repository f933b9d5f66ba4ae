#ifndef PTKT_RACF_LANGUAGE_DATES_HPP
#define PTKT_RACF_LANGUAGE_DATES_HPP

#include <optional>
#include <string>

#include "common/base/time.hpp"

/// Dates as RACF writes them; all UTC.
namespace ptkt::racf_command {

/// `23.094`: year and day of the year.
[[nodiscard]] std::string julian_date(base::Instant when);
/// `23.094/12:55:37`.
[[nodiscard]] std::string julian_time(base::Instant when);
/// `OCTOBER 22, 2023`, or `NONE`.
[[nodiscard]] std::string long_date(std::optional<base::Instant> when);
/// `04042023.125537`: month, day, year, and the time, as in generated key labels.
[[nodiscard]] std::string label_time(base::Instant when);
/// The day of the year, 1 to 366, and the two last digits of the year.
struct DayAndYear {
    int day;
    int year;
};
[[nodiscard]] DayAndYear day_and_year(base::Instant when);

}  // namespace ptkt::racf_command

#endif
