#include <array>
#include <chrono>
#include <cstdlib>

#include "common/racf/diagnosis/hypotheses.hpp"

namespace ptkt::diagnosis {

namespace {

using base::Seconds;
using passticket::Kind;

constexpr Seconds kQuarter = std::chrono::minutes(15);
constexpr Seconds kFarthestZone = std::chrono::hours(14);
constexpr Seconds kNearestZone = std::chrono::minutes(30);

/// How far from the full offset a ticket may lie that was made a moment ago by a good clock.
constexpr Seconds kSlack{120};

/// How far off a clock may be, or how long a ticket may have been kept; the bounds of
/// `authorization::reason_of`.
Seconds plausible(Kind kind) {
    return kind == Kind::Legacy ? std::chrono::days(7) : std::chrono::days(366);
}

std::string zone_name(Seconds offset) {
    const std::int64_t minutes = std::abs(offset.count()) / 60;
    const char sign = offset.count() < 0 ? '-' : '+';
    if (minutes % 60 == 0) return fmt::format("UTC{}{}", sign, minutes / 60);
    return fmt::format("UTC{}{}:{:02}", sign, minutes / 60, minutes % 60);
}

/// Offsets that are in use are whole and half hours, and four with three quarters; each also
/// appears with the other sign when it is applied the wrong way round.
bool zone_in_use(Seconds offset) {
    const std::int64_t minutes = std::abs(offset.count()) / 60;
    constexpr std::array<std::int64_t, 4> kQuarters{345, 525, 765, 825};
    if (minutes % 30 == 0) return true;
    for (const std::int64_t odd : kQuarters)
        if (minutes == odd) return true;
    return false;
}

std::string plain_hours(Seconds offset) {
    const std::int64_t minutes = std::abs(offset.count()) / 60;
    if (minutes % 60 == 0) return fmt::format("{} h", minutes / 60);
    return minutes < 60 ? fmt::format("{} min", minutes)
                        : fmt::format("{} h {:02} min", minutes / 60, minutes % 60);
}

/// The offset in quarters of an hour that is nearest, if it is near enough and a zone's.
std::optional<Seconds> zone_offset(Seconds off) {
    const std::int64_t quarter = kQuarter.count();
    const std::int64_t half = off.count() < 0 ? -quarter / 2 : quarter / 2;
    const Seconds nearest((off.count() + half) / quarter * quarter);
    if (std::chrono::abs(nearest) > kFarthestZone || std::chrono::abs(nearest) < kNearestZone)
        return std::nullopt;
    return std::chrono::abs(off - nearest) <= kSlack ? std::optional(nearest) : std::nullopt;
}

Finding time_zone(Seconds zone, const std::optional<Seconds>& local) {
    const bool behind = zone.count() < 0;
    Finding finding{Cause::TimeZone};
    finding.certainty = zone_in_use(zone) ? Certainty::NearCertain : Certainty::Hint;
    finding.what = fmt::format("the maker's clock is {} {} UTC: local time ({}) was taken for UTC",
                               plain_hours(zone), behind ? "behind" : "ahead of", zone_name(zone));
    if (std::chrono::abs(zone) == std::chrono::hours(1))
        finding.what += "; one hour is also daylight saving time applied once too often";
    else
        finding.what += fmt::format(", or {} was applied the wrong way round", zone_name(-zone));
    if (local && *local == zone) finding.what += "; it is the local zone of this system";
    finding.todo = "on the maker's system compare `date -u` with this one; set its GMT offset";
    return finding;
}

bool looks_like_leap_seconds(Seconds off) {
    constexpr std::int64_t kUtcLeap = 27;  // inserted since 1972
    constexpr std::int64_t kTai = 37;
    const std::int64_t seconds = std::abs(off.count());
    return std::abs(seconds - kUtcLeap) <= 1 || std::abs(seconds - kTai) <= 1;
}

Finding clock_off(Seconds off) {
    Finding finding{Cause::ClockOff};
    const std::string length = base::human_duration(off);
    if (off.count() < 0) {
        finding.what = fmt::format(
            "made {} ago: the ticket was kept too long, or the maker's clock is that much behind",
            length);
        finding.todo =
            "make a ticket for each sign-on; compare `date -u` on both systems, or give the moment "
            "of the sign-on with --at";
    } else {
        finding.what = fmt::format(
            "made {} in the future: the maker's clock is ahead, or this one is behind", length);
        finding.todo = "compare `date -u` on both systems and let both follow NTP or STP";
    }
    if (looks_like_leap_seconds(off))
        finding.what += "; that is the sum of leap seconds, which a TOD clock may run ahead of UTC";
    return finding;
}

/// Zones reach to 14 hours both ways in quarters, without those under half an hour.
constexpr double kZones = 2.0 * (14 * 4 - 1);

}  // namespace

Trials try_clocks(const Case& c) {
    Trials trials;
    for (const ReadyKey& key : c.expected_keys()) {
        const auto& value = c.value(key.kind());
        if (!value) continue;
        const Seconds limit = plausible(key.kind());
        const auto misses = static_cast<double>(2 * limit.count() + 1 - seconds_in(key.window()));
        trials.count(Cause::ClockOff, key.kind(), misses);
        const base::Instant made = key.made(c.names(), *value, c.now());
        const Seconds off = made - c.now();
        if (key.window().contains(made, c.now()) || std::chrono::abs(off) > limit) continue;
        const auto zone = zone_offset(off);
        Finding finding = zone ? time_zone(*zone, c.evidence().local_offset) : clock_off(off);
        const auto nearer = zone ? kZones * static_cast<double>(2 * kSlack.count() + 1)
                                 : static_cast<double>(2 * std::abs(off.count()) + 1);
        finding.chance = chance_of(key.kind(), nearer);
        finding.made = made;
        finding.offset = off;
        finding.profile = key.from().profile;
        trials.add(std::move(finding));
    }
    return trials;
}

}  // namespace ptkt::diagnosis
