// What stands beside the replay cache and says how it was left: the mark in its lock file, and the
// system's witness. Single flipped bits of either.
#include <filesystem>

#include "tests/unit/racf/replay/replay_scene.hpp"

using namespace ptkt;
using replay::UseOutcome;
using tests::content_of;
using tests::flip;
using tests::kReplayNow;
using tests::put_content;

TEST_CASE("a flipped bit of the mark has no used ticket accepted") {
    tests::ReplayScene scene;
    REQUIRE(scene.use("AAAAAAAA", kReplayNow) == UseOutcome::Fresh);
    const std::string mark = content_of(scene.lock());
    const std::string file = content_of(scene.path());
    for (std::size_t i = 0; i < mark.size() * 8; ++i) {
        INFO("bit " << i);
        flip(scene.lock(), i / 8, static_cast<unsigned>(i % 8));
        scene.reopen();
        CHECK(scene.use("AAAAAAAA", kReplayNow) == UseOutcome::Replayed);
        // The mark is the word of the one before; without it anything may have been used.
        CHECK(scene.use("B" + std::to_string(i), kReplayNow) == UseOutcome::BeforeFloor);
        put_content(scene.path(), file);
        put_content(scene.lock(), mark);
        scene.restart_system();
    }
}

TEST_CASE("a flipped bit of the witness hides no store that was put back, and is named") {
    tests::ReplayScene scene;
    REQUIRE(scene.use("BEFORE", kReplayNow) == UseOutcome::Fresh);
    const std::string old_mark = content_of(scene.lock());
    const std::string old_file = content_of(scene.path());
    REQUIRE(scene.use("AAAAAAAA", kReplayNow) == UseOutcome::Fresh);
    const std::string new_mark = content_of(scene.lock());
    const std::string new_file = content_of(scene.path());
    files::Path witness;
    for (const auto& entry : std::filesystem::directory_iterator(scene.directory.path()))
        if (entry.path().filename().string().starts_with("ptkt-witness-")) witness = entry.path();
    const std::string good = content_of(witness);
    constexpr std::size_t kEntry = 24;
    int entries = 0;
    for (std::size_t at = 0; at + kEntry <= good.size(); at += kEntry) {
        if (good.compare(at, kEntry, std::string(kEntry, '\0')) == 0) continue;
        ++entries;
        for (std::size_t bit = 0; bit < kEntry * 8; ++bit) {
            INFO("entry at " << at << ", bit " << bit);
            flip(witness, at + bit / 8, static_cast<unsigned>(bit % 8));
            // By itself it changes nothing, and is told.
            scene.reopen();
            const auto state = scene.cache->inspect(kReplayNow).value();
            REQUIRE(state.witness_damaged.size() == 1);
            CHECK(state.witness_damaged.front().path == witness);
            CHECK(state.witness_damaged.front().offset == at);
            CHECK(scene.use("AAAAAAAA", kReplayNow) == UseOutcome::Replayed);
            // File and mark as they were before the use, at the same places.
            put_content(scene.path(), old_file);
            put_content(scene.lock(), old_mark);
            scene.reopen();
            CHECK(scene.use("AAAAAAAA", kReplayNow) == UseOutcome::BeforeFloor);
            put_content(scene.path(), new_file);
            put_content(scene.lock(), new_mark);
            put_content(witness, good);
        }
    }
    CHECK(entries == 2);
}
