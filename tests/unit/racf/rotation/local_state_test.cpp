#include "common/racf/rotation/local_state.hpp"

#include "tests/unit/test.hpp"

using namespace ptkt;
using racf::User;
using rotation::with_local_state;

namespace {

constexpr base::Instant kDay = base::instant(1'800'000'000);

User user_kim() {
    const auto group = racf::GroupId::parse("SYS1").value();
    User user{racf::UserId::parse("KIM").value(), "", "IBMUSER", group};
    user.connections.push_back({group, "IBMUSER"});
    return user;
}

User revoked(User user) {
    user.revoked = true;
    return user;
}

racf::StoredPassword password(const std::string& hash) {
    return {hash, kDay, {}};
}

}  // namespace

TEST_CASE("a user who was revoked at a receiver stays revoked, with the failures") {
    User here = revoked(user_kim());
    here.failures = 5;
    const User merged = with_local_state(user_kim(), here, user_kim());
    CHECK(merged.revoked);
    CHECK(merged.failures == 5);
}

TEST_CASE("a user whom the publisher has resumed is resumed") {
    const User merged = with_local_state(revoked(user_kim()), revoked(user_kim()), user_kim());
    CHECK_FALSE(merged.revoked);
}

TEST_CASE("a user whom the publisher has revoked is revoked, and stays so") {
    CHECK(with_local_state(user_kim(), user_kim(), revoked(user_kim())).revoked);
    CHECK(with_local_state(revoked(user_kim()), user_kim(), revoked(user_kim())).revoked);
}

TEST_CASE("a failure is forgotten when the publisher resumes the user") {
    User here = revoked(user_kim());
    here.failures = 5;
    CHECK(with_local_state(revoked(user_kim()), here, user_kim()).failures == 0);
}

TEST_CASE("with the first generation, a revocation of either side stays") {
    CHECK(with_local_state(std::nullopt, revoked(user_kim()), user_kim()).revoked);
    CHECK(with_local_state(std::nullopt, user_kim(), revoked(user_kim())).revoked);
    CHECK_FALSE(with_local_state(std::nullopt, user_kim(), user_kim()).revoked);
}

TEST_CASE("a password that was changed at a receiver stays until the publisher changes it") {
    User before = user_kim();
    before.password = password("first");
    before.phrase = password("phrase");
    User here = before;
    here.password = password("changed here");
    const User stays = with_local_state(before, here, before);
    CHECK(stays.password == here.password);
    CHECK(stays.phrase == before.phrase);
    User published = before;
    published.password = password("changed there");
    CHECK(with_local_state(before, here, published).password == published.password);
    // Of an unrelated store of before, nothing is taken.
    CHECK(with_local_state(std::nullopt, here, published).password == published.password);
}

TEST_CASE("the later date of sign-ons and the greater count stay") {
    User here = user_kim();
    here.last_access = kDay;
    here.connections.front().last_connect = kDay;
    here.connections.front().connects = 7;
    User published = user_kim();
    published.last_access = kDay - base::Seconds(1);
    published.connections.front().connects = 9;
    const User merged = with_local_state(user_kim(), here, published);
    CHECK(merged.last_access == kDay);
    CHECK(merged.connections.front().last_connect == kDay);
    CHECK(merged.connections.front().connects == 9);
    published.last_access = kDay + base::Seconds(1);
    CHECK(with_local_state(user_kim(), here, published).last_access == published.last_access);
}

TEST_CASE("what the publisher defines is taken, whatever was changed at a receiver") {
    User here = user_kim();
    here.special = true;
    User published = user_kim();
    published.name = "KIM";
    const User merged = with_local_state(user_kim(), here, published);
    CHECK_FALSE(merged.special);
    CHECK(merged.name == "KIM");
}
