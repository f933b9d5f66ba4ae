#include <filesystem>

#include "common/racf/store/store.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/unit/ims/receiver/scene.hpp"

using namespace scene;

// What others do with the store's locks, and what a receiver with many connections makes of it.

namespace {

using SceneClock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds kAtOnce(0);

files::FileLock hold(const std::filesystem::path& lock) {
    return files::FileLock::acquire(lock, kAtOnce).value();
}

std::string wrong_ticket() {
    return "AAAAAAAA";
}

ims_wire::Request message_of(std::string client_id, const std::string& ticket) {
    auto request = message(ticket);
    request.irm.client_id = std::move(client_id);
    return request;
}

/// SETROPTS PASSWORD(REVOKE(n)) in the store of a scene.
void revoke_after(const Scene& scene, std::int64_t count) {
    auto store = store::Store::open(scene.store()).value();
    auto options = store->options().value();
    options.revoke_after = count;
    std::vector<racf::Change> changes;
    changes.emplace_back(racf::PutOptions{options});
    REQUIRE(store->commit(changes, kNow).ok());
}

/// A group whose other members have never used any ticket.
std::unique_ptr<ims_sign_on::GroupReplay> lonely_group(store::Store& store,
                                                       const files::Path& directory) {
    const base::Secret key(base::Bytes(64, 0x5A));
    REQUIRE(store.keys()
                .put(std::string(store::kGroupKeyLabel), store::VaultKind::Hmac, key, kNow)
                .ok());
    const auto helper = directory / "helper";
    REQUIRE(files::write_atomically(helper,
                                    "#!/bin/sh\nread -r group\necho ready system/1 1\n"
                                    "while read -r id more; do echo $id fresh; done\n")
                .ok());
    std::filesystem::permissions(helper, std::filesystem::perms::owner_all);
    auto group = ims_sign_on::GroupReplay::open({helper.string(), ""}, store, [] { return kNow; });
    REQUIRE(group.ok());
    return std::move(*group);
}

racf::User user_of(const Scene& scene) {
    auto store = store::Store::open(scene.store()).value();
    return *store->user(racf::UserId::parse("USER0002").value()).value();
}

}  // namespace

TEST_CASE("a failure is answered and counts while another program has the store's lock") {
    Scene scene(true);
    revoke_after(scene, 2);
    {
        const auto held = hold(scene.store() / "lock");
        for (int i = 0; i < 2; ++i) {
            FakeConnection& peer = scene.connect();
            const auto began = SceneClock::now();
            scene.give(peer, message(wrong_ticket()));
            CHECK(SceneClock::now() - began < std::chrono::seconds(2));
            CHECK(peer.rsm().return_code == 8);
        }
        CHECK(user_of(scene).failures == 0);
        FakeConnection& honest = scene.connect();
        scene.give(honest, message(scene.ticket()));
        CHECK_FALSE(honest.acknowledges());
        CHECK(scene.err().find("refused: user-revoked") != std::string::npos);
    }
    scene.receiver->finish(-1);
    CHECK(user_of(scene).failures == 2);
    CHECK(user_of(scene).revoked);
}

TEST_CASE("counts that can never be written are told at the end, which is not held up") {
    Scene scene(true);
    revoke_after(scene, 2);
    const auto held = hold(scene.store() / "lock");
    scene.give(scene.connect(), message(wrong_ticket()));
    const auto began = SceneClock::now();
    scene.receiver->finish(-1);
    CHECK(SceneClock::now() - began < std::chrono::seconds(5));
    CHECK(scene.err().find("the failures of 1 user could not be counted") != std::string::npos);
}

TEST_CASE("a sign-on waits for the replay cache while other connections go on") {
    Scene scene(true);
    FakeConnection& trusted = scene.connect();
    scene.give(trusted, message(scene.ticket(kNow - base::Seconds(1))));
    REQUIRE(trusted.acknowledges());
    FakeConnection& late = scene.connect();
    FakeConnection& gone = scene.connect();
    {
        const auto held = hold(scene.store() / "replay.lock");
        scene.give(late, message_of("OTM00002", scene.ticket()));
        scene.give(gone, message_of("OTM00003", scene.ticket(kNow - base::Seconds(2))));
        CHECK(late.sent.empty());
        CHECK(late.intake_now == ims_protocol::Intake::Held);
        scene.give(trusted, message());
        CHECK(trusted.acknowledges());
        scene.receiver->on_close(gone, CloseReason::PeerClosed);
    }
    static_cast<void>(scene.receiver->on_turn_end());
    CHECK(late.acknowledges());
    CHECK(gone.sent.empty());
}

TEST_CASE("a sign-on that has waited too long for the replay cache is refused") {
    Scene scene(true);
    FakeConnection& late = scene.connect();
    const auto held = hold(scene.store() / "replay.lock");
    const auto began = SceneClock::now();
    scene.give(late, message(scene.ticket()));
    while (late.sent.empty() && SceneClock::now() - began < std::chrono::seconds(60))
        static_cast<void>(scene.receiver->on_turn_end());
    CHECK(late.rsm().reason_code == ims_wire::rsncod::kRacfCallFailed);
    CHECK(late.finished);
    CHECK(scene.err().find("refused: cannot-decide") != std::string::npos);
    CHECK(scene.err().find("locked by another program") != std::string::npos);
}

TEST_CASE(
    "a replay cache that is taken after it was asked for keeps a decision for a moment only") {
    Scene scene(true);
    auto store = store::Store::open(scene.store()).value();
    const auto config = ims_config::parse_member(member("Y")).config.value();
    auto gate = Gate::open(store.get(), config).value();
    const auto held = hold(scene.store() / "replay.lock");
    for (int i = 1; i <= 2; ++i) {
        const auto request = message(scene.ticket(kNow - base::Seconds(i)));
        const auto began = SceneClock::now();
        const auto verdict = gate.admit(request, {"192.0.2.1", 4711}, kNow);
        CHECK(SceneClock::now() - began < std::chrono::seconds(2));
        REQUIRE_FALSE(verdict.ok());
        CHECK(verdict.error().reason == "cannot-decide");
    }
}

TEST_CASE("what the group answers waits while another program has the audit log") {
    constexpr std::chrono::minutes kLong(5);
    Scene scene(true);
    tests::TemporaryDirectory directory;
    auto store = store::Store::open(scene.store()).value();
    const auto config = ims_config::parse_member(member("Y")).config.value();
    auto gate = Gate::open(store.get(), config).value();
    gate.join(lonely_group(*store, directory.path()));
    const net::Endpoint peer{"192.0.2.1", 4711};
    std::vector<Gate::Verdict> verdicts;
    const auto ask = [&](const ims_wire::Request& request) {
        const Gate::Asked asked{request, peer};
        gate.admit_by_group({&asked, 1}, kNow, [&](std::vector<Gate::Verdict> all) {
            verdicts.push_back(std::move(all.front()));
        });
        // Answers come in the order of the questions.
        static_cast<void>(gate.group()->ask_and_wait({{"OTHER", "APPLI2I", "legacy", kNow}}));
    };
    const auto first = message(scene.ticket(kNow - base::Seconds(1)));
    const auto second = message(scene.ticket(kNow - base::Seconds(2)));
    const auto audit_lock = store->layout().audit_head();
    {
        const auto held = hold(audit_lock);
        ask(first);
        CHECK_FALSE(gate.end_answered(kLong));
        CHECK(verdicts.empty());
    }
    CHECK(gate.end_answered(kLong));
    REQUIRE(verdicts.size() == 1);
    CHECK(verdicts[0].ok());
    const auto held = hold(audit_lock);
    ask(second);
    CHECK(gate.end_answered(kAtOnce));
    REQUIRE(verdicts.size() == 2);
    REQUIRE_FALSE(verdicts[1].ok());
    CHECK(verdicts[1].error().reason == "cannot-decide");
}
