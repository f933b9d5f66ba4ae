#include <openssl/rsa.h>

#include "tests/unit/tls/scene.hpp"

using namespace scene;
using base::ErrorKind;

namespace {

const Cast& cast_once() {
    static const Cast kCast;
    return kCast;
}

/// What is wrong with the credentials of one who accepts.
std::string complaint(const tls::Credentials& own) {
    const auto made = tls::Context::accepting(own, std::nullopt);
    if (made.ok()) return {};
    CHECK(made.error().kind == ErrorKind::Config);
    return made.error().what;
}

tls::Credentials with_certificate(std::string text) {
    auto own = cast_once().server.credentials();
    own.certificate.text = std::move(text);
    return own;
}

tls::Credentials with_key(const std::string& text) {
    auto own = cast_once().server.credentials();
    own.key = base::Secret(base::as_bytes(text));
    return own;
}

}  // namespace

TEST_CASE("a certificate and its key are taken, also from one text") {
    const Issued& server = cast_once().server;
    CHECK(complaint(server.credentials()).empty());
    const auto both = server.key_text() + "some words\n" + server.certificate();
    auto own = with_certificate(both);
    own.key = base::Secret(base::as_bytes(both));
    CHECK(complaint(own).empty());
}

TEST_CASE("what cannot be used is named, with the reason") {
    const Issued& server = cast_once().server;
    CHECK(complaint(with_certificate("")) == "own.pem has no certificate in PEM");
    CHECK(complaint(with_certificate(server.key_text())) == "own.pem has no certificate in PEM");
    auto broken = server.certificate();
    broken.replace(broken.size() / 2, 8, "--------");
    CHECK(complaint(with_certificate(broken)) == "own.pem has a certificate that cannot be read");
    CHECK(complaint(with_certificate(server.certificate() + broken)) ==
          "own.pem has a certificate that cannot be read");
    CHECK(complaint(with_key("")) == "own.key has no private key in PEM");
    CHECK(complaint(with_key(server.certificate())) == "own.key has no private key in PEM");
    CHECK(complaint(with_key(certificates::pem_of(certificates::new_key().get()))) ==
          "the key in own.key is not that of the certificate in own.pem");
}

TEST_CASE("an encrypted key is refused, and nobody is asked") {
    const auto key = certificates::new_key();
    const auto made = tls::Context::accepting(
        with_key(certificates::pem_of(key.get(), "open sesame")), std::nullopt);
    REQUIRE_FALSE(made.ok());
    CHECK(made.error().what ==
          "the key in own.key is encrypted, and nobody is asked for its passphrase");
    CHECK(made.error().hint.starts_with("openssl pkey "));
}

TEST_CASE("a key that is too weak is refused") {
    const auto weak =
        certificates::issue({}, &cast_once().authority, certificates::Key(EVP_RSA_gen(1024)));
    CHECK(complaint(weak.credentials()) == "own.pem cannot be used for TLS: ee key too small");
}

TEST_CASE("a text without the certificate of any CA is refused") {
    const auto complaint_of = [](const std::string& text) {
        return tls::Context::connecting(std::nullopt, tls::Pem{text, "ca.pem"}).error().what;
    };
    CHECK(complaint_of("") == "ca.pem has no certificate in PEM");
    CHECK(complaint_of(cast_once().server.key_text()) == "ca.pem has no certificate in PEM");
    CHECK(complaint_of("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n") ==
          "ca.pem has a certificate that cannot be read");
}

TEST_CASE("without CAs of its own a client trusts those of the system, which know no test CA") {
    const Cast& cast = cast_once();
    const auto connecting = tls::Context::connecting(std::nullopt, std::nullopt);
    REQUIRE(connecting.ok());
    const Pair pair(cast.accepting(), *connecting);
    CHECK(pair.shake_hands().first == Progress::Insecure);
    CHECK(pair.client->failure() ==
          "its certificate leads to no CA that is trusted here: issued by CN=Test CA");
}

TEST_CASE("a context knows when its certificate expires") {
    const auto now = std::chrono::time_point_cast<base::Seconds>(std::chrono::system_clock::now());
    const auto expires = cast_once().accepting().expires();
    REQUIRE(expires.has_value());
    CHECK(*expires - now <= base::Seconds(3600));
    CHECK(*expires - now > base::Seconds(3000));
    CHECK_FALSE(cast_once().connecting().expires().has_value());
}
