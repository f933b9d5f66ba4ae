#ifndef PTKT_RACF_MODEL_LOGON_HOURS_HPP
#define PTKT_RACF_MODEL_LOGON_HOURS_HPP

#include <array>
#include <bitset>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/local_time.hpp"

namespace ptkt::racf {

/// The days as RACF writes them, Sunday first.
inline constexpr std::array<std::string_view, 7> kDayNames{
    "SUNDAY", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY"};

/// From the first minute to the last, both included. A period that ends before it begins goes on
/// over midnight.
struct DayPeriod {
    std::chrono::minutes first;  ///< since midnight, 0 to 1439
    std::chrono::minutes last;
    friend bool operator==(const DayPeriod&, const DayPeriod&) = default;

    /// `hhmm:hhmm`; nothing when it is anything else.
    [[nodiscard]] static std::optional<DayPeriod> parse(std::string_view text);
    [[nodiscard]] std::string str() const;
};

/// When a user may sign on: WHEN(DAYS() TIME()) of ADDUSER and ALTUSER, in the system's local time.
/// [RACF Command Language Reference, ADDUSER, "WHEN"]
struct LogonHours {
    std::bitset<7> days = std::bitset<7>().set();  ///< Sunday first
    std::optional<DayPeriod> period;               ///< absent: ANYTIME
    friend bool operator==(const LogonHours&, const LogonHours&) = default;

    [[nodiscard]] bool any_day() const { return days.all(); }
    /// On a day that is allowed, within the period. What goes on over midnight belongs to the day
    /// on which it began.
    [[nodiscard]] bool allow(const base::WallTime& now) const;

    /// The days that a word of DAYS() stands for: `ANYDAY`, `WEEKDAYS` or the name of one; none for
    /// another word.
    [[nodiscard]] static std::bitset<7> days_named(std::string_view word);
    /// The names of the allowed days, Sunday first.
    [[nodiscard]] std::vector<std::string> day_names() const;
    /// The same read back; nothing when a name is not a day, or there is none.
    [[nodiscard]] static std::optional<std::bitset<7>> days_of(
        const std::vector<std::string>& names);
    /// `ANYDAY`, `WEEKDAYS`, or the names with blanks between them.
    [[nodiscard]] std::string days_text() const;
    /// `ANYTIME` or `hhmm:hhmm`.
    [[nodiscard]] std::string time_text() const;
};

}  // namespace ptkt::racf

#endif
