#include "common/base/time.hpp"

#include <charconv>
#include <limits>
#include <optional>
#include <utility>

#include "common/base/text/ascii.hpp"

namespace ptkt::base {

namespace {

constexpr std::int64_t kMinute = 60;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failed != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// A number of exactly as many digits as the text has, or nothing.
std::optional<int> digits(std::string_view text) {
    for (const char c : text)
        if (!is_digit(c)) return std::nullopt;
    const auto value = whole_number(text);
    return value ? std::optional<int>(static_cast<int>(*value)) : std::nullopt;
}

Error bad_time(std::string_view text) {
    return with_hint(
        fail(ErrorKind::Malformed, "time '{}' is not understood", printable(text, 40)),
        "write 2026-11-22T10:00:00Z, 2026-11-22, @SECONDS since 1970, or relative to now: -5m, "
        "+90s");
}

/// The offset part of RFC 3339 in seconds: `Z`, `+hh:mm`, `-hh:mm`.
std::optional<std::int64_t> parse_offset(std::string_view text) {
    if (text == "Z" || text == "z") return 0;
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':')
        return std::nullopt;
    const auto hours = digits(text.substr(1, 2));
    const auto minutes = digits(text.substr(4, 2));
    if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
    const std::int64_t offset = *hours * kHour + *minutes * kMinute;
    return text[0] == '-' ? -offset : offset;
}

std::optional<Instant> parse_rfc3339(std::string_view text) {
    using namespace std::chrono;
    constexpr std::size_t kDate = 10;  // 2026-11-22, for its midnight
    if (text.size() == kDate) return parse_rfc3339(std::string(text) + "T00:00:00Z");
    constexpr std::size_t kDateTime = 19;  // 2026-11-22T10:00:00
    if (text.size() <= kDateTime) return std::nullopt;
    const bool shaped = text[4] == '-' && text[7] == '-' &&
                        (text[10] == 'T' || text[10] == 't' || text[10] == ' ') &&
                        text[13] == ':' && text[16] == ':';
    const auto y = digits(text.substr(0, 4)), mo = digits(text.substr(5, 2)),
               d = digits(text.substr(8, 2)), h = digits(text.substr(11, 2)),
               mi = digits(text.substr(14, 2)), s = digits(text.substr(17, 2));
    if (!shaped || !y || !mo || !d || !h || !mi || !s) return std::nullopt;
    std::string_view rest = text.substr(kDateTime);
    if (rest.starts_with('.')) {  // parts of a second are of no use to a PassTicket
        const auto end = rest.find_first_not_of("0123456789", 1);
        if (end == 1 || end == std::string_view::npos) return std::nullopt;
        rest.remove_prefix(end);
    }
    const auto offset = parse_offset(rest);
    const year_month_day date{year{*y}, month{static_cast<unsigned>(*mo)},
                              day{static_cast<unsigned>(*d)}};
    if (!offset || !date.ok() || *h > 23 || *mi > 59 || *s > 59) return std::nullopt;
    return sys_days(date) + seconds(*h * kHour + *mi * kMinute + *s - *offset);
}

}  // namespace

std::string to_rfc3339(Instant when) {
    using namespace std::chrono;
    // The civil calendar from days, since std::chrono::year ends at 32767 and six-byte times do
    // not.
    const std::int64_t total = to_seconds(when);
    const std::int64_t days = (total >= 0 ? total : total - (kDay - 1)) / kDay;
    const std::int64_t second = total - days * kDay;
    constexpr std::int64_t kDaysOf400Years = 146097;
    const std::int64_t eras = (days >= 0 ? days : days - (kDaysOf400Years - 1)) / kDaysOf400Years;
    const year_month_day date(
        sys_days(std::chrono::days(static_cast<int>(days - eras * kDaysOf400Years))));
    const std::int64_t year = static_cast<int>(date.year()) + eras * 400;
    const auto month = static_cast<unsigned>(date.month());
    const auto day = static_cast<unsigned>(date.day());
    if (year < 0 || year > 9999)
        return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", year, month, day, second / kHour,
                           second / kMinute % 60, second % 60);
    // By hand, since every message that is written has one.
    std::string text = "0000-00-00T00:00:00Z";
    const std::pair<std::size_t, std::int64_t> parts[] = {
        {0, year / 100},  {2, year % 100},      {5, month},
        {8, day},         {11, second / kHour}, {14, second / kMinute % 60},
        {17, second % 60}};
    for (const auto& [at, number] : parts) {
        text[at] = static_cast<char>('0' + number / 10);
        text[at + 1] = static_cast<char>('0' + number % 10);
    }
    return text;
}

Result<Seconds> parse_duration(std::string_view text) {
    const auto bad = [&] {
        return with_hint(fail(ErrorKind::Malformed, "length of time '{}' is not understood",
                              printable(text, 40)),
                         "write a number with s, m, h or d: 90s, 20m, 1h30m, 30d");
    };
    if (text.empty()) return bad();
    std::int64_t total = 0;
    for (std::string_view rest = text; !rest.empty();) {
        const auto end = std::min(rest.find_first_not_of("0123456789"), rest.size());
        const auto count = whole_number(rest.substr(0, end));
        if (!count) return bad();
        std::int64_t unit = 1;
        if (end < rest.size()) {
            switch (rest[end]) {
                case 's':
                    unit = 1;
                    break;
                case 'm':
                    unit = kMinute;
                    break;
                case 'h':
                    unit = kHour;
                    break;
                case 'd':
                    unit = kDay;
                    break;
                default:
                    return bad();
            }
        } else {
            return bad();
        }
        std::int64_t part = 0;
        if (__builtin_mul_overflow(*count, unit, &part) ||
            __builtin_add_overflow(total, part, &total))
            return bad();
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return Seconds(total);
}

Result<Instant> parse_time(std::string_view text, Instant now) {
    if (text == "now") return now;
    const bool marked = text.starts_with('@');
    if (marked || text.find_first_not_of("0123456789") == std::string_view::npos) {
        const auto seconds = whole_number(text.substr(marked ? 1 : 0));
        if (!seconds) return bad_time(text);
        return instant(*seconds);
    }
    if (text.starts_with('+') || text.starts_with('-')) {
        const auto length = parse_duration(text.substr(1));
        if (!length) return bad_time(text);
        std::int64_t sum = 0;
        const std::int64_t step = text[0] == '-' ? -length->count() : length->count();
        if (__builtin_add_overflow(to_seconds(now), step, &sum)) return bad_time(text);
        return instant(sum);
    }
    const auto absolute = parse_rfc3339(text);
    if (!absolute) return bad_time(text);
    return *absolute;
}

std::string human_duration(Seconds length) {
    const std::int64_t total = length.count() < 0 ? -length.count() : length.count();
    const std::int64_t d = total / kDay, h = total % kDay / kHour, m = total % kHour / kMinute,
                       s = total % kMinute;
    if (d > 0) return fmt::format("{} d {:02} h {:02} min", d, h, m);
    if (h > 0) return fmt::format("{} h {:02} min {:02} s", h, m, s);
    if (m > 0) return s == 0 ? fmt::format("{} min", m) : fmt::format("{} min {:02} s", m, s);
    return fmt::format("{} s", s);
}

}  // namespace ptkt::base
