#include "tests/unit/racf/diagnosis/scene.hpp"
#include "tests/unit/test.hpp"

using namespace scene;
using Catch::Matchers::Contains;

namespace {

const auto kClocksUser = subject("USER0002");

diagnosis::Explanation made_at(base::Seconds offset, Kind kind = Kind::Legacy) {
    const auto when = kNow + offset;
    return explained(evidence(
        kind == Kind::Legacy ? legacy(kClocksUser, when) : enhanced(kind, kClocksUser, when),
        kind));
}

base::Seconds minutes(int count) {
    return std::chrono::minutes(count);
}

}  // namespace

TEST_CASE("a genuine ticket has no finding, and a list of what to check on the host") {
    for (const Kind kind : {Kind::Legacy, Kind::Upper, Kind::Mixed}) {
        const auto explanation = made_at(base::Seconds(-3), kind);
        CHECK(explanation.decision.accepted());
        CHECK(explanation.findings.empty());
        CHECK_FALSE(explanation.then_check.empty());
        CHECK(explanation.searched.hypotheses == 0);
    }
}

TEST_CASE("local time taken for UTC is named with its zone, for every offset of a real zone") {
    for (const int offset : {-12 * 60, -9 * 60 - 30, -5 * 60, -3 * 60 - 30, -60, 60, 2 * 60,
                             5 * 60 + 30, 5 * 60 + 45, 8 * 60 + 45, 12 * 60 + 45, 14 * 60}) {
        const auto explanation = made_at(minutes(offset) - base::Seconds(2));
        REQUIRE(first_cause(explanation) == "time-zone");
        const auto& finding = explanation.findings.front();
        CHECK(*finding.offset == minutes(offset) - base::Seconds(2));
        CHECK(finding.certainty == diagnosis::Certainty::NearCertain);
        CHECK(*finding.chance < 1e-5);
        CHECK(finding.profile == "APPLI2I");
    }
}

TEST_CASE("the five hours of the US east coast are told in words") {
    const auto finding = made_at(minutes(-300) - base::Seconds(2)).findings.front();
    CHECK_THAT(finding.what, Contains("the maker's clock is 5 h behind UTC") &&
                                 Contains("local time (UTC-5) was taken for UTC"));
    CHECK_THAT(made_at(minutes(345)).findings.front().what, Contains("UTC+5:45"));
    CHECK_THAT(made_at(minutes(60)).findings.front().what, Contains("daylight saving time"));
}

TEST_CASE("a quarter of an hour that no zone has is a hint, and half an hour's rest is no zone") {
    CHECK(made_at(minutes(75)).findings.front().certainty == diagnosis::Certainty::Hint);
    CHECK(first_cause(made_at(minutes(-67))) == "clock-off");
    CHECK(first_cause(made_at(minutes(-15))) == "clock-off");
}

TEST_CASE("the local zone is recognised when it is given") {
    auto facts = evidence(legacy(kClocksUser, kNow + minutes(120)));
    facts.local_offset = minutes(120);
    CHECK_THAT(explained(std::move(facts)).findings.front().what,
               Contains("the local zone of this system"));
}

TEST_CASE("a clock that is off, or a ticket that was kept, is told with its length and sign") {
    const auto late = made_at(base::Seconds(-1503));
    CHECK(first_cause(late) == "clock-off");
    CHECK_THAT(late.findings.front().what, Contains("made 25 min 03 s ago"));
    CHECK(*late.findings.front().offset == base::Seconds(-1503));
    const auto early = made_at(base::Seconds(725));
    CHECK(first_cause(early) == "clock-off");
    CHECK_THAT(early.findings.front().what, Contains("12 min 05 s in the future"));
    // 2 * 725 + 1 moments are at least as near, of 2^32
    CHECK(*early.findings.front().chance == Approx(1451.0 / 4294967296.0));
}

TEST_CASE("27 seconds ahead with a short TIMEOUT are recognised as leap seconds") {
    auto facts =
        evidence(enhanced(Kind::Upper, kClocksUser, kNow + base::Seconds(27)), Kind::Upper);
    facts.keys.front().window = {base::Seconds(10), base::Seconds(10)};
    const auto explanation = explained(std::move(facts));
    CHECK(first_cause(explanation) == "clock-off");
    CHECK_THAT(explanation.findings.front().what, Contains("leap seconds"));
}

TEST_CASE("enhanced tickets of years ago are still clocks, since few values decode so near") {
    const auto explanation = made_at(-std::chrono::days(200), Kind::Mixed);
    CHECK(first_cause(explanation) == "clock-off");
    CHECK(*explanation.findings.front().chance < 2e-7);
}

TEST_CASE("a time in another form is named") {
    const auto names = passticket::encode_names(kClocksUser);
    const auto now = static_cast<std::uint64_t>(base::to_seconds(kNow));
    struct Form {
        std::uint64_t time;
        const char* what;
    };
    const std::uint64_t little =
        (now & 0xFFU) << 24U | (now & 0xFF00U) << 8U | (now >> 8U & 0xFF00U) | now >> 24U;
    for (const Form& form :
         {Form{now * 1000U + 123U, "milliseconds"}, Form{little, "reverse"},
          Form{now + 2208988800U, "since 1900"}, Form{now - 946684800U, "since 2000"},
          Form{(now + 2208988800U) * 1000000U >> 20U, "TOD clock"}}) {
        const auto explanation = explained(
            evidence(legacy_of(secret(kKey), names, static_cast<std::uint32_t>(form.time))));
        REQUIRE(first_cause(explanation) == "time-form");
        CHECK_THAT(explanation.findings.front().what, Contains(form.what));
        CHECK(*explanation.findings.front().made >= kNow - base::Seconds(1));
        CHECK(*explanation.findings.front().made <= kNow + base::Seconds(1));
    }
}

TEST_CASE("enhanced tickets with four bytes of time at the left, or in milliseconds, are named") {
    const auto names = passticket::encode_names(kClocksUser);
    const auto now = static_cast<std::uint64_t>(base::to_seconds(kNow));
    for (const Kind kind : {Kind::Upper, Kind::Mixed}) {
        CHECK(first_cause(evidence(enhanced_of(secret(kHmacKey), kind, names, now << 16U), kind)) ==
              "time-form");
        CHECK(first_cause(evidence(enhanced_of(secret(kHmacKey), kind, names, now * 1000U),
                                   kind)) == "time-form");
    }
}
