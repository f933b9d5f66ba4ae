#include <filesystem>
#include <fstream>

#include "common/racf/replay/hold.hpp"
#include "tests/unit/racf/replay/replay_scene.hpp"

using namespace ptkt;
using replay::ReplayCache;
using replay::UseOutcome;
using tests::kReplayNow;
using Cache = tests::ReplayScene;

namespace {

/// Writes a file's content into another, which stays the same inode.
void overwrite(const files::Path& target, const files::Path& source) {
    std::ofstream(target, std::ios::binary | std::ios::trunc)
        << std::ifstream(source, std::ios::binary).rdbuf();
}

}  // namespace

TEST_CASE("a ticket is fresh once, also after the cache was opened anew") {
    Cache cache;
    CHECK(cache.use("AAAAAAAA", kReplayNow) == UseOutcome::Fresh);
    CHECK(cache.use("AAAAAAAA", kReplayNow) == UseOutcome::Replayed);
    cache.reopen();
    CHECK(cache.use("AAAAAAAA", kReplayNow) == UseOutcome::Replayed);
}

TEST_CASE("user, application and ticket together are what must not come twice") {
    Cache cache;
    CHECK(cache.use("AAAAAAAA", kReplayNow) == UseOutcome::Fresh);
    CHECK(cache.use("AAAAAAAA", kReplayNow, kReplayNow, "USER0001") == UseOutcome::Fresh);
    CHECK(cache.use("AAAAAAAA", kReplayNow, kReplayNow, "USER0002", "OTHER") == UseOutcome::Fresh);
    // Names that join to the same text are still different names.
    CHECK(cache.use("AAAAAAAA", kReplayNow, kReplayNow, "AB", "C") == UseOutcome::Fresh);
    CHECK(cache.use("AAAAAAAA", kReplayNow, kReplayNow, "A", "BC") == UseOutcome::Fresh);
}

TEST_CASE("of equal uses in one step the first is fresh") {
    Cache cache;
    const replay::TicketUse one{"U", "A", "AAAAAAAA", kReplayNow, "x"};
    const replay::TicketUse uses[] = {one, one};
    const auto answers = cache.cache->check_and_record(uses, kReplayNow).value();
    CHECK(answers[0].outcome == UseOutcome::Fresh);
    CHECK(answers[1].outcome == UseOutcome::Replayed);
    CHECK(answers[1].earlier->source == "x");
}

TEST_CASE("entries leave when no window reaches them, and the file does not grow for ever") {
    Cache cache;
    std::uintmax_t early = 0;
    for (int i = 0; i < 3000; ++i) {
        const auto now = kReplayNow + base::Seconds(10 * i);
        REQUIRE(cache.use("T" + std::to_string(i), now, now) == UseOutcome::Fresh);
        if (i == 500) early = std::filesystem::file_size(cache.path());
    }
    CHECK(std::filesystem::file_size(cache.path()) <= 2 * early);
}

TEST_CASE("a clock that is set back brings no used ticket back") {
    Cache cache;
    CHECK(cache.use("AAAAAAAA", kReplayNow) == UseOutcome::Fresh);
    // An hour ahead the entry leaves; an hour back its ticket must still be refused.
    CHECK(cache.use("BBBBBBBB", kReplayNow + base::Seconds(3600),
                    kReplayNow + base::Seconds(3600)) == UseOutcome::Fresh);
    CHECK(cache.use("AAAAAAAA", kReplayNow) == UseOutcome::Replayed);
    CHECK(cache.use("CCCCCCCC", kReplayNow + base::Seconds(1)) == UseOutcome::Fresh);
}

TEST_CASE("a record that gave way is not forgotten when the clock is set back") {
    Cache cache;
    const auto ahead = kReplayNow + base::Seconds(3600);
    constexpr int kTickets = 700;  // more than the first table has places
    for (int i = 0; i < kTickets; ++i)
        REQUIRE(cache.use("A" + std::to_string(i), kReplayNow) == UseOutcome::Fresh);
    for (int i = 0; i < 3 * kTickets; ++i)
        REQUIRE(cache.use("B" + std::to_string(i), ahead, ahead) == UseOutcome::Fresh);
    int gave_way = 0;
    for (int i = 0; i < kTickets; ++i) {
        const auto outcome = cache.use("A" + std::to_string(i), kReplayNow);
        CHECK(outcome != UseOutcome::Fresh);
        gave_way += outcome == UseOutcome::BeforeFloor ? 1 : 0;
    }
    CHECK(gave_way > kTickets / 2);
    // Only what was made up to then is concerned.
    CHECK(cache.use("CCCCCCCC", kReplayNow + base::Seconds(1)) == UseOutcome::Fresh);
}

TEST_CASE("a cache that was lost accepts nothing that it may have seen before") {
    Cache cache;
    CHECK(cache.use("AAAAAAAA", kReplayNow + base::Seconds(599)) == UseOutcome::Fresh);
    cache.cache.reset();
    std::filesystem::remove(cache.path());
    cache.reopen();
    CHECK(cache.use("AAAAAAAA", kReplayNow + base::Seconds(599), kReplayNow + base::Seconds(1)) ==
          UseOutcome::BeforeFloor);
    CHECK(cache.use("BBBBBBBB", kReplayNow + base::Seconds(601), kReplayNow + base::Seconds(1)) ==
          UseOutcome::BeforeFloor);
    CHECK(cache.use("CCCCCCCC", kReplayNow + base::Seconds(602), kReplayNow + base::Seconds(601)) ==
          UseOutcome::Fresh);
}

TEST_CASE("a cache that was put back from a copy accepts nothing that the lost one may have seen") {
    Cache cache;
    std::filesystem::copy_file(cache.path(), cache.directory.path() / "copy");
    CHECK(cache.use("AAAAAAAA", kReplayNow) == UseOutcome::Fresh);
    std::filesystem::rename(cache.directory.path() / "copy", cache.path());
    // While it is open, and when it is opened anew.
    CHECK(cache.use("AAAAAAAA", kReplayNow) == UseOutcome::BeforeFloor);
    cache.reopen();
    CHECK(cache.use("AAAAAAAA", kReplayNow) == UseOutcome::BeforeFloor);
}

TEST_CASE("a copy that is written over the cache accepts nothing that the lost one may have seen") {
    Cache cache;
    const files::Path copy = cache.directory.path() / "copy";
    const files::Path lock_copy = cache.directory.path() / "lock-copy";
    std::filesystem::copy_file(cache.path(), copy);
    std::filesystem::copy_file(cache.lock(), lock_copy);
    CHECK(cache.use("AAAAAAAA", kReplayNow) == UseOutcome::Fresh);
    // The same inode, and even the lock file of that time: only the system's own word is left.
    overwrite(cache.path(), copy);
    overwrite(cache.lock(), lock_copy);
    SECTION("seen by a program that has it open") {}
    SECTION("seen by the next program") {
        cache.reopen();
    }
    CHECK(cache.use("AAAAAAAA", kReplayNow) == UseOutcome::BeforeFloor);
    CHECK(cache.use("BBBBBBBB", kReplayNow + ReplayCache::kWidest) == UseOutcome::BeforeFloor);
    CHECK(cache.use("BBBBBBBB", kReplayNow + ReplayCache::kWidest + base::Seconds(1)) ==
          UseOutcome::Fresh);
}

TEST_CASE("after the system went down while the cache was written nothing earlier is accepted") {
    Cache cache;
    CHECK(cache.use("AAAAAAAA", kReplayNow) == UseOutcome::Fresh);
    cache.kill_within_a_change();
    SECTION("another run of the system: what the disk kept is not known") {
        cache.restart_system();
        // The clock came back an hour slow: the latest that was seen counts.
        CHECK(cache.use("BBBBBBBB", kReplayNow, kReplayNow - std::chrono::hours(1)) ==
              UseOutcome::BeforeFloor);
        CHECK(cache.use("BBBBBBBB", kReplayNow + base::Seconds(600), kReplayNow) ==
              UseOutcome::BeforeFloor);
        CHECK(cache.use("BBBBBBBB", kReplayNow + base::Seconds(601), kReplayNow) ==
              UseOutcome::Fresh);
    }
    SECTION("the same run: only the program was killed, and its file is whole") {
        CHECK(cache.use("BBBBBBBB", kReplayNow) == UseOutcome::Fresh);
        CHECK(cache.use("AAAAAAAA", kReplayNow) == UseOutcome::Replayed);
    }
}

TEST_CASE("after an orderly restart of the system everything is known") {
    Cache cache;
    CHECK(cache.use("AAAAAAAA", kReplayNow) == UseOutcome::Fresh);
    cache.restart_system();
    CHECK(cache.use("AAAAAAAA", kReplayNow) == UseOutcome::Replayed);
    CHECK(cache.use("BBBBBBBB", kReplayNow) == UseOutcome::Fresh);
}

TEST_CASE("without its lock file the cache accepts nothing that may have been used") {
    Cache cache;
    CHECK(cache.use("AAAAAAAA", kReplayNow) == UseOutcome::Fresh);
    std::filesystem::remove(cache.lock());
    CHECK(cache.use("BBBBBBBB", kReplayNow) == UseOutcome::BeforeFloor);
    CHECK(cache.use("BBBBBBBB", kReplayNow + base::Seconds(601)) == UseOutcome::Fresh);
}

TEST_CASE("looking changes nothing") {
    Cache cache;
    const replay::TicketUse one{"U", "A", "AAAAAAAA", kReplayNow, "x"};
    CHECK(cache.cache->look_up(one).value().outcome == UseOutcome::Fresh);
    CHECK(cache.cache->check_and_record({&one, 1}, kReplayNow).value().front().outcome ==
          UseOutcome::Fresh);
    CHECK(cache.cache->look_up(one).value().outcome == UseOutcome::Replayed);
}

TEST_CASE("looking takes a record that is newer than the header for the loss that it is") {
    Cache scene;
    const replay::TicketUse one{"USER0002", "APPLI2I", "AAAAAAAA", kReplayNow, "test"};
    REQUIRE(scene.cache->look_up(one).value().outcome == UseOutcome::Fresh);
    {
        const auto file = replay::ReplayFile::open(scene.path()).value();
        const auto header = file.header().value();
        const auto place = file.look(header, replay::digest_of(one), replay::kNever).value();
        replay::ReplayRecord newer;
        newer.number = header.number + 1;
        newer.digest.fill(0x5A);
        REQUIRE(file.write(newer, header, place.free.value()).ok());
    }
    const auto looked = scene.cache->look_up(one).value();
    CHECK(looked.outcome == UseOutcome::BeforeFloor);
    CHECK(looked.floor.value() >= kReplayNow);
    CHECK(scene.use("AAAAAAAA", kReplayNow) == UseOutcome::BeforeFloor);
}

TEST_CASE("a file that is cut off or is no cache is refused with its name") {
    Cache cache;
    for (int i = 0; i < 200; ++i)
        cache.use("T" + std::to_string(i), kReplayNow);
    cache.cache.reset();
    const auto size = std::filesystem::file_size(cache.path());
    for (const std::uintmax_t cut :
         {size - 1, size / 2, std::uintmax_t{4096}, std::uintmax_t{100}}) {
        std::filesystem::resize_file(cache.path(), cut);
        const auto opened = ReplayCache::open(cache.path(), cache.lock(), cache.directory.path());
        INFO(cut);
        REQUIRE_FALSE(opened.ok());
        CHECK(opened.error().what.find("replay.cache") != std::string::npos);
    }
}
