// What the desk for passwords does and leaves, beside a store that others use and change.
#include "common/ims/sign_on/password_desk.hpp"

#include <poll.h>

#include <algorithm>
#include <filesystem>

#include "common/crypto/password.hpp"
#include "common/ims/receiver/admission.hpp"
#include "tests/support/no_threads.hpp"
#include "tests/unit/ims/receiver/scene.hpp"

using namespace ptkt;
using ims_sign_on::PasswordDesk;

namespace {

const base::Instant kDeskNow = base::instant(1763805600);

base::Secret desk_secret(std::string_view text) {
    return base::Secret(base::as_bytes(text));
}

/// A desk over a store where PAULA has the password SUMMER24.
struct DeskScene : StoreFixture {
    DeskScene() : StoreFixture(kDeskNow) {
        auto paula = user("PAULA");
        paula.password = racf::StoredPassword{hash, kDeskNow - std::chrono::days(20), {}};
        commit(racf::PutUser{paula});
    }
    [[nodiscard]] racf::User paula() const {
        return *store().user(racf::UserId::parse("PAULA").value()).value();
    }
    [[nodiscard]] PasswordDesk::Change change(std::string matched) const {
        return {racf::UserId::parse("PAULA").value(),
                racf::PasswordKind::Password,
                desk_secret("SUMMER24"),
                std::move(matched),
                desk_secret("WINTER25"),
                kDeskNow,
                "test"};
    }
    [[nodiscard]] std::vector<PasswordDesk::Answer> answers(std::size_t count) const {
        std::vector<PasswordDesk::Answer> all;
        constexpr int kLongest = 20'000;
        while (all.size() < count) {
            pollfd one{desk->fd(), POLLIN, 0};
            REQUIRE(::poll(&one, 1, kLongest) == 1);
            for (auto& answer : desk->take())
                all.push_back(std::move(answer));
        }
        return all;
    }
    [[nodiscard]] PasswordDesk::Answer done(PasswordDesk::Work work) const {
        REQUIRE(desk->give(1, std::move(work)));
        return std::move(answers(1).front());
    }

    std::string hash = crypto::hash_password(desk_secret("SUMMER24")).value();
    std::unique_ptr<PasswordDesk> desk = PasswordDesk::open(store().another().value()).value();
};

}  // namespace

TEST_CASE("a change of password is made for the password that was compared, and no other") {
    const DeskScene scene;
    const auto before = scene.done(scene.change("scrypt$16384$8$1$00$00"));
    REQUIRE_FALSE(before.changed.ok());
    CHECK(before.changed.error().kind == base::ErrorKind::TryAgain);
    CHECK(scene.paula().password->hash == scene.hash);
    const auto made = scene.done(scene.change(scene.hash));
    CHECK(made.changed.value() == racf::NewPassword::Good);
    CHECK_FALSE(made.unrecorded);
    CHECK(scene.paula().password->hash != scene.hash);
}

TEST_CASE("a user who was revoked meanwhile changes no password") {
    const DeskScene scene;
    auto paula = scene.paula();
    paula.revoked = true;
    scene.commit(racf::PutUser{paula});
    CHECK_FALSE(scene.done(scene.change(scene.hash)).changed.ok());
    CHECK(scene.paula().password->hash == scene.hash);
}

TEST_CASE("a change of password waits for another program no longer than a moment") {
    const DeskScene scene;
    const auto lock = scene.store().lock().value();
    const auto began = std::chrono::steady_clock::now();
    const auto answer = scene.done(scene.change(scene.hash));
    REQUIRE_FALSE(answer.changed.ok());
    CHECK(answer.changed.error().kind == base::ErrorKind::TryAgain);
    CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(15));
}

TEST_CASE("a change of password that cannot be recorded is told as made") {
    const DeskScene scene;
    // Nothing can be appended to a directory.
    const auto log = scene.store().layout().audit_log();
    std::filesystem::remove(log);
    std::filesystem::create_directory(log);
    const auto made = scene.done(scene.change(scene.hash));
    CHECK(made.changed.value() == racf::NewPassword::Good);
    REQUIRE(made.unrecorded);
    CHECK(made.unrecorded->what.starts_with("user PAULA: "));
    CHECK(scene.paula().password->hash != scene.hash);
}

TEST_CASE("a password that cannot be compared is told as that") {
    const DeskScene scene;
    CHECK_FALSE(scene.done(PasswordDesk::Comparison{desk_secret("SUMMER24"), "none"}).matches.ok());
}

TEST_CASE("a password is given back while there is no thread to compare it") {
    const DeskScene scene;
    const auto give = [&](std::uint64_t number) {
        return scene.desk->give(number,
                                PasswordDesk::Comparison{desk_secret("SUMMER24"), scene.hash});
    };
    {
        const tests::NoThreads none;
        CHECK_FALSE(give(1));
    }
    REQUIRE(give(2));
    const auto answer = std::move(scene.answers(1).front());
    CHECK(answer.number == 2);
    CHECK(answer.matches.value());
}

TEST_CASE("comparisons that nobody wants any more make room for others") {
    const DeskScene scene;
    const auto give = [&](std::uint64_t number) {
        return scene.desk->give(number,
                                PasswordDesk::Comparison{desk_secret("SUMMER24"), scene.hash});
    };
    // The thread may have begun with the first ones; the last ones are far away.
    std::uint64_t number = 0;
    while (give(number + 1))
        ++number;
    CHECK(number >= PasswordDesk::kMostWaiting);
    for (std::uint64_t one = number; one > 3; --one)
        scene.desk->drop(one);
    CHECK(give(1'000'000));
    std::size_t compared = 0;
    for (bool is_last = false; !is_last; ++compared)
        is_last = scene.answers(1).back().number == 1'000'000;
    CHECK(compared < PasswordDesk::kMostWaiting);
}

TEST_CASE("one address leaves room for passwords of others, and who leaves meanwhile was refused") {
    scene::Scene stage(true, {}, "RACFGENRC=N", "", "RACFID=HWSUSR,", " EXIT=(HWSSMPL0,HWSSMPL1)",
                       true);
    const auto come = [&]() -> scene::FakeConnection& {
        auto& one = stage.connect();
        auto request = scene::message("AAAAAAAA");
        request.irm.client_id = fmt::format("OTM{:05X}", one.id());
        stage.give(one, request);
        return one;
    };
    std::vector<scene::FakeConnection*> waiting;
    for (std::int64_t i = 0; i < ims_receiver::Admission::kMostOfOneSource; ++i)
        waiting.push_back(&come());
    CHECK(std::ranges::all_of(waiting, [](const auto* one) { return one->sent.empty(); }));
    CHECK(come().rsm().reason_code == ims_wire::rsncod::kRacfCallFailed);
    for (auto* const one : waiting)
        stage.receiver->on_close(*one, ims_protocol::CloseReason::PeerClosed);
    CHECK(come().rsm().reason_code == ims_wire::rsncod::kSecurityViolation);
    CHECK(stage.out().find("held-back") != std::string::npos);
}
