#include "common/racf/rotation/local_state.hpp"

#include "tests/unit/test.hpp"

using namespace ptkt;
using racf::User;

namespace {

constexpr base::Seconds kHour{3600};
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

/// On `kDay`.
User with_local_state(const std::optional<User>& before, const User& here, User published) {
    return rotation::with_local_state(before, here, std::move(published), kDay);
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

TEST_CASE("a revocation at a receiver whose date has come stays") {
    User here = user_kim();
    here.revoke_date = kDay - kHour;
    const User merged = with_local_state(user_kim(), here, user_kim());
    CHECK(merged.is_revoked(kDay));
    CHECK(merged.is_revoked(kDay + 1000 * kHour));
    // One that is still to come stays too, and does not put off the publisher's.
    here.revoke_date = kDay + kHour;
    User published = user_kim();
    CHECK(with_local_state(user_kim(), here, published).revoke_date == here.revoke_date);
    published.revoke_date = kDay + 2 * kHour;
    CHECK(with_local_state(user_kim(), here, published).revoke_date == here.revoke_date);
    published.revoke_date = kDay + kHour / 2;
    CHECK(with_local_state(user_kim(), here, published).revoke_date == published.revoke_date);
    // Not so one that was the publisher's own.
    CHECK_FALSE(with_local_state(here, here, user_kim()).revoke_date);
}

TEST_CASE("no date of the publisher's ends a revocation of a receiver's") {
    User published = user_kim();
    for (const auto hours : {-2, -1, 1, 2}) {
        INFO(hours);
        published.resume_date = kDay + hours * kHour;
        CHECK(with_local_state(user_kim(), revoked(user_kim()), published).is_revoked(kDay));
        CHECK(with_local_state(std::nullopt, revoked(user_kim()), published).is_revoked(kDay));
        const User later = with_local_state(user_kim(), revoked(user_kim()), published);
        CHECK(later.is_revoked(kDay + 1000 * kHour));
        published.revoke_date = kDay + 3 * kHour;
        CHECK(with_local_state(user_kim(), revoked(user_kim()), published).is_revoked(kDay));
        published.revoke_date.reset();
    }
}

TEST_CASE("failures are counted on when the publisher schedules a revocation") {
    User here = user_kim();
    here.failures = 3;
    User published = user_kim();
    published.revoke_date = kDay + kHour;
    const User merged = with_local_state(user_kim(), here, published);
    CHECK(merged.failures == 3);
    CHECK(merged.revoke_date == published.revoke_date);
}

TEST_CASE("a revocation of the publisher's ends on the publisher's date") {
    User published = revoked(user_kim());
    published.resume_date = kDay + kHour;
    CHECK(with_local_state(published, published, published) == published);
    CHECK(with_local_state(std::nullopt, published, published) == published);
    // Unless the receiver has revoked the user too.
    const User merged = with_local_state(published, revoked(user_kim()), published);
    CHECK(merged.is_revoked(kDay + 2 * kHour));
}

TEST_CASE("a connection that was revoked at a receiver stays revoked") {
    User here = user_kim();
    here.connections.front().revoked = true;
    const auto front = [](const User& user) { return user.connections.front(); };
    CHECK(front(with_local_state(user_kim(), here, user_kim())).revoked);
    CHECK(front(with_local_state(std::nullopt, here, user_kim())).revoked);
    CHECK_FALSE(front(with_local_state(here, here, user_kim())).revoked);
    CHECK(front(with_local_state(user_kim(), user_kim(), here)).revoked);
    User by_date = user_kim();
    by_date.connections.front().revoke_date = kDay - kHour;
    User published = user_kim();
    published.connections.front().resume_date = kDay - kHour / 2;
    const auto merged = front(with_local_state(user_kim(), by_date, published));
    CHECK(merged.revoked);
    CHECK_FALSE(merged.resume_date);
}

TEST_CASE("where it is not known what was published, the newer password stays") {
    User here = user_kim();
    here.password = password("changed here");
    here.phrase = password("changed here");
    User published = user_kim();
    published.password = password("published");
    published.password->changed = kDay - kHour;
    published.phrase = password("published");
    published.phrase->changed = kDay + kHour;
    const User merged = with_local_state(std::nullopt, here, published);
    CHECK(merged.password == here.password);
    CHECK(merged.phrase == published.phrase);
    // One that was to be changed at the next sign-on was changed here.
    published.password->changed.reset();
    CHECK(with_local_state(std::nullopt, here, published).password == here.password);
    // Nobody gets a password back whom the publisher has taken it from.
    published.password.reset();
    CHECK_FALSE(with_local_state(std::nullopt, here, published).password);
}
