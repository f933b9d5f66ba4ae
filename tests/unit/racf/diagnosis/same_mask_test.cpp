#include "common/racf/diagnosis/same_mask.hpp"

#include "common/racf/passticket/legacy.hpp"
#include "tests/unit/racf/diagnosis/scene.hpp"
#include "tests/unit/test.hpp"

using namespace scene;

namespace {

/// What tickets for another application decode to under the names that were expected.
std::vector<diagnosis::Sighting> sightings(const std::string& made_with_key,
                                           const std::vector<int>& seconds, int clock_off = 0) {
    const auto des =
        std::make_shared<const crypto::DesKey>(crypto::DesKey::make(secret(kKey)).value());
    const passticket::LegacyCoder expected(des, passticket::encode_names(subject("USER0002")));
    std::vector<diagnosis::Sighting> all;
    for (const int second : seconds) {
        const auto when = kNow + base::Seconds(second);
        const auto ticket = legacy(subject("USER0002", "NOBODYS"), when, made_with_key);
        all.push_back({expected.decode(passticket::legacy_value(ticket).value()),
                       when + base::Seconds(clock_off)});
    }
    return all;
}

}  // namespace

TEST_CASE("tickets for another application name are all off by one mask") {
    const auto alike = diagnosis::same_mask(sightings(kKey, {0, 37, 90'000}), base::Seconds(600));
    REQUIRE(alike);
    CHECK(alike->by_chance < 1e-9);
    CHECK(diagnosis::same_mask(sightings(kKey, {0, 5000, 10'000}, 421), base::Seconds(600)));
}

TEST_CASE("tickets of another key are not") {
    CHECK_FALSE(diagnosis::same_mask(sightings(kOtherKey, {0, 37, 90'000}), base::Seconds(600)));
}

TEST_CASE("one ticket shows nothing") {
    CHECK_FALSE(diagnosis::same_mask(sightings(kKey, {0}), base::Seconds(600)));
    CHECK_FALSE(diagnosis::same_mask({}, base::Seconds(600)));
}
