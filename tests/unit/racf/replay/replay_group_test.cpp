#include <filesystem>

#include "common/base/text/hex.hpp"
#include "common/racf/replay/group.hpp"
#include "common/racf/replay/settings.hpp"
#include "tests/unit/racf/replay/replay_scene.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using replay::EpochKeeper;
using replay::GroupDialogue;
using replay::GroupKey;
using replay::GroupOutcome;

namespace {

constexpr base::Seconds kGroupFuture{30};
const base::Instant kGroupNow = base::instant(1'700'000'000);

/// A dialogue with nobody, whose epoch is kept in a directory of its own.
struct GroupScene {
    tests::TemporaryDirectory directory;
    files::Path path = directory.path() / "replay.epoch";
    files::Path settings = directory.path() / "replay.toml";

    GroupScene() { set_future(kGroupFuture, replay::kWidestHalf + base::Seconds(1)); }
    /// As `racf-admin replay future` did so long ago.
    void set_future(base::Seconds future, base::Seconds ago) const {
        REQUIRE(replay::write_replay_future(settings, future));
        std::filesystem::last_write_time(settings,
                                         std::chrono::file_clock::from_sys(kGroupNow - ago));
    }
    [[nodiscard]] EpochKeeper keeper() const { return EpochKeeper::open(path, settings).value(); }
    [[nodiscard]] GroupDialogue dialogue() const {
        return {GroupKey(base::Secret(base::as_bytes("a key of the group"))), keeper()};
    }
};

replay::GroupUse use_made(base::Instant made) {
    return {"USER0002", "APPLI2I", "legacy", made};
}

GroupOutcome answer_to(GroupDialogue& dialogue, base::Instant made, const std::string& said) {
    std::string line;
    const auto number = dialogue.ask(use_made(made), line);
    dialogue.take(fmt::format("{}{} fresh\n", said, number), kGroupNow);
    return dialogue.take_answers().at(0).answer.outcome;
}

}  // namespace

TEST_CASE("All receivers of a group compute the same of a ticket, and nobody else") {
    const GroupKey key(base::Secret(base::as_bytes("a key of the group")));
    const GroupKey same(base::Secret(base::as_bytes("a key of the group")));
    const GroupKey other(base::Secret(base::as_bytes("a key of others")));
    const auto use = use_made(kGroupNow);
    CHECK(key.digest_of(use) == same.digest_of(use));
    CHECK(key.digest_of(use).size() == 64);
    CHECK(key.digest_of(use) != other.digest_of(use));
    CHECK(key.check() != other.check());
    CHECK(key.digest_of(use) != key.digest_of(use_made(kGroupNow + base::Seconds(1))));
    CHECK(GroupKey::slot_of(use) == 1'700'000'000 / 600);
    auto enhanced = use;
    enhanced.kind = "enhanced-upper";
    CHECK(key.digest_of(use) != key.digest_of(enhanced));
}

TEST_CASE("Only an engine that says who it is is believed") {
    const GroupScene scene;
    auto dialogue = scene.dialogue();
    std::string line;
    const auto number = dialogue.ask(use_made(kGroupNow), line);
    CHECK(line.starts_with(fmt::format("{} 2833333 ", number)));
    dialogue.take(fmt::format("{} fresh\n", number), kGroupNow);
    CHECK(dialogue.take_answers().at(0).answer.outcome == GroupOutcome::Unknown);
    CHECK(answer_to(dialogue, kGroupNow, "ready system/1 100\n") == GroupOutcome::Fresh);
    CHECK(answer_to(dialogue, kGroupNow, "away no standby\n") == GroupOutcome::Unknown);
    CHECK(dialogue.why() == "no standby");
    CHECK(answer_to(dialogue, kGroupNow, "ready system/1 120\n") == GroupOutcome::Fresh);
    CHECK(answer_to(dialogue, kGroupNow, "ready system/1\n") == GroupOutcome::Unknown);
    CHECK(answer_to(dialogue, kGroupNow, "nonsense\n") == GroupOutcome::Unknown);
}

TEST_CASE("A helper that is lost leaves nobody without an answer, and late ones do not count") {
    const GroupScene scene;
    auto dialogue = scene.dialogue();
    std::string line;
    dialogue.take("ready system/1 100\n", kGroupNow);
    const auto number = dialogue.ask(use_made(kGroupNow), line);
    dialogue.lose("it has ended");
    const auto answers = dialogue.take_answers();
    REQUIRE(answers.size() == 1);
    CHECK(answers[0].answer.outcome == GroupOutcome::Unknown);
    CHECK(answers[0].answer.why == "it has ended");
    dialogue.take(fmt::format("ready system/1 100\n{} fresh\n", number), kGroupNow);
    CHECK(dialogue.take_answers().empty());
}

TEST_CASE("Tickets made before the engine became another are refused, also after a restart") {
    const auto another =
        GENERATE(std::string("ready system/2 200\n"), std::string("ready system/1 90\n"));
    const GroupScene scene;
    {
        auto dialogue = scene.dialogue();
        CHECK(answer_to(dialogue, kGroupNow, "ready system/1 100\n") == GroupOutcome::Fresh);
        CHECK(answer_to(dialogue, kGroupNow + kGroupFuture, another) == GroupOutcome::BeforeFloor);
        const auto after = kGroupNow + kGroupFuture + base::Seconds(1);
        CHECK(answer_to(dialogue, after, "") == GroupOutcome::Fresh);
    }
    const auto keeper = scene.keeper();
    REQUIRE(keeper.floor());
    CHECK(*keeper.floor() == kGroupNow + kGroupFuture);
}

TEST_CASE("How far ahead tickets may be made counts as it is when the engine becomes another") {
    const base::Seconds long_ago = replay::kWidestHalf + base::Seconds(1);
    const GroupScene scene;
    auto dialogue = scene.dialogue();
    CHECK(answer_to(dialogue, kGroupNow, "ready system/1 100\n") == GroupOutcome::Fresh);
    scene.set_future(base::Seconds(60), long_ago);
    const auto later = kGroupNow + base::Seconds(60);
    CHECK(answer_to(dialogue, later, "ready system/2 100\n") == GroupOutcome::BeforeFloor);
    CHECK(answer_to(dialogue, later + base::Seconds(1), "") == GroupOutcome::Fresh);
    // What was accepted under the wider setting before is not over yet.
    scene.set_future(base::Seconds(0), replay::kWidestHalf);
    const auto latest = kGroupNow + replay::kWidestHalf;
    CHECK(answer_to(dialogue, latest, "ready system/3 100\n") == GroupOutcome::BeforeFloor);
    CHECK(answer_to(dialogue, latest + base::Seconds(1), "") == GroupOutcome::Fresh);
    // Without knowing it nothing is accepted.
    REQUIRE(files::append(scene.settings, "future = 0\n", false));
    CHECK(answer_to(dialogue, latest + base::Seconds(1), "ready system/4 100\n") ==
          GroupOutcome::Unknown);
}

TEST_CASE("An epoch that cannot be kept, or read, is no epoch to accept by") {
    const GroupScene scene;
    auto dialogue = scene.dialogue();
    CHECK(answer_to(dialogue, kGroupNow, "ready system/1 100\n") == GroupOutcome::Fresh);
    std::filesystem::remove_all(scene.directory.path());
    CHECK(answer_to(dialogue, kGroupNow, "ready system/2 100\n") == GroupOutcome::Unknown);
    std::filesystem::create_directory(scene.directory.path());
    CHECK(answer_to(dialogue, kGroupNow, "ready system/2 100\n") == GroupOutcome::BeforeFloor);
    REQUIRE(files::append(scene.path, "position = 1\n", false));
    CHECK_FALSE(EpochKeeper::open(scene.path, scene.settings));
}
