#include "common/crypto/message.hpp"

#include <fstream>
#include <sstream>

#include "tests/unit/test.hpp"

using namespace ptkt;
using base::ErrorKind;

namespace {

std::string text_of(const std::string& name) {
    std::ifstream file(fmt::format("{}/samples/keys/{}", PTKT_TESTS_DIR, name));
    REQUIRE(file.good());
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

crypto::Certificate certificate(const std::string& who) {
    auto read = crypto::Certificate::of_pem(text_of(who + ".pem"), who);
    REQUIRE(read.ok());
    return std::move(*read);
}

crypto::PrivateKey key(const std::string& who) {
    auto read =
        crypto::PrivateKey::of_pem(base::Secret(base::as_bytes(text_of(who + ".key"))), who);
    REQUIRE(read.ok());
    return std::move(*read);
}

const std::string kText = "for the receiver only";

base::Secret content() {
    return base::Secret(base::as_bytes(kText));
}

/// The text with the character in the middle of a line replaced.
std::string altered(std::string text, std::size_t at) {
    text[at] = text[at] == 'A' ? 'B' : 'A';
    return text;
}

}  // namespace

TEST_CASE("what is sealed for a certificate opens with its key, RSA and elliptic curve") {
    const auto who = GENERATE(as<std::string>(), "receiver-ec", "receiver-rsa");
    const auto sealed = crypto::seal_message(content(), certificate(who), nullptr);
    REQUIRE(sealed.ok());
    CHECK(sealed->starts_with("-----BEGIN CMS-----\n"));
    const auto opened = crypto::open_message(*sealed, key(who), nullptr);
    REQUIRE(opened.ok());
    CHECK(base::as_text(opened->content.view()) == kText);
    CHECK_FALSE(opened->is_signed);
    CHECK(crypto::open_message(*sealed, key("sender"), nullptr).error().kind ==
          ErrorKind::NotPermitted);
}

TEST_CASE("a signature counts when it is that of the one who was named") {
    const auto who = GENERATE(as<std::string>(), "receiver-ec", "receiver-rsa");
    const auto sender = certificate("sender");
    const auto senders_key = key("sender");
    const crypto::Signer signer{sender, senders_key};
    const auto sealed = crypto::seal_message(content(), certificate(who), &signer);
    REQUIRE(sealed.ok());
    const auto opened = crypto::open_message(*sealed, key(who), &sender);
    REQUIRE(opened.ok());
    CHECK(opened->is_signed);
    const auto other = certificate("receiver-rsa");
    CHECK(crypto::open_message(*sealed, key(who), &other).error().kind == ErrorKind::NotPermitted);
    CHECK(crypto::open_message(*sealed, key(who), nullptr).error().kind == ErrorKind::NotPermitted);
    const auto plain = crypto::seal_message(content(), certificate(who), nullptr);
    CHECK(crypto::open_message(*plain, key(who), &sender).error().kind == ErrorKind::NotPermitted);
}

TEST_CASE("a message that was altered anywhere is refused") {
    const auto sender = certificate("sender");
    const auto senders_key = key("sender");
    const crypto::Signer signer{sender, senders_key};
    const auto receiver = key("receiver-ec");
    const auto sealed = *crypto::seal_message(content(), certificate("receiver-ec"), &signer);
    const auto bare = *crypto::seal_message(content(), certificate("receiver-ec"), nullptr);
    CHECK(sealed.size() < 2 * bare.size());  // the sender's certificate is not in it
    for (const std::string& text : {sealed, bare}) {
        const bool is_signed = &text != &bare && text == sealed;
        for (std::size_t at = text.find('\n') + 1; at < text.rfind("\n-----END"); ++at) {
            if (text[at] == '\n' || text[at] == '=') continue;
            INFO(at);
            const auto opened =
                crypto::open_message(altered(text, at), receiver, is_signed ? &sender : nullptr);
            // What no signature covers (versions, the names of types and of the recipient) may
            // change; what the receiver takes out may not.
            CHECK((!opened.ok() || base::as_text(opened->content.view()) == kText));
        }
    }
    const std::size_t last = bare.rfind("\n-----END") - 10;
    CHECK_FALSE(crypto::open_message(altered(bare, last), receiver, nullptr).ok());
}

TEST_CASE("texts that are no certificate, key or message are told") {
    CHECK(crypto::Certificate::of_pem("", "x").error().kind == ErrorKind::Malformed);
    CHECK(crypto::Certificate::of_pem(text_of("sender.key"), "x").error().kind ==
          ErrorKind::Malformed);
    CHECK(crypto::PrivateKey::of_pem(base::Secret(base::as_bytes("no key")), "x").error().kind ==
          ErrorKind::Malformed);
    CHECK(crypto::open_message("no message", key("sender"), nullptr).error().kind ==
          ErrorKind::Malformed);
    const auto sender = certificate("sender");
    const auto other = key("receiver-ec");
    const crypto::Signer wrong{sender, other};
    CHECK(crypto::seal_message(content(), sender, &wrong).error().kind == ErrorKind::Malformed);
}

TEST_CASE("a certificate counts in its period only") {
    const auto sender = certificate("sender");
    CHECK(sender.check_period(base::instant(4'000'000'000)).ok());
    CHECK(sender.check_period(base::instant(1'000'000'000)).error().kind ==
          ErrorKind::NotPermitted);
    CHECK(sender.check_period(base::instant(10'000'000'000)).error().kind ==
          ErrorKind::NotPermitted);
}

TEST_CASE(
    "a certificate that a message brings is the receiver's own copy, to the bit, or refused") {
    const auto sender = certificate("sender");
    const auto receiver = key("receiver-ec");
    std::string text = text_of("signed-with-certificate.cms");
    REQUIRE(crypto::open_message(text, receiver, &sender).ok());
    const auto body = text.find('\n') + 1;
    int refused = 0;
    for (std::size_t at = body; at < text.rfind("\n-----END"); ++at) {
        if (text[at] == '\n' || text[at] == '=') continue;
        const auto opened = crypto::open_message(altered(text, at), receiver, &sender);
        if (!opened.ok()) ++refused;
        INFO(at);
        CHECK((!opened.ok() || base::as_text(opened->content.view()) == kText));
    }
    // All but a few letters in a hundred: those of versions and names of types.
    CHECK(refused * 100 > static_cast<int>(text.size()) * 90);
}
