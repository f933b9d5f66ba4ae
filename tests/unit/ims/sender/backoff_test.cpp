#include "common/ims/sender/backoff.hpp"

#include "tests/unit/test.hpp"

using ptkt::ims_sender::Backoff;
using std::chrono::milliseconds;

TEST_CASE("pauses double up to half a minute, half of each left to chance") {
    Backoff least;
    Backoff most;
    for (const int seconds : {1, 2, 4, 8, 16, 30, 30}) {
        CHECK(least.next(0) == milliseconds(seconds * 500));
        CHECK(most.next(static_cast<std::uint32_t>(seconds) * 500) == milliseconds(seconds * 1000));
    }
    most.reset();
    CHECK(most.next(0xFFFFFFFFU) <= milliseconds(1000));
}
