#include <algorithm>
#include <filesystem>
#include <sstream>

#include "tests/unit/racf/authorization/scene.hpp"

using namespace scene;

TEST_CASE("in a group each is decided as it would be behind those before it, and audited") {
    const Receiver receiver;
    const auto ticket = legacy(kKey, kUser, kNow);
    const auto other = legacy(kKey, kUser, kNow - base::Seconds(1));
    const auto old = legacy(kKey, kUser, kNow - base::Seconds(601));
    const auto late = legacy(kKey, subject("USER0001"), kNow);
    const auto unknown = subject("NOBODY");
    const std::vector<authorization::SignOn> group{
        {kUser.user, kUser.appl, ticket, {}, "first"},
        {unknown.user, unknown.appl, ticket, {}, "second"},
        {kUser.user, kUser.appl, ticket, {}, "third"},
        {kUser.user, kUser.appl, old, {}, "fourth"},
        {racf::UserId::parse("USER0001").value(), kUser.appl, late, {}, "fifth"},
        {kUser.user, kUser.appl, other, {}, "sixth"}};
    auto cache = receiver.store().replay_cache().value();
    const auto decisions =
        authorization::authenticate_all(receiver.store(), cache, group, kNow, Recording::Yes);
    const std::vector<Reason> expected{Reason::Ok,      Reason::UserUnknown, Reason::Replayed,
                                       Reason::Expired, Reason::ApplDenied,  Reason::Ok};
    REQUIRE(decisions.size() == expected.size());
    const auto text = files::read_file(receiver.store().layout().audit_log(), 10'000).value();
    std::istringstream lines(text);
    std::string line;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        INFO(group[i].source);
        REQUIRE(decisions[i].ok());
        CHECK(decisions[i]->reason == expected[i]);
        REQUIRE(std::getline(lines, line));
        const auto record = json::parse_json(line).value();
        CHECK(record.find("peer")->bare() == group[i].source);
        CHECK(record.find("reason")->bare() == to_string(expected[i]));
    }
    CHECK(decisions[2]->detail == "used before, at 2025-11-22T10:00:00Z by first");
    CHECK_FALSE(std::getline(lines, line));
    for (const auto& one : {ticket, other})
        CHECK(receiver.reason(kUser, one) == Reason::Replayed);
}

TEST_CASE("failures in a group count for those behind them") {
    Receiver receiver;
    receiver.options_.revoke_after = 2;
    receiver.options(receiver.options_);
    const auto bad = legacy(kOtherKey, kUser, kNow);
    const auto good = legacy(kKey, kUser, kNow);
    const authorization::SignOn wrong{kUser.user, kUser.appl, bad, {}, "test"};
    const authorization::SignOn right{kUser.user, kUser.appl, good, {}, "test"};
    const auto reasons = [&](const std::vector<authorization::SignOn>& group) {
        auto cache = receiver.store().replay_cache().value();
        std::vector<Reason> all;
        for (const auto& one :
             authorization::authenticate_all(receiver.store(), cache, group, kNow, Recording::Yes))
            all.push_back(one.value().reason);
        return all;
    };
    CHECK(reasons({wrong, right, wrong}) ==
          std::vector{Reason::WrongKey, Reason::Ok, Reason::WrongKey});
    CHECK(receiver.store().user(kUser.user).value()->failures == 1);
    const auto next = legacy(kKey, kUser, kNow + base::Seconds(1));
    const authorization::SignOn late{kUser.user, kUser.appl, next, {}, "test"};
    CHECK(reasons({wrong, late}) == std::vector{Reason::WrongKey, Reason::UserRevoked});
}

TEST_CASE("a group whose tickets cannot be recorded is not accepted") {
    const Receiver receiver;
    auto cache = receiver.store().replay_cache().value();
    const auto ticket = legacy(kKey, kUser, kNow);
    const auto other = legacy(kKey, kUser, kNow + base::Seconds(1));
    const std::vector<authorization::SignOn> group{{kUser.user, kUser.appl, ticket, {}, "test"},
                                                   {kUser.user, kUser.appl, other, {}, "test"}};
    // A directory in the place of the lock cannot be opened for writing.
    const auto lock = receiver.store().layout().replay_lock();
    std::filesystem::remove(lock);
    std::filesystem::create_directory(lock);
    const auto decisions =
        authorization::authenticate_all(receiver.store(), cache, group, kNow, Recording::Yes);
    REQUIRE(decisions.size() == 2);
    CHECK_FALSE(decisions[0].ok());
    CHECK_FALSE(decisions[1].ok());
    const auto text = files::read_file(receiver.store().layout().audit_log(), 10'000).value();
    CHECK(std::count(text.begin(), text.end(), '\n') == 2);
    CHECK(text.find("accepted") == std::string::npos);
}

TEST_CASE("a good ticket that cannot be told from a used one is no failure of its user") {
    Receiver receiver;
    receiver.options_.revoke_after = 1;
    receiver.options(receiver.options_);
    auto cache = receiver.store().replay_cache().value();
    const auto ticket = legacy(kKey, kUser, kNow);
    const authorization::SignOn one{kUser.user, kUser.appl, ticket, {}, "test"};
    const auto begun =
        authorization::begin_group_sign_ons(receiver.store(), cache, {one}, kNow, nullptr);
    REQUIRE(begun->questions().size() == 1);
    const std::vector<replay::GroupAnswer> answers{{replay::GroupOutcome::BeforeFloor, {}, kNow}};
    CHECK(begun->finish(answers).front().value().reason == Reason::ReplayUnknown);
    const auto user = receiver.store().user(kUser.user).value();
    CHECK(user->failures == 0);
    CHECK_FALSE(user->revoked);
}
