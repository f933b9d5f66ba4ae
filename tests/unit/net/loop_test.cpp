#include "common/net/loop.hpp"

#include <fcntl.h>
#include <sys/eventfd.h>

#include "tests/support/fake_clock.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using net::Loop;
using net::Milliseconds;

namespace {

constexpr net::Readiness kInput{true, false};

base::UniqueFd readable() {
    return base::UniqueFd(::eventfd(1, EFD_CLOEXEC | EFD_NONBLOCK));
}

}  // namespace

TEST_CASE("a timer calls once, at its last moment, and not when it was cleared") {
    tests::FakeClock clock;
    Loop loop = Loop::create(clock).value();
    int calls = 0;
    net::Timer timer(loop, [&] { ++calls; });
    timer.set(clock.now() + Milliseconds(10));
    timer.set(clock.now() + Milliseconds(30));
    const auto pass = [&](Milliseconds length) {
        clock.let_pass(length);
        REQUIRE(loop.turn(clock.now() + length).ok());
    };
    pass(Milliseconds(20));
    CHECK(calls == 0);
    pass(Milliseconds(10));
    CHECK(calls == 1);
    pass(Milliseconds(100));
    CHECK(calls == 1);
    timer.set(clock.now() + Milliseconds(10));
    timer.clear();
    {
        net::Timer(loop, [&] { ++calls; }).set(clock.now() + Milliseconds(10));
    }
    pass(Milliseconds(100));
    CHECK(calls == 1);
}

TEST_CASE("a watch is of one descriptor at a time, and ends with what has it") {
    tests::FakeClock clock;
    Loop loop = Loop::create(clock).value();
    const auto first = readable();
    const auto second = readable();
    int calls = 0;
    const auto called = [&] {
        const int before = calls;
        REQUIRE(loop.turn(clock.now()).ok());
        return calls - before;
    };
    {
        net::Watch watch(loop, [&] { ++calls; });
        REQUIRE(watch.set(first.get(), kInput).ok());
        REQUIRE(watch.set(second.get(), kInput).ok());
        CHECK(called() == 1);
        REQUIRE(watch.set(second.get(), {false, false}).ok());
        CHECK(called() == 0);
        REQUIRE(watch.set(second.get(), {false, true}).ok());
        CHECK(called() == 1);
    }
    CHECK(called() == 0);
}

TEST_CASE("a watch that has ended in its own call leaves the number of its descriptor free") {
    tests::FakeClock clock;
    Loop loop = Loop::create(clock).value();
    auto first = readable();
    const int number = first.get();
    int calls = 0;
    net::Watch watch(loop, [&] {
        ++calls;
        watch.clear();
        first.reset();
    });
    REQUIRE(watch.set(number, kInput).ok());
    REQUIRE(loop.turn(clock.now()).ok());
    const auto second = readable();
    REQUIRE(second.get() == number);
    CHECK_FALSE(watch.is_set());
    REQUIRE(watch.set(number, kInput).ok());
    REQUIRE(loop.turn(clock.now()).ok());
    CHECK(calls == 2);
}

TEST_CASE("a file is ready in every turn as long as it is watched") {
    tests::FakeClock clock;
    Loop loop = Loop::create(clock).value();
    int calls = 0;
    const base::UniqueFd null(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    net::Watch watch(loop, [&] { ++calls; });
    REQUIRE(watch.set(null.get(), kInput).ok());
    CHECK(loop.time_limit({}) == 0);
    REQUIRE(loop.turn({}).ok());
    REQUIRE(loop.turn({}).ok());
    CHECK(calls == 2);
    watch.clear();
    CHECK(loop.time_limit({}) == -1);
}
