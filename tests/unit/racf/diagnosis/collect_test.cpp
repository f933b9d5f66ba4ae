#include "common/racf/diagnosis/collect.hpp"

#include "common/racf/diagnosis/candidates.hpp"
#include "tests/support/store_fixture.hpp"
#include "tests/unit/racf/diagnosis/scene.hpp"
#include "tests/unit/test.hpp"

using namespace scene;
using authorization::Recording;
using Catch::Matchers::Contains;

namespace {

const auto kCollectUser = subject("USER0002");
const std::string kThirdKey = "FEDCBA9876543210";

/// An installation with two applications and two users.
struct Installation : StoreFixture {
    Installation() : StoreFixture(kNow) {
        options_.active = {"PTKTDATA", "APPL"};
        options_.raclist = {"PTKTDATA", "APPL"};
        options(options_);
        commit(racf::PutUser{user("USER0001")});
        commit(racf::PutUser{user("USER0002")});
        commit(racf::PutResource{keyed("APPLI2I", kKey)});
        commit(racf::PutResource{keyed("TSOSYS1", kOtherKey)});
        auto appl = resource(racf::appl_class(), "APPLI2I");
        appl.permit("USER0002", racf::Access::Read);
        commit(racf::PutResource{appl});
        refresh(racf::ptktdata_class());
        refresh(racf::appl_class());
    }

    [[nodiscard]] diagnosis::Explanation explain(const std::string& ticket,
                                                 const passticket::Subject& names = kCollectUser,
                                                 const diagnosis::Scope& scope = {}) const {
        auto replay = store().replay_cache().value();
        const authorization::SignOn sign_on{names.user, names.appl, ticket, {}, "test"};
        const auto evidence = diagnosis::collect(store(), replay, sign_on, kNow, scope);
        REQUIRE(evidence.ok());
        return diagnosis::explain(*evidence, {}, 1);
    }
    [[nodiscard]] std::string cause(const std::string& ticket,
                                    const passticket::Subject& names = kCollectUser) const {
        return first_cause(explain(ticket, names));
    }

    racf::Options options_;
};

}  // namespace

TEST_CASE("a good ticket is explained again and again, and still holds afterwards") {
    const Installation installation;
    const auto ticket = legacy(kCollectUser, kNow);
    for (int i = 0; i < 3; ++i) {
        const auto explanation = installation.explain(ticket);
        CHECK(explanation.decision.accepted());
        CHECK(explanation.findings.empty());
        for (const auto& step : explanation.steps)
            CHECK(step.verdict == diagnosis::Verdict::Passed);
    }
    auto replay = installation.store().replay_cache().value();
    const authorization::SignOn sign_on{
        kCollectUser.user, kCollectUser.appl, ticket, {}, "10.0.0.7"};
    CHECK(authorization::authenticate(installation.store(), replay, sign_on, kNow, Recording::Yes)
              .value()
              .accepted());
    const auto used = installation.explain(ticket);
    CHECK(first_cause(used) == "same-second");
    CHECK_THAT(used.findings.front().what, Catch::Matchers::Contains("10.0.0.7"));
}

TEST_CASE(
    "a decision that was made is explained as it is: nothing is evaluated or looked up again") {
    const Installation installation;
    const auto ticket = legacy(kCollectUser, kNow);
    auto replay = installation.store().replay_cache().value();
    const authorization::SignOn sign_on{
        kCollectUser.user, kCollectUser.appl, ticket, {}, "10.0.0.7"};
    std::vector<std::string> causes;
    for (const int later : {0, 1, 90}) {
        const auto decision =
            authorization::authenticate(installation.store(), replay, sign_on,
                                        kNow + base::Seconds(later), Recording::Yes)
                .value();
        const auto evidence = diagnosis::collect(installation.store(), sign_on, decision, {});
        REQUIRE(evidence.ok());
        const auto explanation = diagnosis::explain(*evidence, {}, 1);
        causes.push_back(explanation.findings.empty() ? "" : first_cause(explanation));
    }
    CHECK(causes == std::vector<std::string>{"", "same-second", "used-before"});
}

TEST_CASE("the key of another application is found among the profiles, and so is its name") {
    const Installation installation;
    CHECK(installation.cause(legacy(kCollectUser, kNow, kOtherKey)) == "other-key");
    const auto theirs = subject("USER0002", "TSOSYS1");
    CHECK(installation.cause(legacy(theirs, kNow, kOtherKey)) == "other-application");
    CHECK(installation.cause(legacy(theirs, kNow)) == "other-application");
    CHECK(installation.cause(legacy(subject("USER0001"), kNow)) == "other-user");
}

TEST_CASE("a key changed on disk is told from the one that checks read") {
    const Installation installation;
    const std::string next = "0E329232EA6D0D73";
    installation.commit(racf::PutResource{installation.keyed("APPLI2I", next)});
    const auto explanation = installation.explain(legacy(kCollectUser, kNow, next));
    CHECK(first_cause(explanation) == "not-refreshed");
    CHECK(installation.explain(legacy(kCollectUser, kNow)).decision.accepted());
    installation.refresh(racf::ptktdata_class());
    CHECK(installation.explain(legacy(kCollectUser, kNow, next)).decision.accepted());
}

TEST_CASE("a profile that was only just defined is told as not refreshed") {
    const Installation installation;
    installation.commit(racf::PutResource{installation.keyed("NEWAPPL", kKey)});
    const auto names = subject("USER0002", "NEWAPPL");
    CHECK(installation.cause(legacy(names, kNow), names) == "not-refreshed");
}

TEST_CASE("a generic profile's key is never used, and that is told") {
    const Installation installation;
    auto generic = installation.keyed("CICS*", kKey);
    generic.generic = true;
    installation.commit(racf::PutResource{generic});
    installation.refresh(racf::ptktdata_class());
    const auto names = subject("USER0002", "CICSPROD");
    CHECK(installation.cause(legacy(names, kNow), names) == "generic-profile");
}

TEST_CASE("a group-qualified profile that hides the expected one is told") {
    const Installation installation;
    installation.commit(racf::PutResource{installation.keyed("APPLI2I.SYS1.USER0002", kOtherKey)});
    const std::string hidden = "0E329232EA6D0D73";
    installation.commit(racf::PutResource{installation.keyed("APPLI2I.USER0002", hidden)});
    installation.refresh(racf::ptktdata_class());
    const auto explanation = installation.explain(legacy(kCollectUser, kNow, hidden));
    CHECK(first_cause(explanation) == "hidden-profile");
    CHECK(explanation.findings.front().profile == "APPLI2I.USER0002");
}

TEST_CASE("a class that is not active, and a user who is not permitted, come before all else") {
    Installation installation;
    const auto other = subject("USER0001");
    CHECK(installation.cause(legacy(other, kNow), other) == "appl-denied");
    const auto nobody = subject("NOBODY");
    CHECK(installation.cause(legacy(nobody, kNow), nobody) == "user-unknown");
    installation.options_.active = {"APPL"};
    installation.options(installation.options_);
    CHECK(installation.cause(legacy(kCollectUser, kNow)) == "class-inactive");
}

TEST_CASE("a key of the vault that no profile names is tried") {
    const Installation installation;
    const std::string next = "0E329232EA6D0D73";
    REQUIRE(installation.store()
                .keys()
                .put("APPLI2I.NEXT", store::VaultKind::Des, secret(next), kNow)
                .ok());
    const auto explanation = installation.explain(legacy(kCollectUser, kNow, next));
    CHECK(first_cause(explanation) == "other-key");
    CHECK(explanation.findings.front().profile == "APPLI2I.NEXT");
}

TEST_CASE("a suspected key is tried as a legacy or an enhanced one, by its length") {
    const Installation installation;
    diagnosis::Scope scope;
    scope.suspected = {"k.txt", secret("0E329232EA6D0D73")};
    CHECK(first_cause(installation.explain(legacy(kCollectUser, kNow, "0E329232EA6D0D73"),
                                           kCollectUser, scope)) == "suspected-key");
    scope.suspected = {"h.txt", secret(kHmacKey)};
    for (const Kind kind : {Kind::Upper, Kind::Mixed})
        CHECK(first_cause(installation.explain(enhanced(kind, kCollectUser, kNow), kCollectUser,
                                               scope)) == "suspected-key");
}

TEST_CASE("of many names only the easily mistaken are tried, unless all are asked for") {
    std::vector<racf::UserId> many;
    for (int i = 1000; i < 1500; ++i)
        many.push_back(racf::UserId::parse(fmt::format("U{}", i)).value());
    const auto asked = racf::UserId::parse("U1234").value();
    const auto chosen = diagnosis::names_to_try(many, asked, false);
    CHECK(std::find(chosen.begin(), chosen.end(), racf::UserId::parse("U1235").value()) !=
          chosen.end());
    CHECK(chosen.size() < 50);
    CHECK(diagnosis::names_to_try(many, asked, true).size() == 499);
}

TEST_CASE("one slip of the pen is a character more, less, another, or two exchanged") {
    for (const char* slip : {"USER1", "USR01", "USER012", "UESR01", "USER02", "XUSER01"})
        CHECK(diagnosis::one_slip_apart("USER01", slip));
    for (const char* other : {"USER01", "USER", "RESU01", "USER22", ""})
        CHECK_FALSE(diagnosis::one_slip_apart("USER01", other));
}

TEST_CASE("keys of a rotation are named with their moments") {
    const Installation installation;
    auto profile = installation.keyed("APPLI2I", kOtherKey);
    auto& ssignon = *profile.ssignon;
    ssignon.legacy_since = kNow - base::Seconds(3600);
    racf::ProfileKey old{installation.keyed("APPLI2I", kKey).ssignon->legacy, {}};
    ssignon.rotation.previous = {{std::move(old), kNow + base::Seconds(60)}};
    racf::StagedKey next{{installation.keyed("APPLI2I", kThirdKey).ssignon->legacy, {}}};
    next.accepted_from = kNow + base::Seconds(3000);
    next.at = kNow + base::Seconds(3600);
    ssignon.rotation.next = next;
    installation.commit(racf::PutResource{profile});
    installation.refresh(racf::ptktdata_class());

    const auto active = installation.explain(legacy(kCollectUser, kNow, kOtherKey));
    CHECK(active.decision.accepted());
    CHECK_THAT(active.key, Contains("active since " + base::to_rfc3339(*ssignon.legacy_since)));
    const auto previous = installation.explain(legacy(kCollectUser, kNow));
    CHECK(previous.decision.accepted());
    CHECK(previous.decision.attempt()->role == racf::KeyRole::Previous);
    CHECK_THAT(previous.key, Contains("the previous one, accepted until "));
    const auto early = installation.explain(legacy(kCollectUser, kNow, kThirdKey));
    REQUIRE(first_cause(early) == "other-key");
    CHECK_THAT(
        early.findings.front().what,
        Contains("not accepted yet: the next one, active from " + base::to_rfc3339(next.at)));
}
