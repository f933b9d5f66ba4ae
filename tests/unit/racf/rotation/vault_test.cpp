#include "common/racf/rotation/vault.hpp"

#include "common/crypto/des.hpp"
#include "common/racf/rotation/key_maker.hpp"
#include "common/racf/rotation/profile_keys.hpp"
#include "tests/unit/racf/rotation/rotated.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using base::ErrorKind;
using base::Seconds;
using racf::KeyRole;
using tests::kAppl;
using tests::kStart;
using tests::Rotated;

TEST_CASE("a key of the vault keeps its label to itself, and stays while a profile names it") {
    const Rotated one;
    const auto add = [&](const std::string& label) {
        return rotation::add_to_vault(one.store(), kStart, "generate", label,
                                      rotation::random_hmac_key().value());
    };
    REQUIRE(add("ONE.KEY").ok());
    CHECK(one.store().keys().entry("ONE.KEY").value()->kind == store::VaultKind::Hmac);
    CHECK(add("ONE.KEY").error().kind == ErrorKind::CannotCreate);

    auto profile = one.fixture().resource(racf::ptktdata_class(), "OTHER");
    profile.ssignon.emplace();
    profile.ssignon->enhanced_label = "ONE.KEY";
    one.fixture().commit(racf::PutResource{profile});
    CHECK(rotation::user_of_label(one.store(), "ONE.KEY").value() == "OTHER");
    const auto kept = rotation::delete_from_vault(one.store(), kStart, "ONE.KEY");
    REQUIRE_FALSE(kept.ok());
    CHECK(kept.error().kind == ErrorKind::NotPermitted);

    REQUIRE(add("TWO.KEY").ok());
    REQUIRE(rotation::delete_from_vault(one.store(), kStart, "TWO.KEY").ok());
    CHECK_FALSE(one.store().keys().entry("TWO.KEY").value());
    CHECK(rotation::delete_from_vault(one.store(), kStart, "TWO.KEY").error().kind ==
          ErrorKind::NotFound);
}

TEST_CASE("made keys have the size and the form of their kind, and none is like another") {
    const auto des = rotation::random_des_key().value();
    CHECK(des.size() == crypto::DesKey::kSize);
    CHECK(crypto::with_odd_parity(des).equals(des));
    CHECK_FALSE(crypto::is_weak_des_key(des.view()));
    CHECK_FALSE(des.equals(rotation::random_des_key().value()));
    CHECK(rotation::random_hmac_key().value().size() == rotation::kUsualHmacKey);
    CHECK(rotation::random_hmac_key(256).value().size() == 256);
}

TEST_CASE("the keys of a profile are listed as active, next, previous") {
    Rotated one;
    REQUIRE(one.rotate({}).ok());
    rotation::Order order;
    order.at = kStart + Seconds(86400);
    one.now = kStart + Seconds(1);
    REQUIRE(one.rotate(order).ok());
    const auto profile = rotation::ptktdata_profile(one.store(), kAppl).value();
    const auto keys = rotation::keys_of_profile(profile, one.now).value();
    REQUIRE(keys.size() == 3);
    CHECK(keys[0].role == KeyRole::Active);
    CHECK(keys[1].role == KeyRole::Next);
    CHECK(keys[2].role == KeyRole::Previous);

    const auto bare = one.fixture().resource(racf::ptktdata_class(), "OTHER");
    CHECK(rotation::keys_of_profile(bare, one.now).error().kind == ErrorKind::Config);
}
