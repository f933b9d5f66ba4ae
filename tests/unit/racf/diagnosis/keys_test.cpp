#include "common/crypto/des.hpp"
#include "tests/unit/racf/diagnosis/scene.hpp"
#include "tests/unit/test.hpp"

using namespace scene;
using Catch::Matchers::Contains;

namespace {

const auto kKeysUser = subject("USER0002");
const auto kNames = passticket::encode_names(kKeysUser);

/// The first finding for a ticket that was made with a key in another form.
diagnosis::Explanation with_key(const std::string& hex, Kind kind = Kind::Legacy) {
    return explained(evidence(ticket_of(kind, secret(hex), kNames, kNow), kind));
}

std::string hex_of_text(const std::string& text) {
    return base::to_hex(base::as_bytes(text));
}

}  // namespace

TEST_CASE("another key of the store is named with where it comes from") {
    struct Place {
        Origin origin;
        const char* profile;
        const char* cause;
        const char* what;
    };
    for (const Place& place :
         {Place{Origin::Hidden, "APPLI2I.USER0002", "hidden-profile", "is not tried"},
          Place{Origin::OnDisk, "APPLI2I", "not-refreshed", "RACLISTed copy"},
          Place{Origin::Other, "APPLI2I.GROUP2", "other-key", "profile APPLI2I.GROUP2"},
          Place{Origin::Vault, "PTKT.NEXT", "other-key", "an earlier key of a rotation"},
          Place{Origin::Suspected, "old.key", "suspected-key", "key file old.key"}}) {
        auto facts = evidence(legacy(kKeysUser, kNow, kOtherKey));
        facts.keys.push_back(key_from(place.origin, place.profile, Kind::Legacy, kOtherKey));
        const auto explanation = explained(std::move(facts));
        REQUIRE(first_cause(explanation) == place.cause);
        const auto& finding = explanation.findings.front();
        CHECK_THAT(finding.what, Contains(place.what));
        CHECK(finding.profile == place.profile);
        CHECK(*finding.chance == Approx(1201.0 / 4294967296.0));
    }
}

TEST_CASE("a legacy ticket where an enhanced one is expected, and the reverse, are named") {
    auto facts = evidence(legacy(kKeysUser, kNow), Kind::Upper);
    facts.keys.push_back(key_from(Origin::Other, "APPLI2I.OLD", Kind::Legacy, kKey));
    CHECK(first_cause(std::move(facts)) == "other-key");
    auto reverse = evidence(enhanced(Kind::Mixed, kKeysUser, kNow));
    reverse.keys.push_back(key_from(Origin::Vault, "HMAC.NEXT", Kind::Mixed, kHmacKey));
    CHECK(first_cause(std::move(reverse)) == "other-key");
}

TEST_CASE("a legacy ticket without a legacy key at hand is recognised by its form") {
    const auto explanation = explained(evidence(legacy(kKeysUser, kNow), Kind::Mixed));
    REQUIRE(first_cause(explanation) == "other-kind");
    CHECK(*explanation.findings.front().chance ==
          Approx(4294967296.0 / 2821109907456.0).epsilon(0.01));
    CHECK_THAT(explanation.findings.front().what, Contains("made with the other kind of key"));
    CHECK(first_cause(evidence("aB-_x9Zq")) == "other-kind");
    const auto upper = explained(evidence(enhanced(Kind::Upper, kKeysUser, kNow)));
    REQUIRE(first_cause(upper) == "not-a-ticket");
    CHECK_THAT(upper.findings.front().what, Contains("made with the other kind of key"));
}

TEST_CASE("UPPER for MIXED and MIXED for UPPER are named") {
    const auto upper = explained(evidence(enhanced(Kind::Upper, kKeysUser, kNow), Kind::Mixed));
    REQUIRE(first_cause(upper) == "other-type");
    CHECK_THAT(upper.findings.front().what, Contains("made as type UPPER"));
    const auto mixed = explained(evidence(enhanced(Kind::Mixed, kKeysUser, kNow), Kind::Upper));
    REQUIRE(first_cause(mixed) == "other-type");
    CHECK_THAT(mixed.findings.front().what, Contains("made as type MIXED"));
}

TEST_CASE("UPPER made without cutting bits off is named, in ten digits or in the low eight") {
    constexpr std::string_view kDigits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const std::string mixed = enhanced(Kind::Mixed, kKeysUser, kNow);
    std::uint64_t value = passticket::enhanced_value(mixed, Kind::Mixed).value();
    std::string digits;
    for (int i = 0; i < 10; ++i, value /= 36U)
        digits.insert(digits.begin(), kDigits[value % 36U]);
    CHECK(first_cause(evidence(digits.substr(2), Kind::Upper)) == "unmasked-upper");
    CHECK(first_cause(evidence(digits, Kind::Upper)) == "unmasked-upper");
}

TEST_CASE("a legacy key in a wrong form is named") {
    CHECK_THAT(with_key("7719561935190"
                        "1E0")
                   .findings.front()
                   .what,
               Contains("reverse order"));
    CHECK_THAT(with_key("19561977E0011935").findings.front().what, Contains("halves exchanged"));
    CHECK_THAT(with_key("0E10915391659177").findings.front().what, Contains("two digits"));
    CHECK_THAT(with_key(hex_of_text("E0011935")).findings.front().what,
               Contains("first 8") && Contains("ASCII"));
    CHECK_THAT(with_key(hex_of_text("19561977")).findings.front().what,
               Contains("last 8") && Contains("ASCII"));
    CHECK_THAT(with_key("C5F0F0F1F1F9F3F5").findings.front().what,
               Contains("first 8") && Contains("EBCDIC"));
    // X'E001193519561977' under the fixed XOR X'BBFCD18E826660B6'
    CHECK_THAT(with_key("5BFDC8BB9B3079C1").findings.front().what, Contains("KEYMASKED form"));
    for (const char* form : {"77195619351901E0", "19561977E0011935", "5BFDC8BB9B3079C1"})
        CHECK(first_cause(with_key(form)) == "mangled-key");
}

TEST_CASE("an enhanced key as text, cut short or hashed is named") {
    const std::string lower = [] {
        std::string text = kHmacKey;
        for (char& c : text)
            c = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
        return text;
    }();
    CHECK(first_cause(with_key(hex_of_text(kHmacKey), Kind::Upper)) == "mangled-key");
    CHECK(first_cause(with_key(hex_of_text(lower), Kind::Mixed)) == "mangled-key");
    CHECK_THAT(with_key(kHmacKey.substr(0, 64), Kind::Upper).findings.front().what,
               Contains("only the first 32 bytes"));
    const auto digest = crypto::sha512(secret(kHmacKey).view());
    CHECK_THAT(with_key(base::to_hex(base::ByteView(digest)), Kind::Upper).findings.front().what,
               Contains("SHA-512 hash of the key"));
}

TEST_CASE("a long enhanced key and its hash are one key, so the ticket holds and a note says why") {
    std::string hex;
    for (int i = 0; i < 200; ++i)
        hex += "5A";
    const auto digest = crypto::sha512(secret(hex).view());
    const auto ticket =
        ticket_of(Kind::Upper, secret(base::to_hex(base::ByteView(digest))), kNames, kNow);
    const auto explanation = explained(evidence(ticket, Kind::Upper, kKeysUser, hex));
    CHECK(explanation.findings.empty());
    REQUIRE_FALSE(explanation.notes.empty());
    CHECK_THAT(explanation.notes.front(), Contains("SHA-512"));
}

TEST_CASE("a suspected key with other parity bits is the same key, and that is said") {
    auto facts = evidence(legacy(kKeysUser, kNow, kOtherKey));
    facts.keys.push_back(key_from(Origin::Suspected, "k.txt", Kind::Legacy, "E100183418571876"));
    const auto explanation = explained(std::move(facts));
    REQUIRE(explanation.notes.size() == 1);
    CHECK_THAT(explanation.notes.front(), Contains("parity bits only"));
    auto made_with_parity = evidence(legacy(kKeysUser, kNow, "E100183418571876"));
    CHECK(explained(std::move(made_with_parity)).findings.empty());
}

TEST_CASE("a short enhanced key is noted") {
    const std::string hex(64, 'A');
    const auto explanation = explained(
        evidence(ticket_of(Kind::Upper, secret(hex), kNames, kNow), Kind::Upper, kKeysUser, hex));
    REQUIRE(explanation.notes.size() == 1);
    CHECK_THAT(explanation.notes.front(), Contains("has 32 bytes; 64 are advised"));
}
