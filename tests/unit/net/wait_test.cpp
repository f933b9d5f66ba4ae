#include "common/net/wait.hpp"

#include <unistd.h>

#include <array>

#include "common/base/unique_fd.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using net::Awaited;
using net::wait_ready;

TEST_CASE("of several descriptors all that have something to read, or have ended, are ready") {
    std::array<std::array<int, 2>, 3> ends{};
    for (auto& pair : ends)
        REQUIRE(::pipe(pair.data()) == 0);
    const base::UniqueFd first(ends[0][0]);
    const base::UniqueFd second(ends[1][0]);
    const base::UniqueFd third(ends[2][0]);
    const base::UniqueFd into_first(ends[0][1]);
    base::UniqueFd into_second(ends[1][1]);
    const base::UniqueFd into_third(ends[2][1]);
    const std::array<Awaited, 3> all{Awaited{first.get()}, {second.get()}, {third.get()}};
    const auto now = std::chrono::steady_clock::now();
    CHECK(wait_ready(all, now).value().empty());
    REQUIRE(::write(into_third.get(), "x", 1) == 1);
    const auto never = net::TimePoint::max();
    CHECK(wait_ready(all, never).value() == std::vector<std::size_t>{2});
    into_second.reset();
    CHECK(wait_ready(all, never).value() == std::vector<std::size_t>{1, 2});
    // What takes output is ready for that at once; who only reads from it still waits.
    const std::array<Awaited, 2> both{Awaited{first.get()}, {into_first.get(), {false, true}}};
    CHECK(wait_ready(both, never).value() == std::vector<std::size_t>{1});
}
