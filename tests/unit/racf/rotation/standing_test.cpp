#include "common/racf/rotation/standing.hpp"

#include "tests/unit/racf/rotation/rotated.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using base::ErrorKind;
using base::Seconds;
using racf::KeyRole;
using tests::kAppl;
using tests::kStart;
using tests::Rotated;

namespace {

rotation::Standing look(const Rotated& one, const rotation::Schedule& schedule = {}) {
    return rotation::look(one.store(), kAppl, schedule, one.now).value();
}

rotation::Order staged_for(base::Instant when) {
    rotation::Order order;
    order.at = when;
    return order;
}

/// A status as the program writes it, of a profile with one DES key.
std::string status_of(const std::string& check_value, const std::string& more) {
    return fmt::format(R"({{"profile":"APPLI2I","kind":"des","check_value":"{0}",)"
                       R"("active":[{{"kind":"des","check_value":"{0}"}}],"previous":[]{1}}})",
                       check_value, more);
}

}  // namespace

TEST_CASE("a standing tells of every key: the active one, the staged one, earlier ones") {
    Rotated one;
    CHECK(look(one).state == "active");
    CHECK(look(one).keys.size() == 1);
    REQUIRE(one.rotate(staged_for(kStart + Seconds(3600))).ok());
    const auto staged = look(one);
    CHECK(staged.state == "staged");
    REQUIRE(staged.find(KeyRole::Next) != nullptr);
    CHECK(staged.find(KeyRole::Next)->when == kStart + Seconds(3600));
    CHECK(staged.find(KeyRole::Previous) == nullptr);

    // Nobody has run anything since: the moment alone makes it the active one.
    one.now = kStart + Seconds(3600);
    const auto active = look(one);
    CHECK(active.state == "grace");
    CHECK(active.find(KeyRole::Active)->check_value == staged.find(KeyRole::Next)->check_value);
    CHECK(active.find(KeyRole::Previous)->check_value == staged.find(KeyRole::Active)->check_value);
}

TEST_CASE("a standing says what is due, what is not in force and what was cut off") {
    Rotated one;
    REQUIRE(one.rotate({}).ok());
    const rotation::Schedule daily{Seconds(86400), {}};
    CHECK_FALSE(look(one, daily).is_due());
    one.now = kStart + Seconds(86400);
    CHECK(look(one, daily).is_due());
    CHECK_FALSE(look(one).due);
    CHECK(look(one).is_settled());

    REQUIRE(one.rotate({rotation::Purpose::Settle}).ok());
    one.stop_at = "profile";
    CHECK_THROWS_AS(one.rotate({}), tests::CutOff);
    const auto cut_off = look(one);
    CHECK(cut_off.state == "unfinished");
    CHECK(cut_off.unfinished == "stage");
    CHECK(cut_off.refresh_pending);
    CHECK_FALSE(cut_off.is_settled());
}

TEST_CASE("no standing without a profile") {
    const Rotated one;
    const auto other = racf::ProfileName::parse("OTHER").value();
    const auto standing = rotation::look(one.store(), other, {}, one.now);
    REQUIRE_FALSE(standing.ok());
    CHECK(standing.error().kind == ErrorKind::NotFound);
}

TEST_CASE("the other end's status is compared key by key") {
    Rotated one;
    const auto ours = look(one);
    const std::string key = ours.find(KeyRole::Active)->check_value;
    const auto compare = [&](const std::string& text) {
        return rotation::differences(ours, text, "peer.json");
    };
    CHECK(compare(status_of(key, "")).value().empty());
    CHECK(compare(status_of("0123456789AB", "")).value() ==
          fmt::format("active key: here des {}, there des 0123456789AB", key));
    CHECK(compare(status_of(key, R"(,"next_check_value":"0123456789AB")")).value() ==
          "next key: here none, there 0123456789AB");
    CHECK(compare(status_of(key, R"(,"refresh_pending":true)")).value() ==
          "there: not in force until REFRESH");
    CHECK(compare(status_of(key, R"(,"unfinished":"stage")")).value() ==
          "there: a run was cut off");
    // One of an earlier version has no list of active keys.
    CHECK(compare(fmt::format(R"({{"profile":"APPLI2I","kind":"des","check_value":"{}"}})", key))
              .value()
              .empty());
    for (const char* text : {"", "{}", "no JSON"}) {
        INFO(text);
        const auto none = compare(text);
        REQUIRE_FALSE(none.ok());
        CHECK(none.error().kind == ErrorKind::Malformed);
        CHECK(none.error().what.starts_with("peer.json "));
    }
}
