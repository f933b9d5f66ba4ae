#include "common/racf/rotation/rotate.hpp"

#include "tests/unit/racf/rotation/rotated.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using base::ErrorKind;
using base::Seconds;
using rotation::Order;
using rotation::Purpose;
using tests::CutOff;
using tests::kStart;
using tests::Rotated;

namespace {

Order at(base::Instant when) {
    Order order;
    order.at = when;
    return order;
}

Order to(Purpose purpose) {
    return {purpose};
}

}  // namespace

TEST_CASE("a new key is staged, takes over at its moment, and its change is told once") {
    Rotated one;
    const std::string old_key = one.check_value(racf::generating_key(one.ssignon()));
    REQUIRE(one.rotate(at(kStart + Seconds(3600))).ok());
    REQUIRE(one.events.size() == 1);
    const auto told = std::get<rotation::Changed>(one.events.front());
    CHECK(told.profile == "APPLI2I");
    REQUIRE(one.ssignon().rotation.next);
    CHECK(told.action.check_value == one.check_value(one.ssignon().rotation.next->key));
    CHECK(one.changes() == "stage");
    CHECK(one.check_value(racf::generating_key(one.ssignon())) == old_key);

    one.now = kStart + Seconds(3600);
    REQUIRE(one.rotate(to(Purpose::Settle)).ok());
    CHECK(one.changes() == "activate");
    CHECK(one.check_value(racf::generating_key(one.ssignon())) == told.action.check_value);
    REQUIRE(one.ssignon().rotation.previous.size() == 1);
    CHECK(one.check_value(one.ssignon().rotation.previous.front().key) == old_key);
}

TEST_CASE("a staged key is taken away, a new one is rolled back, an earlier one is revoked") {
    Rotated one;
    const std::string old_key = one.check_value(racf::generating_key(one.ssignon()));
    REQUIRE(one.rotate(at(kStart + Seconds(3600))).ok());
    REQUIRE(one.rotate(to(Purpose::Abort)).ok());
    CHECK(one.changes() == "stage abort");
    CHECK_FALSE(one.ssignon().rotation.next);

    REQUIRE(one.rotate({}).ok());
    CHECK(one.check_value(racf::generating_key(one.ssignon())) != old_key);
    one.now += Seconds(1);
    REQUIRE(one.rotate(to(Purpose::RollBack)).ok());
    CHECK(one.changes() == "stage rollback");
    CHECK(one.check_value(racf::generating_key(one.ssignon())) == old_key);

    REQUIRE_FALSE(one.ssignon().rotation.previous.empty());
    REQUIRE(one.rotate(to(Purpose::RevokePrevious)).ok());
    CHECK(one.changes() == "revoke-previous");
    CHECK(one.ssignon().rotation.previous.empty());
}

TEST_CASE("with a period nothing happens until the key is that old") {
    Rotated one;
    REQUIRE(one.rotate({}).ok());
    one.changes();
    Order monthly;
    monthly.every = std::chrono::days(30);
    one.now = kStart + *monthly.every - Seconds(1);
    REQUIRE(one.rotate(monthly).ok());
    CHECK(one.changes() == "retire");  // the grace of the first key is over
    one.now = kStart + *monthly.every;
    REQUIRE(one.rotate(monthly).ok());
    CHECK(one.changes() == "stage");
}

TEST_CASE("a run that is cut off at any step is completed by the next one, and makes no two keys") {
    for (const std::string_view step : {"profile", "refresh", "vault-clean", "audit"}) {
        INFO(step);
        Rotated one;
        one.stop_at = step;
        CHECK_THROWS_AS(one.rotate({}), CutOff);
        CHECK(one.events.empty());
        const std::string made = one.check_value(racf::generating_key(one.ssignon()));
        CHECK(one.ssignon().rotation.unfinished == "stage");

        one.stop_at.clear();
        REQUIRE(one.rotate({}).ok());
        CHECK(one.changes() == "complete");
        CHECK(one.ssignon().rotation.unfinished.empty());
        CHECK(one.check_value(racf::generating_key(one.ssignon())) == made);
        CHECK(one.ssignon().rotation.previous.size() == 1);
    }
}

TEST_CASE(
    "profiles that go on to accept a replaced key are named, and those of a rollback are not") {
    Rotated one;
    const auto shared = one.fixture().keyed("APPLI2I.USER0001", "E001193519561977");
    one.fixture().commit(racf::PutResource{shared});
    one.refresh();
    const auto staged = one.rotate({});
    REQUIRE(staged.ok());
    CHECK(*staged == std::vector<std::string>{"APPLI2I.USER0001"});
    one.now += Seconds(1);
    const auto back = one.rotate(to(Purpose::RollBack));
    REQUIRE(back.ok());
    CHECK(back->empty());
}

TEST_CASE("an order that cannot be carried out says why, under the name of the profile") {
    Rotated one;
    const auto missing = one.rotate(racf::ProfileName::parse("OTHER").value(), {});
    REQUIRE_FALSE(missing.ok());
    CHECK(missing.error().kind == ErrorKind::NotFound);
    CHECK(missing.error().what.starts_with("OTHER: "));
    CHECK_FALSE(missing.error().hint.empty());

    const auto late = one.rotate(at(kStart - Seconds(61)));
    REQUIRE_FALSE(late.ok());
    CHECK(late.error().kind == ErrorKind::Malformed);

    const auto none = one.rotate(to(Purpose::RollBack));
    REQUIRE_FALSE(none.ok());
    CHECK(none.error().kind == ErrorKind::NotFound);
    CHECK(one.events.empty());
}

TEST_CASE("a class that is not RACLISTed is told of: no ticket would be accepted") {
    Rotated one;
    one.fixture().options({});
    REQUIRE(one.rotate({}).ok());
    REQUIRE(one.events.size() == 2);
    CHECK(std::holds_alternative<rotation::NotRaclisted>(one.events.front()));
}
