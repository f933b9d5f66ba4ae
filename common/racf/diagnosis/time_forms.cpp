#include <array>

#include "common/racf/diagnosis/hypotheses.hpp"

namespace ptkt::diagnosis {

namespace {

using passticket::Kind;

constexpr std::uint64_t kFrom1900To1970 = 2'208'988'800;  // seconds
constexpr std::uint64_t kFrom1970To2000 = 946'684'800;

std::uint64_t swapped(std::uint64_t seconds, unsigned bytes) {
    std::uint64_t out = 0;
    for (unsigned i = 0; i < bytes; ++i)
        out = out << 8U | (seconds >> (8U * i) & 0xFFU);
    return out;
}

/// The bits 0 to 31 of a TOD clock, whose bit 51 counts microseconds since 1900.
std::uint64_t tod_high_word(std::uint64_t seconds) {
    return (seconds + kFrom1900To1970) * 1'000'000U >> 20U;
}

/// The shortest form of a number, moved to the left end of four bytes.
std::uint64_t left_aligned(std::uint64_t seconds) {
    while (seconds != 0 && (seconds & 0xFF800000U) == 0)
        seconds <<= 8U;
    return seconds;
}

/// A wrong way to write a second: a number and how many numbers from it on mean that second.
struct TimeForm {
    const char* what;
    std::uint64_t (*of)(std::uint64_t seconds);
    std::uint64_t span;
    bool legacy;
    bool enhanced;
};

constexpr std::array kForms{
    TimeForm{"milliseconds instead of seconds", [](std::uint64_t s) { return s * 1000U; }, 1000,
             true, true},
    TimeForm{"the four bytes of the time in reverse (little-endian) order",
             [](std::uint64_t s) { return swapped(s, 4); }, 1, true, true},
    TimeForm{"the six bytes of the time in reverse (little-endian) order",
             [](std::uint64_t s) { return swapped(s, 6); }, 1, false, true},
    TimeForm{"a four-byte time at the left of the six bytes",
             [](std::uint64_t s) { return s << 16U; }, 1, false, true},
    TimeForm{"the shortest form of the time at the left of the four bytes", left_aligned, 1, true,
             false},
    TimeForm{"the high word of the TOD clock instead of seconds since 1970", tod_high_word, 2, true,
             true},
    TimeForm{"seconds since 1900 instead of 1970",
             [](std::uint64_t s) { return s + kFrom1900To1970; }, 1, true, true},
    TimeForm{"seconds since 2000 instead of 1970",
             [](std::uint64_t s) { return s - kFrom1970To2000; }, 1, true, true},
};

/// The second in the window that, written in the form, gives the decoded number.
std::optional<base::Instant> second_of(const TimeForm& form, const ReadyKey& key,
                                       std::uint64_t decoded, base::Instant now) {
    const std::uint64_t bits = (std::uint64_t{1} << time_bits(key.kind())) - 1;
    for (base::Instant s = now - key.window().past; s <= now + key.window().future;
         s += base::Seconds(1)) {
        const auto second = static_cast<std::uint64_t>(base::to_seconds(s));
        const std::uint64_t written = form.of(second) & bits;
        if (written == (second & bits)) continue;  // then nothing is wrong with it
        if (((decoded - written) & bits) < form.span) return s;
    }
    return std::nullopt;
}

}  // namespace

Trials try_time_forms(const Case& c) {
    Trials trials;
    for (const ReadyKey& key : c.expected_keys()) {
        const auto& value = c.value(key.kind());
        if (!value) continue;
        const std::uint64_t decoded = key.seconds(c.names(), *value);
        for (const TimeForm& form : kForms) {
            if (!(key.kind() == Kind::Legacy ? form.legacy : form.enhanced)) continue;
            trials.count(
                Cause::TimeForm, key.kind(),
                static_cast<double>(form.span) * static_cast<double>(seconds_in(key.window())));
            const auto made = second_of(form, key, decoded, c.now());
            if (!made) continue;
            Finding finding{Cause::TimeForm};
            finding.what = fmt::format("the maker uses {}", form.what);
            finding.todo = "give the algorithm whole seconds since 1970-01-01 UTC, big-endian";
            finding.made = *made;
            finding.profile = key.from().profile;
            trials.add(std::move(finding));
        }
    }
    return trials;
}

}  // namespace ptkt::diagnosis
