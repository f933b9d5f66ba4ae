#include "common/racf/rotation/transfer.hpp"

#include <fstream>
#include <sstream>

#include "tests/unit/racf/rotation/rotated.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using base::ErrorKind;
using base::Seconds;
using rotation::Package;
using tests::CutOff;
using tests::kAppl;
using tests::kStart;
using tests::Rotated;

namespace {

std::string pem_text(const std::string& name) {
    std::ifstream file(fmt::format("{}/samples/keys/{}", PTKT_TESTS_DIR, name));
    std::ostringstream text;
    text << file.rdbuf();
    return std::move(text).str();
}

crypto::Certificate certificate(const std::string& name) {
    return crypto::Certificate::of_pem(pem_text(name), name).value();
}

crypto::PrivateKey private_key(const std::string& name) {
    const std::string text = pem_text(name);
    return crypto::PrivateKey::of_pem(base::Secret(base::as_bytes(text)), name).value();
}

/// Two ends, of which one rotates and the other receives.
struct Ends {
    Rotated here;
    Rotated there;

    [[nodiscard]] std::string wrap(const crypto::Signer* signer = nullptr) const {
        auto package = rotation::pack(here.store(), kAppl, here.now, std::chrono::hours(24));
        REQUIRE(package.ok());
        auto message = rotation::wrap(here.store(), here.now, std::move(*package),
                                      certificate("receiver-ec.pem"), "receiver-ec.pem", signer);
        REQUIRE(message.ok());
        return std::move(message->message);
    }
    base::Status receive(const Package& package) {
        return rotation::receive(there.store(), kAppl, package, there.surroundings());
    }
};

Package unwrapped(const std::string& message) {
    auto package = rotation::unwrap(message, private_key("receiver-ec.key"), nullptr);
    REQUIRE(package.ok());
    return std::move(*package);
}

rotation::Order staged_in(Seconds delay) {
    rotation::Order order;
    order.at = kStart + delay;
    return order;
}

}  // namespace

TEST_CASE("a staged key arrives with its moment, and counts once") {
    Ends ends;
    REQUIRE(ends.here.rotate(staged_in(Seconds(3600))).ok());
    const Package package = unwrapped(ends.wrap());
    REQUIRE(ends.receive(package).ok());
    CHECK(ends.there.changes() == "receive");
    REQUIRE(ends.there.ssignon().rotation.next);
    const auto sent = *ends.here.ssignon().rotation.next;
    const auto received = *ends.there.ssignon().rotation.next;
    CHECK(received.at == sent.at);
    CHECK(received.grace == sent.grace);
    CHECK(ends.there.check_value(received.key) == ends.here.check_value(sent.key));

    const auto again = ends.receive(package);
    REQUIRE_FALSE(again.ok());
    CHECK(again.error().kind == ErrorKind::NotPermitted);
    CHECK(again.error().what.starts_with("APPLI2I: "));
    CHECK(ends.there.events.empty());
}

TEST_CASE("a receipt that is cut off at any step is completed by the same package") {
    for (const std::string_view step : {"profile", "refresh", "vault-clean", "audit"}) {
        INFO(step);
        Ends ends;
        REQUIRE(ends.here.rotate(staged_in(Seconds(3600))).ok());
        const Package package = unwrapped(ends.wrap());
        ends.there.stop_at = step;
        CHECK_THROWS_AS(ends.receive(package), CutOff);
        ends.there.stop_at.clear();
        REQUIRE(ends.receive(package).ok());
        CHECK(ends.there.changes() == "complete");
        REQUIRE(ends.there.ssignon().rotation.next);
        CHECK(ends.there.check_value(ends.there.ssignon().rotation.next->key) ==
              package.check_value);
    }
}

TEST_CASE("a key that the profile has already brings no second one") {
    Ends ends;
    REQUIRE(ends.receive(unwrapped(ends.wrap())).ok());
    CHECK(ends.there.events.empty());
    CHECK(ends.there.ssignon().rotation.packages.size() == 1);
}

TEST_CASE("a package older than the profile is not taken") {
    Ends ends;
    REQUIRE(ends.here.rotate({}).ok());
    const Package package = unwrapped(ends.wrap());
    auto anew = ends.there.fixture().keyed("APPLI2I", "E001193519561977");
    anew.created = kStart + std::chrono::hours(1);
    ends.there.fixture().commit(racf::PutResource{anew});
    ends.there.now = anew.created;
    const auto refused = ends.receive(package);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().kind == ErrorKind::NotPermitted);
    CHECK(refused.error().hint == "wrap the key once more");
}

TEST_CASE("a signed package counts from its signer, to its receiver, and from nobody else") {
    const Ends ends;
    const auto sender = certificate("sender.pem");
    const auto sender_key = private_key("sender.key");
    const auto receiver_key = private_key("receiver-ec.key");
    const crypto::Signer signer{sender, sender_key};
    const std::string is_signed = ends.wrap(&signer);
    const auto taken = rotation::unwrap(is_signed, receiver_key, &sender);
    REQUIRE(taken.ok());
    CHECK(taken->signer == sender.key_id());
    CHECK_FALSE(rotation::unwrap(is_signed, receiver_key, nullptr).ok());
    CHECK_FALSE(rotation::unwrap(ends.wrap(), receiver_key, &sender).ok());
    CHECK_FALSE(rotation::unwrap(is_signed, private_key("receiver-rsa.key"), &sender).ok());

    // Somebody who could open it encrypts what he found for another.
    const auto found = unwrapped(ends.wrap());
    const auto passed_on =
        crypto::seal_message(rotation::print(found), certificate("receiver-rsa.pem"), nullptr);
    const auto refused =
        rotation::unwrap(passed_on.value(), private_key("receiver-rsa.key"), nullptr);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().kind == ErrorKind::NotPermitted);
}

TEST_CASE("what is wrapped is on record, without the key") {
    const Ends ends;
    const Package package = unwrapped(ends.wrap());
    std::ifstream log(ends.here.store().layout().audit_log());
    std::string last;
    for (std::string line; std::getline(log, line);)
        last = line;
    CHECK(last.find(R"("action":"wrap")") != std::string::npos);
    CHECK(last.find(package.id) != std::string::npos);
    CHECK(last.find("receiver-ec.pem") != std::string::npos);
    CHECK(last.find(base::to_hex(package.key.view())) == std::string::npos);
}
