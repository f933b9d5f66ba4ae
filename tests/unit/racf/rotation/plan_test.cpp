#include "common/racf/rotation/plan.hpp"

#include "tests/unit/test.hpp"

using namespace ptkt;
using base::ErrorKind;
using base::Seconds;
using racf::KeyRole;
using racf::ProfileKey;
using racf::Ssignon;

namespace {

const base::Instant kNow = base::instant(1763805600);
const auto kProfile = racf::ProfileName::parse("APPLI2I").value();

ProfileKey des(base::Byte mark) {
    return {racf::LegacyKey{racf::LegacyKeyForm::Masked, {mark}, {}}, {}};
}
ProfileKey hmac(const std::string& label) {
    return {{}, label};
}

Ssignon legacy_profile() {
    Ssignon ssignon;
    ssignon.legacy = des(1).legacy;
    ssignon.legacy_since = kNow - std::chrono::days(30);
    return ssignon;
}

Ssignon enhanced_profile() {
    Ssignon ssignon;
    ssignon.enhanced_label = "OLD.HMAC";
    return ssignon;
}

rotation::Timing in(Seconds delay) {
    return {kNow, kNow + delay, {}};
}

/// The roles and keys that count at a moment, as words: `active 1, next 2`.
std::string in_force(const Ssignon& ssignon, base::Instant now) {
    std::string text;
    for (const auto& one : racf::accepted_keys(ssignon, now))
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", racf::to_string(one.role),
                            one.key.is_enhanced() ? one.key.enhanced_label
                                                  : std::to_string(one.key.legacy->sealed.at(0)));
    return text;
}

}  // namespace

TEST_CASE(
    "a staged key is accepted ahead of its moment, takes over by itself, and the old one ends") {
    const auto staged = rotation::stage(legacy_profile(), des(2), 1, in(Seconds(3600)));
    REQUIRE(staged.ok());
    const base::Instant at = kNow + Seconds(3600);
    CHECK(in_force(*staged, kNow) == "active 1");
    CHECK(in_force(*staged, at - Seconds(601)) == "active 1");
    CHECK(in_force(*staged, at - Seconds(600)) == "active 1, next 2");
    CHECK(in_force(*staged, at - Seconds(1)) == "active 1, next 2");
    CHECK(in_force(*staged, at) == "active 2, previous 1");
    CHECK(in_force(*staged, at + Seconds(1199)) == "active 2, previous 1");
    CHECK(in_force(*staged, at + Seconds(1200)) == "active 2");
}

TEST_CASE("what a late run records is what counted without it") {
    const auto staged = *rotation::stage(legacy_profile(), des(2), 1, in(Seconds(100)));
    for (const int later : {0, 99, 100, 500, 1299, 1300, 90000}) {
        const base::Instant when = kNow + Seconds(later);
        CHECK(in_force(racf::as_of(staged, when), when) == in_force(staged, when));
        CHECK_FALSE(racf::is_due(racf::as_of(staged, when), when));
    }
    CHECK(racf::as_of(staged, kNow + Seconds(200)).legacy_since == kNow + Seconds(100));
}

TEST_CASE("a key for now is active in the same step") {
    const auto done = rotation::stage(legacy_profile(), des(2), 1, in(Seconds(0)));
    REQUIRE(done.ok());
    CHECK_FALSE(done->rotation.next.has_value());
    CHECK(in_force(*done, kNow) == "active 2, previous 1");
    CHECK(done->legacy_since == kNow);
}

TEST_CASE("the grace of none ends the old key at once, and its label is retired") {
    const auto done = rotation::stage(enhanced_profile(), hmac("NEW"), 1, {kNow, kNow, Seconds(0)});
    REQUIRE(done.ok());
    CHECK(in_force(*done, kNow) == "active NEW");
    CHECK(done->rotation.retired == std::vector<std::string>{"OLD.HMAC"});
    CHECK(rotation::finished(*done).rotation.retired.empty());
}

TEST_CASE("enhanced keys go by TIMEOUT, and never by less than the clock tolerance") {
    auto profile = enhanced_profile();
    profile.timeout = Seconds(10);
    const auto staged = rotation::stage(profile, hmac("NEW"), 1, in(Seconds(1000)));
    REQUIRE(staged.ok());
    CHECK(staged->rotation.next->accepted_from == kNow + Seconds(940));
    CHECK(staged->rotation.next->grace == Seconds(20));
}

TEST_CASE("an upgrade makes the enhanced key the only one, after the legacy key's grace") {
    const rotation::Wanted upgrade{{}, true};
    const auto key = rotation::new_key(kProfile, legacy_profile(), upgrade);
    REQUIRE(key.ok());
    CHECK(key->enhanced);
    CHECK(key->label == "PTKT.ROTATED.APPLI2I.1");
    const auto staged = *rotation::stage(legacy_profile(), hmac(key->label), 1, in(Seconds(60)));
    CHECK(staged.rotation.next->grace == Seconds(1200));
    CHECK(in_force(staged, kNow + Seconds(60)) == "active PTKT.ROTATED.APPLI2I.1, previous 1");
    CHECK(in_force(staged, kNow + Seconds(1260)) == "active PTKT.ROTATED.APPLI2I.1");
    CHECK(rotation::new_key(kProfile, enhanced_profile(), upgrade).error().kind ==
          ErrorKind::NotPermitted);
}

TEST_CASE("a new key is kept in the way in which the present one is") {
    auto profile = legacy_profile();
    CHECK(rotation::new_key(kProfile, profile, {})->label.empty());
    profile.legacy = racf::LegacyKey{racf::LegacyKeyForm::Label, {}, "OLD.DES"};
    profile.rotation.number = 4;
    const auto key = rotation::new_key(kProfile, profile, {});
    CHECK(key->form == racf::LegacyKeyForm::Label);
    CHECK(key->label == "PTKT.ROTATED.APPLI2I.5");
    CHECK(rotation::new_key(kProfile, profile, {true, false}).error().kind == ErrorKind::Config);
    CHECK(rotation::new_key(kProfile, {}, {}).error().kind == ErrorKind::Config);
}

TEST_CASE("of a profile with both keys the one of the wanted kind is replaced") {
    auto profile = legacy_profile();
    profile.enhanced_label = "OLD.HMAC";
    CHECK(rotation::new_key(kProfile, profile, {})->enhanced);
    const auto done = *rotation::stage(profile, des(2), 1, in(Seconds(0)));
    CHECK(in_force(done, kNow) == "active OLD.HMAC, active 2, previous 1");
}

TEST_CASE("a staged key can be taken away until its moment, and no second one is staged") {
    const auto staged = *rotation::stage(enhanced_profile(), hmac("NEW"), 1, in(Seconds(100)));
    CHECK(rotation::stage(staged, hmac("OTHER"), 2, in(Seconds(100))).error().kind ==
          ErrorKind::NotPermitted);
    const auto aborted = rotation::abort(staged, kNow + Seconds(99));
    REQUIRE(aborted.ok());
    CHECK(in_force(*aborted, kNow + Seconds(500)) == "active OLD.HMAC");
    CHECK(aborted->rotation.retired == std::vector<std::string>{"NEW"});
    CHECK(rotation::abort(staged, kNow + Seconds(100)).error().kind == ErrorKind::NotFound);
    CHECK(rotation::abort(enhanced_profile(), kNow).error().kind == ErrorKind::NotFound);
}

TEST_CASE("a roll back exchanges the active and the latest previous key while that is kept") {
    const auto done = *rotation::stage(legacy_profile(), des(2), 1, in(Seconds(0)));
    const auto back = rotation::roll_back(done, kNow + Seconds(60), {});
    REQUIRE(back.ok());
    CHECK(in_force(*back, kNow + Seconds(60)) == "active 1, previous 2");
    CHECK(in_force(*back, kNow + Seconds(1260)) == "active 1");
    CHECK(back->legacy_since == kNow + Seconds(60));
    CHECK(rotation::roll_back(done, kNow + Seconds(1200), {}).error().kind == ErrorKind::NotFound);
    const auto staged = *rotation::stage(done, des(3), 2, in(Seconds(60)));
    CHECK(rotation::roll_back(staged, kNow, {}).error().kind == ErrorKind::NotPermitted);
}

TEST_CASE("a roll back of an upgrade brings the legacy key back") {
    const auto done = *rotation::stage(legacy_profile(), hmac("NEW"), 1, in(Seconds(0)));
    const auto back = *rotation::roll_back(done, kNow + Seconds(1), {});
    CHECK(in_force(back, kNow + Seconds(1)) == "active 1, previous NEW");
}

TEST_CASE("rotations within the grace keep every key until its own end") {
    auto profile = legacy_profile();
    for (int i = 0; i < 3; ++i)
        profile = *rotation::stage(profile, des(static_cast<base::Byte>(2 + i)), 1 + i,
                                   {kNow + Seconds(i * 60), kNow + Seconds(i * 60), {}});
    CHECK(in_force(profile, kNow + Seconds(120)) == "active 4, previous 3, previous 2, previous 1");
    CHECK(in_force(profile, kNow + Seconds(1200)) == "active 4, previous 3, previous 2");
    for (int i = 3; i < 8; ++i)
        profile =
            *rotation::stage(profile, des(9), 9, {kNow + Seconds(130), kNow + Seconds(130), {}});
    CHECK(rotation::stage(profile, des(9), 9, {kNow + Seconds(131), kNow + Seconds(131), {}})
              .error()
              .kind == ErrorKind::TryAgain);
}

TEST_CASE("moments and graces out of range are refused") {
    CHECK(rotation::stage(legacy_profile(), des(2), 1, in(std::chrono::days(400))).error().kind ==
          ErrorKind::Malformed);
    CHECK(rotation::stage(legacy_profile(), des(2), 1, {kNow, kNow, Seconds(-1)}).error().kind ==
          ErrorKind::Malformed);
}

TEST_CASE("a rotation is due when the active key is old enough, and not while one is staged") {
    const auto every = std::chrono::days(30);
    CHECK(rotation::next_due(legacy_profile(), {}, {}, every) == kNow);
    CHECK(rotation::next_due(enhanced_profile(), {}, kNow, every) == kNow + every);
    const auto staged = *rotation::stage(legacy_profile(), des(2), 1, in(Seconds(100)));
    CHECK_FALSE(rotation::next_due(staged, {}, {}, every).has_value());
}

TEST_CASE("each kind of key is due by the moment of its own") {
    const auto every = std::chrono::days(30);
    auto profile = legacy_profile();
    profile.enhanced_label = "OLD.HMAC";
    profile.enhanced_since = kNow - std::chrono::days(10);
    CHECK(rotation::next_due(profile, false, {}, every) == kNow);
    CHECK(rotation::next_due(profile, true, {}, every) == kNow + std::chrono::days(20));
    CHECK(rotation::next_due(profile, {}, {}, every) == kNow + std::chrono::days(20));

    const auto one = *rotation::stage(profile, hmac("NEW"), 1, in(Seconds(0)));
    CHECK(rotation::next_due(one, true, {}, every) == kNow + every);
    CHECK(rotation::next_due(one, false, {}, every) == kNow);
    const auto both = *rotation::stage(one, des(2), 2, in(Seconds(0)));
    CHECK(rotation::next_due(both, false, {}, every) == kNow + every);
    const auto back = *rotation::roll_back(both, kNow + Seconds(60), {});
    CHECK(back.legacy_since == kNow + Seconds(60));
    CHECK(back.enhanced_since == kNow);
}

TEST_CASE("an upgrade leaves no moment of the legacy key that it replaced") {
    const auto done = *rotation::stage(legacy_profile(), hmac("NEW"), 1, in(Seconds(0)));
    CHECK(done.enhanced_since == kNow);
    CHECK_FALSE(done.legacy_since.has_value());
    CHECK_FALSE(rotation::roll_back(done, kNow + Seconds(1), {})->enhanced_since.has_value());
}
