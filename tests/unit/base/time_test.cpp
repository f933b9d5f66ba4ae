#include "common/base/time.hpp"

#include "tests/unit/test.hpp"

using namespace ptkt::base;

namespace {
const Instant kNow = instant(1763805600);  // 2025-11-22T10:00:00Z
}

TEST_CASE("time is written as RFC 3339 in UTC") {
    CHECK(to_rfc3339(instant(0)) == "1970-01-01T00:00:00Z");
    CHECK(to_rfc3339(kNow) == "2025-11-22T10:00:00Z");
    CHECK(to_rfc3339(instant(4294967295)) == "2106-02-07T06:28:15Z");
    CHECK(to_rfc3339(instant(-1)) == "1969-12-31T23:59:59Z");
    CHECK(to_rfc3339(instant((std::int64_t{1} << 48) - 1)) == "8921556-12-07T10:44:15Z");
}

TEST_CASE("every documented form of a time is read") {
    CHECK(parse_time("2025-11-22T10:00:00Z", kNow).value() == kNow);
    CHECK(parse_time("2025-11-22T05:00:00-05:00", kNow).value() == kNow);
    CHECK(parse_time("2025-11-22 10:00:00.250Z", kNow).value() == kNow);
    CHECK(parse_time("2025-11-22", kNow).value() == kNow - Seconds(36000));
    CHECK_FALSE(parse_time("2025-02-30", kNow).ok());
    CHECK_FALSE(parse_time("2025-1-022", kNow).ok());
    CHECK(parse_time("@1763805600", kNow).value() == kNow);
    CHECK(parse_time("1763805600", kNow).value() == kNow);
    CHECK(parse_time("now", kNow).value() == kNow);
    CHECK(parse_time("-5m", kNow).value() == kNow - Seconds(300));
    CHECK(parse_time("+90s", kNow).value() == kNow + Seconds(90));
    CHECK(parse_time("-1h30m", kNow).value() == kNow - Seconds(5400));
}

TEST_CASE("a time that cannot be understood is an error that says what can") {
    for (const auto* text :
         {"", "yesterday", "2025-11-22T10:00:00", "2025-02-29T00:00:00Z", "2025-11-22T24:00:00Z",
          "@", "@1x", "-", "+5x", "2025-11-22T10:00:00.Z", "-99999999999999999999d",
          "2025-11-22T10:00:00+5:00"}) {
        const auto parsed = parse_time(text, kNow);
        INFO(text);
        REQUIRE_FALSE(parsed.ok());
        CHECK(parsed.error().kind == ErrorKind::Malformed);
        CHECK_FALSE(parsed.error().hint.empty());
    }
}

TEST_CASE("lengths of time are read, added up and bounded") {
    CHECK(parse_duration("20m").value() == Seconds(1200));
    CHECK(parse_duration("30d").value() == Seconds(30 * 86400));
    for (const auto* text : {"", "m", "5x", "1h5", "106751991167301d"})
        CHECK_FALSE(parse_duration(text).ok());
}

TEST_CASE("lengths of time for people") {
    CHECK(human_duration(Seconds(45)) == "45 s");
    CHECK(human_duration(Seconds(600)) == "10 min");
    CHECK(human_duration(Seconds(-18002)) == "5 h 00 min 02 s");
    CHECK(human_duration(Seconds(90061)) == "1 d 01 h 01 min");
}
