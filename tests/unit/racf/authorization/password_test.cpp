// Sign-ons by password or phrase: what is compared when, and what comes of it.
#include "common/crypto/password.hpp"

#include <utility>

#include "common/base/text/ascii.hpp"
#include "tests/unit/racf/authorization/scene.hpp"

using namespace scene;
using authorization::PasswordCheck;
using authorization::PasswordWay;
using authorization::Way;
using racf::PasswordKind;

namespace {

const std::string kHash = crypto::hash_password(base::Secret(base::as_bytes("SUMMER24"))).value();

/// A receiver where USER0002 has a password or phrase, and the answer to a comparison can be said.
struct PasswordReceiver : Receiver {
    explicit PasswordReceiver(PasswordKind kind = PasswordKind::Password) : kind_(kind) {
        give("USER0002", kNow);
    }
    void give(const std::string& id, std::optional<base::Instant> changed) {
        auto one = user(id);
        racf::stored_of(one, kind_) = racf::StoredPassword{kHash, changed, {}};
        commit(racf::PutUser{one});
    }
    [[nodiscard]] authorization::SignOn sign_on(const std::string& id, std::string_view value,
                                                std::optional<PasswordCheck> check) const {
        const auto names = subject(id);
        authorization::SignOn one{names.user, names.appl, value, {}, "test"};
        one.password = PasswordWay{kind_, false, std::move(check)};
        return one;
    }
    [[nodiscard]] authorization::Decision by(const std::string& id, std::string_view value,
                                             std::optional<bool> matches,
                                             base::Instant now = kNow) const {
        const auto first = decide(sign_on(id, value, {}), now);
        if (!matches || !first.is_open()) return first;
        return decide(sign_on(id, value, PasswordCheck{first.compare_with, *matches}), now);
    }
    [[nodiscard]] std::size_t records() const {
        constexpr std::size_t kMost = 1U << 20U;
        const auto text = files::read_file(store().layout().audit_log(), kMost);
        return text ? static_cast<std::size_t>(std::ranges::count(*text, '\n')) : 0;
    }
    [[nodiscard]] std::int64_t failures() const {
        return store().user(kUser.user).value()->failures;
    }

  private:
    PasswordKind kind_;
};

}  // namespace

TEST_CASE("what is no ticket is compared with the password before anything comes of it") {
    PasswordReceiver receiver;
    receiver.options_.revoke_after = 2;
    receiver.options(receiver.options_);
    const auto open = receiver.by("USER0002", "SUMMER24", {});
    CHECK(open.is_open());
    CHECK_FALSE(open.accepted());
    CHECK(open.compare_with == kHash);
    CHECK(receiver.records() == 0);
    CHECK(receiver.failures() == 0);

    const auto right = receiver.by("USER0002", "SUMMER24", true);
    CHECK(right.accepted());
    CHECK(right.way == Way::Password);
    CHECK(receiver.records() == 1);

    const auto wrong = receiver.by("USER0002", "SUMMER25", false);
    CHECK(wrong.codes() == authorization::SafCodes{8, 8, 0});
    CHECK(wrong.detail.ends_with("; nor is it the user's password"));
    CHECK(receiver.records() == 2);
    CHECK(receiver.failures() == 1);
    CHECK(receiver.by("USER0002", "SUMMER25", false).reason == wrong.reason);
    CHECK(receiver.by("USER0002", "SUMMER24", true).reason == Reason::UserRevoked);
}

TEST_CASE("a wrong password counts also while no key of the profile can be used") {
    PasswordReceiver receiver;
    receiver.options_.revoke_after = 2;
    receiver.options(receiver.options_);
    auto profile = receiver.resource(racf::ptktdata_class(), "APPLI2I");
    profile.ssignon = racf::Ssignon{};
    profile.ssignon->enhanced_label = "GONE";
    receiver.commit(racf::PutResource{profile});
    receiver.refresh(racf::ptktdata_class());

    CHECK(receiver.by("USER0002", "SUMMER24", true).accepted());
    const auto wrong = receiver.by("USER0002", "SUMMER25", false);
    CHECK(wrong.reason == Reason::WrongPassword);
    CHECK(wrong.detail.find("no key labelled GONE") != std::string::npos);
    CHECK(receiver.failures() == 1);
    CHECK(receiver.by("NOBODY", "SUMMER25", false).codes() != authorization::SafCodes{});
    CHECK_FALSE(receiver.by("USER0002", "SUMMER25", false).accepted());
    CHECK(receiver.by("USER0002", "SUMMER24", true).reason == Reason::UserRevoked);
}

TEST_CASE("a valid ticket is not compared, one that was used is") {
    const PasswordReceiver receiver;
    const auto ticket = legacy(kKey, kUser, kNow);
    const auto first = receiver.by("USER0002", ticket, {});
    CHECK(first.accepted());
    CHECK(first.way == Way::PassTicket);
    CHECK(receiver.by("USER0002", ticket, {}).is_open());
    CHECK(receiver.by("USER0002", ticket, false).reason == Reason::Replayed);
}

TEST_CASE("also for users who do not exist or have no password something is compared") {
    const PasswordReceiver receiver;
    auto none = receiver.user("NEITHER");
    none.password.reset();
    none.phrase.reset();
    receiver.commit(racf::PutUser{none});
    for (const std::string id : {"NOBODY", "NEITHER"}) {
        const auto open = receiver.by(id, "SUMMER24", {});
        REQUIRE(open.is_open());
        // It costs what the comparison with a real one does, and no value is right.
        CHECK(
            crypto::password_matches(base::Secret(base::as_bytes("")), open.compare_with).value() ==
            false);
        CHECK(open.compare_with.substr(0, 17) == kHash.substr(0, 17));
        CHECK_FALSE(receiver.by(id, "SUMMER24", true).accepted());
    }
    CHECK(receiver.by("NOBODY", "SUMMER24", false).reason == Reason::UserUnknown);
    CHECK(receiver.by("NEITHER", "SUMMER24", false).reason == Reason::UserProtected);
}

TEST_CASE("a comparison with another password than the user has now counts for nothing") {
    PasswordReceiver receiver;
    const PasswordCheck before{"scrypt$16384$8$1$00$00", true};
    CHECK(receiver.decide(receiver.sign_on("USER0002", "SUMMER24", before)).is_open());
}

TEST_CASE("an expired password is no way in, unless a new one comes with it") {
    PasswordReceiver receiver;
    CHECK(receiver.by("USER0002", "SUMMER24", true, kNow + std::chrono::days(29)).accepted());
    const auto late = receiver.by("USER0002", "SUMMER24", true, kNow + std::chrono::days(31));
    CHECK(late.reason == Reason::PasswordExpired);
    CHECK(late.codes() == authorization::SafCodes{8, 0x0C, 0});
    receiver.give("USER0002", std::nullopt);
    CHECK(receiver.by("USER0002", "SUMMER24", true).reason == Reason::PasswordExpired);
    auto change = receiver.sign_on("USER0002", "SUMMER24", PasswordCheck{kHash, true});
    change.password->is_changed = true;
    CHECK(receiver.decide(change).accepted());
}

TEST_CASE("a password needs neither the class of PassTickets nor a key") {
    PasswordReceiver receiver;
    receiver.options_.active.erase("PTKTDATA");
    receiver.options(receiver.options_);
    CHECK(receiver.by("USER0002", "SUMMER24", true).accepted());
    CHECK(receiver.by("USER0002", "SUMMER24", false).reason == Reason::ClassInactive);
    receiver.give("USER0001", kNow);
    CHECK(receiver.by("USER0001", "SUMMER24", true).reason == Reason::ApplDenied);
}

TEST_CASE("a phrase is compared with the phrase, and is no ticket") {
    const PasswordReceiver receiver(PasswordKind::Phrase);
    const auto right = receiver.by("USER0002", "", true);
    CHECK(right.accepted());
    CHECK(right.way == Way::Phrase);
    CHECK(receiver.by("USER0002", "", false).reason == Reason::WrongPassword);
    CHECK(receiver.by("NOBODY", "", false).reason == Reason::UserUnknown);
}

TEST_CASE("a password that is changed before a late decision is no way in any more") {
    PasswordReceiver receiver;
    auto cache = receiver.store().replay_cache().value();
    const auto ticket = legacy(kKey, kUser, kNow);
    const authorization::SignOn asked{kUser.user, kUser.appl, ticket, {}, "test"};
    const auto by_password = receiver.sign_on("USER0002", "SUMMER24", PasswordCheck{kHash, true});
    const auto begun = authorization::begin_group_sign_ons(receiver.store(), cache,
                                                           {by_password, asked}, kNow, nullptr);
    REQUIRE(begun->questions().size() == 1);
    auto user = receiver.store().user(kUser.user).value().value();
    auto expected = Reason::WrongPassword;
    SECTION("to another one") {
        user.password->hash = "scrypt$16384$8$1$00$00";
    }
    SECTION("to none beside a phrase") {
        user.phrase = std::exchange(user.password, std::nullopt);
    }
    SECTION("to none at all") {
        user.password.reset();
        user.phrase.reset();
        expected = Reason::UserProtected;
    }
    receiver.commit(racf::PutUser{user});
    const std::vector<replay::GroupAnswer> fresh{{replay::GroupOutcome::Fresh, {}, {}}};
    CHECK(begun->finish(fresh).front().value().reason == expected);
}
