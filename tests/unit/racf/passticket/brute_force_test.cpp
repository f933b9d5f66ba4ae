#include <functional>
#include <random>
#include <unordered_map>

#include "common/racf/passticket/enhanced.hpp"
#include "common/racf/passticket/legacy.hpp"
#include "common/racf/passticket/window.hpp"
#include "tests/support/rounds.hpp"
#include "tests/unit/test.hpp"

// A ticket is decoded, not searched. Here it is searched beside that: every ticket of the 1,201
// seconds around now is made, and what decoding says about a text is held against whether it is
// among them.

using namespace ptkt;
using namespace ptkt::passticket;

namespace {

using Random = std::mt19937_64;

/// One key for one user and application, in both directions.
struct BothWays {
    std::function<std::string(std::int64_t)> make;
    std::function<std::optional<std::int64_t>(std::string_view, std::int64_t)> decode;
    std::function<std::string(std::uint64_t)> well_formed;
};

std::string text_of(const Ticket::Characters& characters) {
    return {characters.begin(), characters.end()};
}

std::string random_name(Random& random) {
    constexpr std::string_view kCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@#$";
    std::string name(1 + random() % 8, 'A');
    for (char& c : name)
        c = kCharacters[random() % kCharacters.size()];
    return name;
}

EncodedNames random_names(Random& random) {
    return encode_names({racf::UserId::parse(random_name(random)).value(),
                         racf::ApplName::parse(random_name(random)).value()});
}

base::Secret random_key(Random& random, std::size_t size) {
    base::Bytes bytes(size);
    for (base::Byte& byte : bytes)
        byte = static_cast<base::Byte>(random());
    return base::Secret(bytes);
}

BothWays legacy_ways(Random& random) {
    auto key = std::make_shared<const crypto::DesKey>(
        crypto::DesKey::make(random_key(random, crypto::DesKey::kSize)).value());
    auto coder = std::make_shared<const LegacyCoder>(std::move(key), random_names(random));
    return {[coder](std::int64_t second) {
                return std::string(coder->generate(base::instant(second)).value().text());
            },
            [coder](std::string_view text, std::int64_t now) -> std::optional<std::int64_t> {
                const auto value = legacy_value(text);
                if (!value) return std::nullopt;
                return base::to_seconds(legacy_instant(coder->decode(*value), base::instant(now)));
            },
            [](std::uint64_t value) {
                return text_of(legacy_characters(static_cast<std::uint32_t>(value)));
            }};
}

BothWays enhanced_ways(Random& random, Kind kind) {
    auto key = std::make_shared<const crypto::HmacSha512>(random_key(
        random,
        kShortestEnhancedKey + random() % (kLongestEnhancedKey - kShortestEnhancedKey + 1)));
    auto coder = std::make_shared<const EnhancedCoder>(std::move(key), random_names(random), kind);
    return {
        [coder](std::int64_t second) {
            return std::string(coder->generate(base::instant(second)).value().text());
        },
        [coder, kind](std::string_view text, std::int64_t) -> std::optional<std::int64_t> {
            const auto value = enhanced_value(text, kind);
            if (!value) return std::nullopt;
            return static_cast<std::int64_t>(coder->decode(*value));
        },
        [kind](std::uint64_t value) {
            return text_of(enhanced_characters(value >> (kind == Kind::Upper ? 23U : 16U), kind));
        }};
}

/// A text that may or may not be a ticket of the window around now.
std::string candidate(Random& random, const BothWays& ways, std::int64_t now) {
    const auto near = [&] { return now - 650 + static_cast<std::int64_t>(random() % 1301); };
    switch (random() % 4) {
        case 0:
            return ways.make(near());
        case 1: {  // just inside or outside the window
            const auto edge = static_cast<std::int64_t>(599 + random() % 4);
            return ways.make(random() % 2 == 0 ? now - edge : now + edge);
        }
        case 2: {  // one character is another one's
            std::string text = ways.make(near());
            text[random() % text.size()] = ways.well_formed(random())[0];
            return text;
        }
        default:
            return ways.well_formed(random());
    }
}

/// Tickets that are tried beside one scan: with fewer, most of the time would go into scans.
constexpr int kTicketsAScan = 5'000;

void compare(int tickets, std::uint64_t seed, const std::function<BothWays(Random&)>& another_key) {
    Random random(seed);
    int found = 0;
    int tried = 0;
    while (tried < tickets) {
        const BothWays ways = another_key(random);
        const auto now = static_cast<std::int64_t>(700 + random() % (4'294'967'296 - 1'400));
        std::unordered_map<std::string, std::int64_t> scan;
        for (std::int64_t second = now - 600; second <= now + 600; ++second)
            scan.emplace(ways.make(second), second);
        REQUIRE(scan.size() == 1'201);
        for (int i = 0; i < kTicketsAScan && tried < tickets; ++i, ++tried) {
            const std::string text = candidate(random, ways, now);
            const auto decoded = ways.decode(text, now);
            const bool inside =
                decoded && kLegacyWindow.contains(base::instant(*decoded), base::instant(now));
            const auto searched = scan.find(text);
            if (inside != (searched != scan.end()) || (inside && *decoded != searched->second))
                FAIL("ticket " << text << " at " << now << ", seed " << seed << ": decodes to "
                               << decoded.value_or(-1));
            found += inside ? 1 : 0;
        }
    }
    CHECK(found > tickets / 4);
    CHECK(found < tickets / 2);
}

}  // namespace

TEST_CASE("decoding a legacy ticket answers as a search over the window does") {
    compare(tests::rounds(200'000), 13, legacy_ways);
}

TEST_CASE("decoding an enhanced ticket answers as a search over the window does") {
    for (const Kind kind : {Kind::Upper, Kind::Mixed})
        compare(tests::rounds(50'000), 14,
                [kind](Random& random) { return enhanced_ways(random, kind); });
}
