#include "common/racf/rotation/hand_over.hpp"

#include "tests/unit/racf/rotation/rotated.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using base::ErrorKind;
using base::Seconds;
using tests::kAppl;
using tests::kStart;
using tests::Rotated;

namespace {

rotation::KeyToHandOver key_of(const Rotated& one) {
    return rotation::key_to_hand_over(one.store(), kAppl, one.now).value();
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a legacy key stands in RACF's commands, on lines that a card has room for") {
    const Rotated one;
    const auto key = key_of(one);
    CHECK_FALSE(key.at);
    CHECK(rotation::racf_commands(key) ==
          "RALTER PTKTDATA APPLI2I SSIGNON(KEYMASKED(E001193519561977))\n"
          "SETROPTS RACLIST(PTKTDATA) REFRESH\n");
}

TEST_CASE("a staged key is handed over before the active one, with its moment") {
    Rotated one;
    const auto active = key_of(one);
    rotation::Order order;
    order.at = kStart + Seconds(3600);
    REQUIRE(one.rotate(order).ok());
    const auto staged = key_of(one);
    CHECK(staged.at == order.at);
    CHECK(staged.check_value != active.check_value);
    CHECK_FALSE(staged.value.equals(active.value));
}

TEST_CASE("an enhanced key goes to ICSF; RACF gets its label, and the legacy key goes later") {
    Rotated one;
    rotation::Order order;
    order.wanted.upgrade = true;
    order.grace = Seconds(600);
    REQUIRE(one.rotate(order).ok());
    const auto key = key_of(one);
    REQUIRE(key.key.is_enhanced());
    CHECK(key.legacy_until == kStart + Seconds(600));
    const std::string digits = base::to_hex(key.value.view());
    const std::string commands = rotation::racf_commands(key);
    CHECK(has(commands, key.key.enhanced_label));
    CHECK(has(commands, "SSIGNON(NOLEGACYKEY)"));
    CHECK_FALSE(has(commands, digits));
    CHECK(has(rotation::icsf_steps(key), digits));
    for (std::size_t start = 0; start < commands.size();) {
        const std::size_t end = commands.find('\n', start);
        REQUIRE(end != std::string::npos);
        CHECK(end - start <= 71);
        start = end + 1;
    }
}

TEST_CASE("a profile without a key has none to hand over") {
    const Rotated one;
    const auto other = racf::ProfileName::parse("OTHER").value();
    CHECK(rotation::key_to_hand_over(one.store(), other, kStart).error().kind ==
          ErrorKind::NotFound);
    one.fixture().commit(
        racf::PutResource{one.fixture().resource(racf::ptktdata_class(), "OTHER")});
    CHECK(rotation::key_to_hand_over(one.store(), other, kStart).error().kind == ErrorKind::Config);
}
