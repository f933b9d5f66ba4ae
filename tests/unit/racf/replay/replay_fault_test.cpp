// What a disk and a clock can do to the record of used tickets: a sync that fails, a power cut
// after which any part of what was not synced may be missing, clocks that jump, and single flipped
// bits.
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <map>
#include <random>

#include "tests/support/rounds.hpp"
#include "tests/unit/racf/replay/replay_scene.hpp"

using namespace ptkt;
using replay::ReplayCache;
using replay::UseOutcome;
using tests::content_of;
using tests::flip;
using tests::kReplayNow;
using tests::put_content;

namespace {

/// Stands between the program and the system for the files of a replay cache: writes down what is
/// written, and lets a sync fail.
struct DiskShim {
    struct Step {
        bool is_mark = false;
        bool is_sync = false;
        off_t offset = 0;
        std::string bytes;
    };
    std::optional<std::vector<Step>> log;
    int syncs_until_failure = -1;

    static std::string name_of(int fd) {
        char name[4096];
        const auto link = "/proc/self/fd/" + std::to_string(fd);
        const ssize_t length = ::readlink(link.c_str(), name, sizeof name);
        return length < 0 ? std::string() : std::string(name, static_cast<std::size_t>(length));
    }
    void written(int fd, const void* bytes, std::size_t size, off_t offset) {
        if (!log) return;
        const std::string name = name_of(fd);
        const bool is_mark = name.ends_with("/replay.lock");
        if (is_mark || name.ends_with("/replay.cache"))
            log->push_back({is_mark, false, offset, {static_cast<const char*>(bytes), size}});
    }
    bool sync_fails(int fd) {
        if (log && name_of(fd).ends_with("/replay.cache")) log->push_back({false, true, 0, {}});
        return syncs_until_failure >= 0 && syncs_until_failure-- == 0;
    }
};
DiskShim disk_shim;

}  // namespace

// The program's own definitions come before those of the C library.
extern "C" {
ssize_t pwrite(int fd, const void* bytes, std::size_t size, off_t offset) {
    disk_shim.written(fd, bytes, size, offset);
    return ::syscall(SYS_pwrite64, fd, bytes, size, offset);
}
ssize_t pwrite64(int fd, const void* bytes, std::size_t size, off64_t offset) {
    disk_shim.written(fd, bytes, size, offset);
    return ::syscall(SYS_pwrite64, fd, bytes, size, offset);
}
int fdatasync(int fd) {
    if (disk_shim.sync_fails(fd)) {
        errno = EIO;
        return -1;
    }
    return static_cast<int>(::syscall(SYS_fdatasync, fd));
}
}

namespace {}  // namespace

TEST_CASE("the first sync that fails is final until the cache is opened again") {
    const int positions = tests::rounds(100);
    tests::ReplayScene scene;
    for (int position = 0; position < positions; ++position) {
        INFO(position);
        const std::string name = "P" + std::to_string(position);
        for (int i = 0; i < position % 5; ++i)
            REQUIRE(scene.use(name + "before" + std::to_string(i), kReplayNow) ==
                    UseOutcome::Fresh);
        disk_shim.syncs_until_failure = 0;
        const auto failed = scene.answers(name, kReplayNow, kReplayNow);
        REQUIRE_FALSE(failed.ok());
        CHECK(failed.error().what.find("replay.cache") != std::string::npos);
        CHECK(disk_shim.syncs_until_failure == -1);
        // The disk is well again, and still nothing is accepted.
        CHECK_FALSE(scene.answers(name, kReplayNow, kReplayNow).ok());
        CHECK_FALSE(scene.answers(name + "later", kReplayNow, kReplayNow).ok());
        scene.reopen();
        // It was never accepted. Its record is there, unless the failure came before that.
        static_cast<void>(scene.use(name, kReplayNow));
        CHECK(scene.use(name, kReplayNow) == UseOutcome::Replayed);
        CHECK(scene.use(name + "later", kReplayNow) == UseOutcome::Fresh);
    }
}

TEST_CASE("after a power cut no ticket is accepted twice, whatever part of it the disk has kept") {
    constexpr std::size_t kSector = 512;
    std::mt19937 random(20261130);
    const auto below = [&](std::size_t end) {
        return std::uniform_int_distribution<std::size_t>(0, end - 1)(random);
    };
    // A run over two clocks, so that records give way to others; each use with its steps on disk.
    tests::ReplayScene scene;
    const std::string begin = content_of(scene.path());
    disk_shim.log.emplace();
    struct Use {
        std::string ticket;
        base::Instant made;
        std::size_t answered_at;  ///< how many steps the disk had been asked for
    };
    std::vector<Use> uses;
    constexpr int kUses = 900;
    for (int i = 0; i < kUses; ++i) {
        const auto now = kReplayNow + base::Seconds(i < kUses / 2 ? i : 3600 + i);
        const auto made = now + base::Seconds(static_cast<int>(below(1200)) - 600);
        const std::string ticket = "T" + std::to_string(i);
        if (scene.use(ticket, made, now) == UseOutcome::Fresh)
            uses.push_back({ticket, made, disk_shim.log->size()});
    }
    const auto steps = std::exchange(disk_shim.log, std::nullopt).value();
    const std::string end_mark = content_of(scene.lock());

    int known = 0;
    int refused = 0;
    int states = 0;
    for (; states < tests::rounds(1000); ++states) {
        const std::size_t cut = 1 + below(steps.size());
        INFO("state " << states << ", power cut after step " << cut);
        std::string disk = begin;
        std::string mark = end_mark;
        std::vector<DiskShim::Step> pending;
        const auto apply = [&](const DiskShim::Step& step) {
            const auto at = static_cast<std::size_t>(step.offset);
            if (disk.size() < at + step.bytes.size()) disk.resize(at + step.bytes.size());
            disk.replace(at, step.bytes.size(), step.bytes);
        };
        for (std::size_t i = 0; i < cut; ++i) {
            if (steps[i].is_mark) {
                mark = steps[i].bytes;
            } else if (!steps[i].is_sync) {
                // A write that crosses sectors may be torn between them.
                for (std::size_t from = 0; from < steps[i].bytes.size(); from += kSector) {
                    DiskShim::Step part = steps[i];
                    part.offset += static_cast<off_t>(from);
                    part.bytes = steps[i].bytes.substr(from, kSector);
                    pending.push_back(std::move(part));
                }
            } else {
                for (const auto& part : pending)
                    apply(part);
                pending.clear();
            }
        }
        for (const auto& part : pending)
            if (below(2) == 0) apply(part);
        // Under another inode than before, the epoch rule alone would decide. The worst case is
        // that the mark of the disk agrees with the file of the disk in all that the system knows.
        scene.restart_system();
        scene.cache.reset();
        put_content(scene.path(), disk);
        auto known_mark = replay::ReplayMark::parse(mark).value();
        const auto stamp = files::stamp(scene.path()).value();
        known_mark.inode = stamp.inode;
        known_mark.changed_ns = stamp.status_changed_ns;
        put_content(scene.lock(), below(8) == 0 ? mark : known_mark.text());
        scene.reopen();
        // The clock comes back right, slow or fast; every ticket whose window it is in is
        // presented.
        const Use& last = uses[below(uses.size())];
        const auto now = last.made + base::Seconds(static_cast<int>(below(1200)) - 600);
        for (std::size_t i = 0; i < uses.size(); i += 1 + below(40)) {
            if (uses[i].answered_at > cut ||
                std::chrono::abs(uses[i].made - now) > base::Seconds(600))
                continue;
            const auto answer = scene.answers(uses[i].ticket, uses[i].made, now);
            REQUIRE(answer.ok());  // a power cut leaves nothing that must be repaired by hand
            const auto outcome = answer->front().outcome;
            CHECK(outcome != UseOutcome::Fresh);
            known += outcome == UseOutcome::Replayed ? 1 : 0;
            refused += outcome == UseOutcome::BeforeFloor ? 1 : 0;
        }
    }
    INFO(known << " known, " << refused << " refused by the floor, in " << states << " states");
    CHECK(known > states / 10);
    CHECK(refused > 0);
}

TEST_CASE("no jump of a clock, restart, kill or copy put back has a used ticket accepted again") {
    std::mt19937 random(20261201);
    const auto below = [&](int end) {
        return std::uniform_int_distribution<int>(0, end - 1)(random);
    };
    // Around the moment at which the seconds of a legacy ticket wrap, and today.
    int fresh = 0;
    for (const auto begin : {kReplayNow, base::instant((std::int64_t{1} << 32U) - 300)}) {
        for (int round = 0; round < tests::rounds(25); ++round) {
            INFO("begin " << base::to_seconds(begin) << ", round " << round);
            tests::ReplayScene scene;
            std::map<std::string, base::Instant> used;
            std::string kept = content_of(scene.path());
            std::string kept_mark = content_of(scene.lock());
            auto now = begin;
            for (int step = 0; step < 60; ++step) {
                const int what = below(14);
                const std::map<int, int> jumps{{0, -3600}, {1, 3600}, {2, -1}, {3, 601}, {4, -700}};
                if (const auto jump = jumps.find(what); jump != jumps.end())
                    now += base::Seconds(jump->second);
                if (what == 5) scene.restart_system();
                if (what == 6) scene.kill_within_a_change();
                if (what == 7) {
                    kept = content_of(scene.path());
                    kept_mark = content_of(scene.lock());
                }
                if (what >= 8 && what <= 10) {
                    put_content(scene.path(), kept);
                    if (what >= 9) put_content(scene.lock(), kept_mark);
                    // The system's clock of changes ticks in milliseconds: never the mark's tick.
                    const auto kept_state = replay::ReplayMark::parse(kept_mark).value();
                    while (files::stamp(scene.path())->status_changed_ns == kept_state.changed_ns)
                        put_content(scene.path(), kept);
                    if (what == 10) scene.restart_system();
                    // Nothing that is left need know of a clock that was ahead before.
                    if (what >= 9)
                        std::erase_if(used, [&](const auto& one) {
                            return one.second > now + base::Seconds(600);
                        });
                }
                // A client whose clock is ahead or behind, by as much as is allowed.
                const std::string ticket = "T" + std::to_string(step);
                const auto made = now + base::Seconds(below(1201) - 600);
                if (scene.use(ticket, made, now) == UseOutcome::Fresh) {
                    used.emplace(ticket, made);
                    ++fresh;
                }
                for (const auto& [old, when] : used)
                    if (std::chrono::abs(when - now) <= base::Seconds(600))
                        CHECK(scene.use(old, when, now) != UseOutcome::Fresh);
            }
        }
    }
    CHECK(fresh > 100);
}

TEST_CASE("a flipped bit of the cache has no used ticket accepted, and names the file") {
    tests::ReplayScene scene;
    const std::string before = content_of(scene.path());
    REQUIRE(scene.use("AAAAAAAA", kReplayNow) == UseOutcome::Fresh);
    const std::string good = content_of(scene.path());
    std::size_t page = replay::kReplayPageSize;  // that of the record
    while (before.compare(page, replay::kReplayPageSize, good, page, replay::kReplayPageSize) == 0)
        page += replay::kReplayPageSize;
    int named = 0;
    const auto check = [&](std::size_t offset, unsigned bit) {
        flip(scene.path(), offset, bit);
        auto opened = ReplayCache::open(scene.path(), scene.lock(), scene.directory.path());
        const replay::TicketUse use{"USER0002", "APPLI2I", "AAAAAAAA", kReplayNow, "test"};
        const auto answer = opened ? opened->check_and_record({&use, 1}, kReplayNow)
                                   : base::Result<std::vector<replay::UseAnswer>>(opened.error());
        INFO("offset " << offset << ", bit " << bit);
        if (answer) {
            CHECK(answer->front().outcome == UseOutcome::Replayed);
        } else {
            CHECK(answer.error().what.find("replay.cache is damaged") != std::string::npos);
            ++named;
        }
        flip(scene.path(), offset, bit);
    };
    // One bit of every byte; by night every bit.
    const unsigned bits = tests::rounds(1) > 1 ? 8 : 1;
    for (unsigned bit = 0; bit < bits; ++bit) {
        for (std::size_t i = 0; i < replay::kReplayPageSize; ++i)
            check(page + i, (static_cast<unsigned>(i) + bit) % 8);
        for (std::size_t i = 0; i < 72; ++i)
            check(i, (static_cast<unsigned>(i) + bit) % 8);
    }
    CHECK(named == static_cast<int>(bits * (replay::kReplayPageSize + 72)));
    CHECK(content_of(scene.path()) == good);
    CHECK(scene.use("AAAAAAAA", kReplayNow) == UseOutcome::Replayed);
}

TEST_CASE("a loss that is accepted keeps the records that can be read, and forgets wrong clocks") {
    tests::ReplayScene scene;
    const auto ahead = kReplayNow + std::chrono::days(30);
    REQUIRE(scene.use("AHEAD", ahead, ahead) == UseOutcome::Fresh);
    REQUIRE(scene.use("AAAAAAAA", kReplayNow) == UseOutcome::Fresh);
    CHECK(scene.cache->inspect(kReplayNow).value().latest == ahead);
    std::filesystem::remove(scene.lock());
    const auto state = scene.cache->inspect(kReplayNow).value();
    CHECK_FALSE(state.known);
    CHECK(state.records == 2);
    CHECK(scene.use("BBBBBBBB", kReplayNow + base::Seconds(600)) == UseOutcome::BeforeFloor);
    CHECK(scene.cache->inspect(kReplayNow).value().floor == ahead + ReplayCache::kWidest);

    const auto accepted =
        ReplayCache::accept_loss(scene.path(), scene.lock(), kReplayNow, scene.directory.path())
            .value();
    CHECK(accepted.kept == 2);
    CHECK(accepted.damaged == 0);
    CHECK(accepted.floor == ahead + ReplayCache::kWidest);
    // Seen by a program that has the file before it open.
    CHECK(scene.use("BBBBBBBB", kReplayNow + base::Seconds(600)) == UseOutcome::Fresh);
    CHECK(scene.use("AAAAAAAA", kReplayNow) == UseOutcome::Replayed);
    CHECK(scene.use("AHEAD", ahead, ahead) == UseOutcome::Replayed);
}

TEST_CASE("a damaged record is found, and accepting the loss leaves the others") {
    tests::ReplayScene scene;
    for (int i = 0; i < 20; ++i)
        REQUIRE(scene.use("T" + std::to_string(i), kReplayNow) == UseOutcome::Fresh);
    const auto file = replay::ReplayFile::open(scene.path()).value();
    const auto header = file.header().value();
    const auto lost = file.look(header, replay::ReplayDigest{}, replay::kNever).value();
    REQUIRE(lost.free);
    flip(scene.path(), *lost.free * replay::kReplayRecordSize + 20, 1);
    CHECK(scene.cache->inspect(kReplayNow).value().damaged ==
          std::vector<std::uint64_t>{*lost.free * replay::kReplayRecordSize});
    const auto accepted =
        ReplayCache::accept_loss(scene.path(), scene.lock(), kReplayNow, scene.directory.path())
            .value();
    CHECK(accepted.kept == 20);
    CHECK(accepted.damaged == 1);
    for (int i = 0; i < 20; ++i)
        CHECK(scene.use("T" + std::to_string(i), kReplayNow) == UseOutcome::Replayed);
}
