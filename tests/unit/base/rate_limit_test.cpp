#include "common/base/rate_limit.hpp"

#include "tests/unit/test.hpp"

using namespace ptkt::base;

TEST_CASE("a rate allows a burst, then one in each interval, and the burst again after a pause") {
    using std::chrono::seconds;
    RateLimit limit({3, seconds(2)});
    const RateLimit::TimePoint start{seconds(1'000)};
    const auto taken_at = [&](int second) { return limit.take(start + seconds(second)); };
    CHECK(limit.is_idle(start));
    for (int i = 0; i < 3; ++i)
        CHECK(taken_at(0));
    CHECK_FALSE(taken_at(0));
    CHECK_FALSE(taken_at(1));
    CHECK(taken_at(2));
    CHECK_FALSE(taken_at(3));
    CHECK_FALSE(limit.is_idle(start + seconds(7)));
    CHECK(limit.is_idle(start + seconds(8)));
    for (int i = 0; i < 3; ++i)
        CHECK(taken_at(8));
    CHECK_FALSE(taken_at(8));
}
