#include "common/base/text/hex.hpp"
#include "common/crypto/aead.hpp"
#include "common/crypto/des.hpp"
#include "common/crypto/hash.hpp"
#include "common/crypto/password.hpp"
#include "common/crypto/random.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using base::as_bytes;
using base::Secret;

namespace {

Secret hex(std::string_view digits) {
    return Secret(base::from_hex(digits).value());
}

crypto::DesBlock block(std::string_view digits) {
    crypto::DesBlock out{};
    const auto bytes = base::from_hex(digits).value();
    std::copy(bytes.begin(), bytes.end(), out.begin());
    return out;
}

}  // namespace

TEST_CASE("DES gives the values of NIST SP 800-17") {
    const auto key = crypto::DesKey::make(hex("0101010101010101")).value();
    CHECK(base::to_hex(key.encrypt(block("8000000000000000"))) == "95F8A5E5DD31D900");
    const auto other = crypto::DesKey::make(hex("7CA110454A1A6E57")).value();
    CHECK(base::to_hex(other.encrypt(block("01A1D6D039776742"))) == "690F5B0D9A26939B");
}

TEST_CASE("parity bits of a DES key do not matter") {
    const auto a = crypto::DesKey::make(hex("E001193519561977")).value();
    const auto b = crypto::DesKey::make(hex("E100183418571876")).value();
    CHECK(a.encrypt(block("0123456789ABCDEF")) == b.encrypt(block("0123456789ABCDEF")));
    CHECK(crypto::same_des_key(hex("E001193519561977"), hex("E100183418571876")));
    CHECK_FALSE(crypto::same_des_key(hex("E001193519561977"), hex("E201193519561977")));
}

TEST_CASE("a DES key has 8 bytes and weak ones are known whatever their parity") {
    CHECK_FALSE(crypto::DesKey::make(hex("E0011935195619")).ok());
    CHECK(crypto::is_weak_des_key(base::from_hex("0000000000000000").value()));
    CHECK(crypto::is_weak_des_key(base::from_hex("01FE01FE01FE01FE").value()));
    CHECK_FALSE(crypto::is_weak_des_key(base::from_hex("E001193519561977").value()));
}

TEST_CASE("SHA-512 and HMAC-SHA-512 give the values of FIPS 180-4 and RFC 4231") {
    CHECK(base::to_hex(crypto::sha512(as_bytes("abc")))
              .starts_with("DDAF35A193617ABACC417349AE204131"));
    const crypto::HmacSha512 case2(Secret(as_bytes("Jefe")));
    CHECK(base::to_hex(case2.digest(as_bytes("what do ya want for nothing?"))) ==
          "164B7A7BFCF819E2E395FBE73B56E0A387BD64222E831FD610270CD7EA250554"
          "9758BF75C05A994A6D034F65F8F0E6FDCAEAB1A34D4A6B4B636E070A38BCE737");
    const crypto::HmacSha512 case6(Secret(base::Bytes(131, 0xAA)));
    CHECK(base::to_hex(
              case6.digest(as_bytes("Test Using Larger Than Block-Size Key - Hash Key First")))
              .starts_with("80B24263C7C1A3EBB71493C1DD7BE8B49B46D1F41B4AEEC1121B013783F8F352"));
}

TEST_CASE("AES-256-GCM opens what NIST's test case 16 sealed") {
    const auto key = hex("FEFFE9928665731C6D6A8F9467308308FEFFE9928665731C6D6A8F9467308308");
    const auto context = base::from_hex("FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2").value();
    const auto sealed = base::from_hex(
                            "CAFEBABEFACEDBADDECAF888"
                            "522DC1F099567D07F47F37A32A84427D643A8CDCBFE5C0C97598A2BD2555D1AA"
                            "8CB08E48590DBB3DA7B08B1056828838C5F61E6393BA7A0ABCC9F662"
                            "76FC6ECE0F4E1768CDDF8853BB2D551B")
                            .value();
    const auto opened = crypto::open(key, sealed, context);
    REQUIRE(opened.ok());
    CHECK(base::to_hex(opened->view()) ==
          "D9313225F88406E5A55909C5AFF5269A86A7A9531534F7DA2E4C303D8A318A72"
          "1C3C0C95956809532FCF0E2449A6B525B16AEDF5AA0DE657BA637B39");
}

TEST_CASE("a sealed value opens only unaltered, in its place, under its key") {
    const auto key = crypto::random_bytes(32).value();
    auto sealed = crypto::seal(key, hex("E001193519561977"), as_bytes("PTKTDATA/APPLI2I")).value();
    CHECK(sealed.size() == 8 + crypto::kSealOverhead);
    CHECK(crypto::open(key, sealed, as_bytes("PTKTDATA/APPLI2I"))->equals(hex("E001193519561977")));
    CHECK_FALSE(crypto::open(key, sealed, as_bytes("PTKTDATA/OTHER")).ok());
    CHECK_FALSE(
        crypto::open(crypto::random_bytes(32).value(), sealed, as_bytes("PTKTDATA/APPLI2I")).ok());
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        sealed[i] ^= 1;
        CHECK_FALSE(crypto::open(key, sealed, as_bytes("PTKTDATA/APPLI2I")).ok());
        sealed[i] ^= 1;
    }
    CHECK_FALSE(crypto::open(key, base::ByteView(sealed).first(20), {}).ok());
}

TEST_CASE("a password matches its own hash only, and the hash has a salt") {
    const Secret password(as_bytes("USER0001"));
    const auto hash = crypto::hash_password(password).value();
    CHECK(hash.starts_with("scrypt$16384$8$1$"));
    CHECK(crypto::password_matches(password, hash).value());
    CHECK_FALSE(crypto::password_matches(Secret(as_bytes("USER0002")), hash).value());
    CHECK(crypto::hash_password(password).value() != hash);
    CHECK_FALSE(crypto::password_matches(password, "md5$x").ok());
}
