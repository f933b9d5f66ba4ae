#include "common/racf/passticket/key_weakness.hpp"

#include <random>

#include "common/base/text/hex.hpp"
#include "common/crypto/des.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using passticket::KeyWeakness;

namespace {

using Random = std::mt19937_64;

base::Bytes random_bytes(Random& random, std::size_t size) {
    base::Bytes bytes(size);
    for (base::Byte& byte : bytes)
        byte = static_cast<base::Byte>(random());
    return bytes;
}

base::Bytes with_odd_parity(const base::Bytes& key) {
    const auto odd = crypto::with_odd_parity(base::Secret(base::ByteView(key)));
    return {odd.view().begin(), odd.view().end()};
}

/// So many characters, each one of these at random.
base::Bytes text_of(Random& random, std::string_view characters, std::size_t size = 8) {
    base::Bytes text(size);
    for (base::Byte& byte : text)
        byte = static_cast<base::Byte>(characters[random() % characters.size()]);
    return text;
}

const std::string kUpper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const std::string kLower = "abcdefghijklmnopqrstuvwxyz0123456789";

/// Letters and digits of ASCII as their EBCDIC codes.
base::Bytes to_ebcdic(base::Bytes text) {
    for (base::Byte& byte : text) {
        const bool is_lower = byte >= 'a';
        const int letter = byte - (is_lower ? 'a' : 'A');
        const int row = letter < 9 ? letter : letter < 18 ? 0x10 + letter - 9 : 0x22 + letter - 18;
        byte = static_cast<base::Byte>(
            byte <= '9' ? byte - '0' + 0xF0 : (is_lower ? 0x81 : 0xC1) + row - (letter >= 18));
    }
    return text;
}

std::string word_of(const base::Bytes& key) {
    const auto weakness = passticket::weakness_of(key);
    return weakness ? std::string(passticket::to_string(*weakness)) : "none";
}

std::string word_of(std::string_view digits) {
    return word_of(base::from_hex(digits).value());
}

int weak_among(int count, const std::function<base::Bytes()>& make) {
    int weak = 0;
    for (int i = 0; i < count; ++i)
        weak += passticket::weakness_of(make()) ? 1 : 0;
    return weak;
}

}  // namespace

TEST_CASE("of a million random DES keys at most one is called weak, whatever their parity") {
    Random random(8);
    CHECK(weak_among(1'000'000, [&] { return random_bytes(random, 8); }) <= 1);
    CHECK(weak_among(1'000'000, [&] { return with_odd_parity(random_bytes(random, 8)); }) <= 1);
}

TEST_CASE("no random HMAC key of the advised size is called weak") {
    Random random(8);
    CHECK(weak_among(20'000, [&] { return random_bytes(random, 64); }) == 0);
    CHECK(weak_among(5'000, [&] { return random_bytes(random, 256); }) == 0);
}

TEST_CASE("published keys are known, whatever their parity bits") {
    for (const char* key :
         {"E001193519561977", "E100183418571876", "E1E2E3E4E5E6E7E8", "123456789ABCDEF0",
          "1234567890ABCDEF", "0123456789ABCDEF", "FEDCBA9876543210", "133457799BBCDFF1"}) {
        INFO(key);
        CHECK(word_of(key) == "published");
    }
    CHECK(word_of("5040737377307264") == "published");  // P@ssw0rd
}

TEST_CASE("every weak and semi-weak key of DES is known") {
    for (const char* key :
         {"0101010101010101", "FEFEFEFEFEFEFEFE", "E0E0E0E0F1F1F1F1", "1F1F1F1F0E0E0E0E",
          "011F011F010E010E", "1F011F010E010E01", "01E001E001F101F1", "E001E001F101F101",
          "01FE01FE01FE01FE", "FE01FE01FE01FE01", "1FE01FE00EF10EF1", "E01FE01FF10EF10E",
          "1FFE1FFE0EFE0EFE", "FE1FFE1FFE0EFE0E", "E0FEE0FEF1FEF1FE", "FEE0FEE0FEF1FEF1",
          "0000000000000000", "FFFFFFFFFFFFFFFF", "1E1E1E1E0F0F0F0F"}) {
        INFO(key);
        CHECK(word_of(key) == "weak-des");
    }
}

TEST_CASE("keys that are text are found: a thousand of each code") {
    Random random(9);
    for (int i = 0; i < 1'000; ++i) {
        CHECK(passticket::weakness_of(text_of(random, kUpper)));
        CHECK(passticket::weakness_of(text_of(random, kLower)));
        CHECK(passticket::weakness_of(to_ebcdic(text_of(random, kUpper))));
        CHECK(passticket::weakness_of(with_odd_parity(text_of(random, kUpper))));
        CHECK(passticket::weakness_of(with_odd_parity(to_ebcdic(text_of(random, kUpper)))));
        auto capital = text_of(random, kLower.substr(0, 26));
        capital[0] = 'Q';
        capital[7] = static_cast<base::Byte>('0' + i % 10);
        CHECK(passticket::weakness_of(capital));
        auto word = to_ebcdic(text_of(random, kLower.substr(0, 26)));
        word[7] = static_cast<base::Byte>(0xF0 + i % 10);
        CHECK(passticket::weakness_of(word));
    }
    CHECK(word_of("4957494C4C574149") == "ascii-text");  // IWILLWAI
    CHECK(word_of("5365637265743031") == "ascii-text");  // Secret01
    CHECK(word_of("4943485345525600") == "ascii-text");  // ICHSERV and a zero
    CHECK(word_of("C9E6C9D3D3E6C1C9") == "ebcdic-text");
    CHECK(word_of("E285839985A3F0F1") == "ebcdic-text");
    CHECK(word_of("E2C5C3D9C5E34040") == "ebcdic-text");
}

TEST_CASE("keys of a pattern are found: repeated, counted, of few digits") {
    for (const char* key : {"1111111111111111", "A5A5A5A5A5A5A5A5", "1234123412341234",
                            "DEADBEEFDEADBEEF", "0102030403020100", "A1A2A1A2B3A2A1B3"}) {
        INFO(key);
        CHECK(word_of(key) == "repeated");
    }
    for (const char* key : {"0102030405060708", "1011121314151617", "0123456789012345",
                            "8877665544332211", "ABCDEF0123456789", "0102020404070708"}) {
        INFO(key);
        CHECK(word_of(key) == "sequence");
    }
    CHECK(word_of("1231132121321321") == "few-digits");
    Random random(10);
    for (int i = 0; i < 1'000; ++i) {
        base::Bytes half = random_bytes(random, 4);
        half.insert(half.end(), half.begin(), half.end());
        CHECK(passticket::weakness_of(half));
        base::Bytes counted(8, static_cast<base::Byte>(random()));
        const auto step = static_cast<base::Byte>(random());
        for (std::size_t at = 1; at < 8; ++at)
            counted[at] = static_cast<base::Byte>(counted[at - 1] + step);
        CHECK(passticket::weakness_of(counted));
    }
}

TEST_CASE("HMAC keys that are short, text, padded or of a pattern are found") {
    Random random(11);
    CHECK(word_of(random_bytes(random, 63)) == "short");
    CHECK(word_of(random_bytes(random, 64)) == "none");
    CHECK(word_of(text_of(random, kUpper + kLower + " .,-", 64)) == "ascii-text");
    CHECK(word_of(text_of(random, "0123456789ABCDEF", 128)) == "ascii-text");
    CHECK(word_of(to_ebcdic(text_of(random, kUpper + kLower, 64))) == "ebcdic-text");
    base::Bytes padded = random_bytes(random, 24);
    padded.resize(64);
    CHECK(word_of(padded) == "repeated");
    base::Bytes twice = random_bytes(random, 32);
    twice.insert(twice.end(), twice.begin(), twice.end());
    CHECK(word_of(twice) == "repeated");
    base::Bytes counted(64);
    for (std::size_t at = 0; at < counted.size(); ++at)
        counted[at] = static_cast<base::Byte>(at);
    CHECK(word_of(counted) == "sequence");
}

TEST_CASE("every weakness has a word and a reason, and a key to take in its place") {
    for (int one = 0; one <= static_cast<int>(KeyWeakness::Short); ++one) {
        CHECK_FALSE(passticket::to_string(static_cast<KeyWeakness>(one)).empty());
        CHECK_FALSE(passticket::why_weak(static_cast<KeyWeakness>(one)).empty());
    }
    Random random(12);
    CHECK(passticket::better_key(random_bytes(random, 8)).find("openssl rand -hex 8") !=
          std::string::npos);
    CHECK(passticket::better_key(random_bytes(random, 32)).find("openssl rand -hex 64") !=
          std::string::npos);
}
