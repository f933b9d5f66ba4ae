#include <set>

#include "tests/unit/racf/diagnosis/scene.hpp"
#include "tests/unit/test.hpp"

using namespace scene;
using authorization::Reason;
using Catch::Matchers::Contains;

namespace {

const auto kUser = subject("USER0002");

/// The first cause for a good ticket whose sign-on was rejected for a reason.
diagnosis::Finding rejected(Reason reason, diagnosis::Evidence facts) {
    facts.decision.reason = reason;
    facts.decision.detail = "told by the decision";
    const auto explanation = diagnosis::explain(facts, {}, 1);
    REQUIRE_FALSE(explanation.findings.empty());
    CHECK(explanation.findings.front().certainty == diagnosis::Certainty::Certain);
    CHECK_FALSE(explanation.findings.front().chance.has_value());
    return explanation.findings.front();
}

diagnosis::Evidence good() {
    return evidence(legacy(kUser, kNow));
}

diagnosis::Evidence without_profile() {
    auto facts = good();
    facts.keys.clear();
    facts.profiles.in_force.clear();
    facts.decision = decide(facts);
    return facts;
}

}  // namespace

TEST_CASE("the state of the class, the user and the application is the finding when it is why") {
    CHECK(rejected(Reason::ClassInactive, good()).cause == Cause::ClassInactive);
    CHECK(rejected(Reason::ClassNotRaclisted, good()).cause == Cause::ClassNotRaclisted);
    CHECK(rejected(Reason::UserProtected, good()).cause == Cause::UserProtected);
    CHECK(rejected(Reason::UserRevoked, good()).cause == Cause::UserRevoked);
    CHECK(rejected(Reason::NotInGroup, good()).cause == Cause::NotInGroup);
    CHECK(rejected(Reason::GroupRevoked, good()).cause == Cause::GroupRevoked);
    CHECK(rejected(Reason::ApplDenied, good()).cause == Cause::ApplDenied);
    CHECK(rejected(Reason::UserUnknown, good()).cause == Cause::UserUnknown);
}

TEST_CASE("without a profile it is told whether it is missing, generic, keyless or not refreshed") {
    CHECK(rejected(Reason::NoProfile, without_profile()).cause == Cause::NoProfile);
    auto generic = without_profile();
    generic.profiles.generic = "APPL*";
    CHECK(rejected(Reason::NoProfile, std::move(generic)).cause == Cause::GenericProfile);
    auto stale = without_profile();
    stale.profiles.stale = {"APPLI2I"};
    CHECK(rejected(Reason::NoProfile, std::move(stale)).cause == Cause::NotRefreshed);
    auto keyless = without_profile();
    keyless.profiles.in_force = {"APPLI2I"};
    CHECK(rejected(Reason::NoProfile, std::move(keyless)).cause == Cause::NoKey);
}

TEST_CASE("an earlier use is told with when, by whom, and whether it was this very second") {
    auto before = good();
    before.earlier = {kNow - base::Seconds(90), "10.0.0.1"};
    const auto finding = rejected(Reason::Replayed, std::move(before));
    CHECK(finding.cause == Cause::UsedBefore);
    CHECK_THAT(finding.what, Contains("by 10.0.0.1") && Contains("1 min 30 s ago"));
    auto just_now = good();
    just_now.earlier = {kNow - base::Seconds(1), "10.0.0.1"};
    CHECK(rejected(Reason::Replayed, std::move(just_now)).cause == Cause::SameSecond);
    CHECK(rejected(Reason::Replayed, good()).cause == Cause::RecordsLost);
    CHECK(rejected(Reason::ReplayUnknown, good()).cause == Cause::RecordsLost);
    auto elsewhere = good();
    elsewhere.used_elsewhere = true;
    CHECK(rejected(Reason::Replayed, std::move(elsewhere)).cause == Cause::UsedBefore);
}

TEST_CASE("what denied the first use of a ticket is told before its replay") {
    auto denied = good();
    denied.earlier = {kNow - base::Seconds(90), "10.0.0.1"};
    denied.user.permitted = false;
    denied.user.appl_profile = "APPLI2I";
    denied.decision.reason = Reason::Replayed;
    const auto explanation = diagnosis::explain(denied, {}, 1);
    REQUIRE(explanation.findings.size() == 2);
    CHECK(explanation.findings[0].cause == Cause::ApplDenied);
    CHECK_THAT(explanation.findings[0].what, Contains("USER0002 has no READ to APPL profile") &&
                                                 Contains("this one is only its replay"));
    CHECK_THAT(explanation.findings[0].todo, Contains("PERMIT APPLI2I CLASS(APPL) ID(USER0002)"));
    CHECK(explanation.findings[1].cause == Cause::UsedBefore);
    denied.user.refusal = Reason::UserRevoked;
    denied.user.revoked = "user USER0002 is revoked";
    CHECK(diagnosis::explain(denied, {}, 1).findings[0].cause == Cause::UserRevoked);
}

TEST_CASE("the list for the host names what only the host can see") {
    const auto list =
        fmt::format("{}", fmt::join(diagnosis::explain(good(), {}, 1).then_check, " "));
    for (const char* what : {"PROTECTED", "MFA", "IRRPTAUTH", "GENERIC(PTKTDATA)", "ICSF"})
        CHECK_THAT(list, Contains(what));
}

TEST_CASE("an unknown user comes first, and then for whom the ticket really is") {
    auto facts = evidence(legacy(subject("USER0001"), kNow));
    facts.users = {racf::UserId::parse("USER0001").value()};
    facts.decision = decide(facts);
    facts.decision.reason = Reason::UserUnknown;
    facts.user.exists = false;
    const auto explanation = diagnosis::explain(facts, {}, 1);
    REQUIRE(explanation.findings.size() == 2);
    CHECK(explanation.findings[0].cause == Cause::UserUnknown);
    CHECK(explanation.findings[1].cause == Cause::OtherUser);
}

TEST_CASE("every step is told, with what is known behind a failure too") {
    auto facts = evidence(legacy(kUser, kNow - base::Seconds(5000)));
    facts.user.appl_profile = "APPLI2I";
    facts.user.access = "READ";
    const auto steps = diagnosis::explain(facts, {}, 1).steps;
    std::string told;
    for (const auto& step : steps)
        told += fmt::format("{} {}\n", step.name, diagnosis::to_string(step.verdict));
    CHECK(told ==
          "class passed\nuser passed\nprofile passed\nkey failed\nreplay not-reached\n"
          "revoked passed\nappl passed\n");
    CHECK_THAT(steps.back().text, Contains("USER0002 has READ to APPL profile APPLI2I"));
}

TEST_CASE("the key is shown by its form and check value, never by itself") {
    const auto explanation = diagnosis::explain(good(), {}, 1);
    CHECK(explanation.profile_found == "appl");
    CHECK_THAT(explanation.key, Contains("KEYMASKED, check value "));
    CHECK_THAT(explanation.key, !Contains(kKey));
}

TEST_CASE("every cause has a word of its own") {
    std::set<std::string_view> words;
    for (int i = 0; i <= static_cast<int>(Cause::NotATicket); ++i)
        words.insert(diagnosis::to_string(static_cast<Cause>(i)));
    CHECK(words.size() == static_cast<std::size_t>(Cause::NotATicket) + 1);
}
