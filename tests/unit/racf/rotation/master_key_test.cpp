#include "common/racf/rotation/master_key.hpp"

#include <fstream>

#include "common/racf/rotation/key_maker.hpp"
#include "tests/unit/racf/rotation/rotated.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using tests::CutOff;
using tests::Rotated;

namespace {

std::string check_value(const Rotated& one) {
    return one.check_value(racf::generating_key(one.ssignon()));
}

base::Secret master_key_of(const Rotated& one) {
    return one.store().keys().master_key().value();
}

}  // namespace

TEST_CASE("a store that keeps its master key gets another one, and its keys open by that") {
    Rotated one;
    const std::string before = check_value(one);
    const auto old_key = master_key_of(one);
    const auto done = rotation::exchange_master_key(one.store(), {}, one.surroundings());
    REQUIRE(done.ok());
    CHECK(done->finished);
    CHECK(done->keys > 0);
    CHECK_FALSE(master_key_of(one).equals(old_key));
    CHECK(check_value(one) == before);

    std::ifstream log(one.store().layout().audit_log());
    std::string last;
    for (std::string line; std::getline(log, line);)
        last = line;
    CHECK(last.find(R"("event":"rekey")") != std::string::npos);
    CHECK(last.find(R"("action":"finished")") != std::string::npos);
}

TEST_CASE("an exchange that is cut off goes on with the key that it had") {
    for (const std::string_view step : {"pair", "sealed", "snapshots", "master"}) {
        INFO(step);
        Rotated one;
        const std::string before = check_value(one);
        one.stop_at = step;
        CHECK_THROWS_AS(rotation::exchange_master_key(one.store(), {}, one.surroundings()), CutOff);
        CHECK(check_value(one) == before);
        one.stop_at.clear();
        const auto done = rotation::exchange_master_key(one.store(), {}, one.surroundings());
        REQUIRE(done.ok());
        CHECK(done->finished);
        CHECK(check_value(one) == before);
    }
}

TEST_CASE("a new key is asked for once nobody else is at work, and its error ends the exchange") {
    Rotated one;
    const auto old_key = master_key_of(one);
    rotation::MasterKeyOrder order;
    int asked = 0;
    order.new_key = [&]() -> base::Result<base::Secret> {
        ++asked;
        return base::fail(base::ErrorKind::NotFound, "no such key");
    };
    {
        const auto other = files::FileLock::acquire(one.store().layout().rotate_lock(), {});
        REQUIRE(other.ok());
        const auto busy = rotation::exchange_master_key(one.store(), order, one.surroundings());
        REQUIRE_FALSE(busy.ok());
        CHECK(busy.error().kind == base::ErrorKind::TryAgain);
        CHECK(asked == 0);
    }
    const auto none = rotation::exchange_master_key(one.store(), order, one.surroundings());
    REQUIRE_FALSE(none.ok());
    CHECK(none.error().what == "no such key");
    CHECK(asked == 1);
    CHECK(master_key_of(one).equals(old_key));
}
