#include <openssl/ssl.h>

#include "tests/unit/tls/scene.hpp"

using namespace scene;

namespace {

constexpr long kDay = 86'400;

Wish named(const std::string& names) {
    Wish wish;
    wish.names = names;
    return wish;
}

/// What a client that trusts the cast's authority says about a server with such a certificate, and
/// what the server says then. Both empty when they have agreed.
std::pair<std::string, std::string> verdict(const Cast& cast, const Issued& server,
                                            const std::string& name) {
    const auto accepting = tls::Context::accepting(server.credentials(), std::nullopt);
    REQUIRE(accepting.ok());
    const Pair pair(*accepting, cast.connecting(), name);
    const auto [client_did, server_did] = pair.shake_hands();
    CHECK((client_did == Progress::Moved) == pair.client->failure().empty());
    if (client_did == Progress::Moved) CHECK(server_did == Progress::Moved);
    return {pair.client->failure(), pair.server->failure()};
}

/// What a server that demands certificates says about a client with this one, or without any.
std::string verdict_on_client(const Cast& cast, const Issued* client) {
    const Pair pair(cast.accepting(true), cast.connecting(client));
    const auto [client_did, server_did] = pair.shake_hands();
    CHECK(client_did == Progress::Moved);  // as TLS 1.3 has it: the refusal comes after
    CHECK((server_did == Progress::Moved) == pair.server->failure().empty());
    if (server_did == Progress::Moved) return {};
    base::Bytes buffer(10);
    CHECK(pair.client->read(buffer).outcome == Progress::Insecure);
    return pair.server->failure() + " | " + pair.client->failure();
}

}  // namespace

TEST_CASE("a server's certificate must be for the name or the address that was asked for") {
    const Cast cast;
    const auto verdict_for = [&](const std::string& names, const std::string& name) {
        return verdict(cast, certificates::issue(named(names), &cast.authority), name).first;
    };
    CHECK(verdict_for("DNS:localhost", "LOCALHOST").empty());
    CHECK(verdict_for("DNS:*.example.com", "ims.example.com").empty());
    CHECK(verdict_for("DNS:a.example,IP:192.0.2.7", "192.0.2.7").empty());
    CHECK(verdict_for("IP:2001:db8::7", "2001:db8::7").empty());
    CHECK(verdict_for("", "somebody").empty());  // by the common name, where there are no others
    CHECK(verdict_for("DNS:a.example,IP:192.0.2.7", "b.example") ==
          "its certificate is for a.example, 192.0.2.7, not for b.example");
    CHECK(verdict_for("DNS:192.0.2.7,IP:2001:db8::7", "192.0.2.7") ==
          "its certificate is for 192.0.2.7, 2001:db8:0:0:0:0:0:7, not for 192.0.2.7");
    CHECK(verdict_for("DNS:a.example", "somebody") ==
          "its certificate is for a.example, not for somebody");
    CHECK(verdict_for("", "b.example") == "its certificate is for CN=somebody, not for b.example");
}

TEST_CASE("a certificate that is too old, too new, of nobody known or for something else") {
    const Cast cast;
    const auto both = [&](const Wish& wish, const Issued* issuer) {
        return verdict(cast, certificates::issue(wish, issuer), "localhost");
    };
    Wish old;
    old.from = -2 * kDay;
    old.until = -kDay;
    const auto [old_at_client, old_at_server] = both(old, &cast.authority);
    CHECK(old_at_client.starts_with("its certificate has expired on 20"));
    CHECK(old_at_server == "the peer says that our certificate has expired");
    Wish early;
    early.from = kDay;
    early.until = 2 * kDay;
    CHECK(both(early, &cast.authority).first.starts_with("its certificate is not valid before 20"));
    const auto other = certificates::new_authority("Other\nCA");
    CHECK(both({}, &other) ==
          std::pair<std::string, std::string>(
              "its certificate leads to no CA that is trusted here: issued by CN=Other\\0ACA",
              "the peer does not trust the CA of our certificate"));
    CHECK(both({}, nullptr).first ==
          "its certificate leads to no CA that is trusted here: issued by CN=somebody");
    Wish client_only;
    client_only.purpose = "clientAuth";
    CHECK(both(client_only, &cast.authority).first == "its certificate is not for a server");
}

TEST_CASE("a certificate between the server's and the CA's is sent along") {
    const Cast cast;
    Wish between;
    between.is_authority = true;
    between.common_name = "between";
    const auto middle = certificates::issue(between, &cast.authority);
    const auto server = certificates::issue({}, &middle);
    CHECK_FALSE(verdict(cast, server, "localhost").first.empty());
    auto own = server.credentials();
    own.certificate.text += middle.certificate();
    const Pair pair(tls::Context::accepting(own, std::nullopt).value(), cast.connecting());
    CHECK(pair.shake_hands() == kBothDone);
}

TEST_CASE("a certificate may be trusted itself, without its CA") {
    const Cast cast;
    const auto alone = certificates::issue({}, nullptr);
    const auto accepting = tls::Context::accepting(alone.credentials(), std::nullopt).value();
    const auto connecting = tls::Context::connecting(std::nullopt, alone.as_authority()).value();
    CHECK(Pair(accepting, connecting).shake_hands() == kBothDone);
}

TEST_CASE("a server that demands certificates lets in only who has one of its CA") {
    const Cast cast;
    const auto client = certificates::issue(named(""), &cast.authority);
    CHECK(verdict_on_client(cast, &client).empty());
    CHECK(verdict_on_client(cast, nullptr) ==
          "the client shows no certificate, and one is demanded | "
          "the peer demands a certificate of us");
    const auto other = certificates::new_authority("Other CA");
    const auto stranger = certificates::issue({}, &other);
    CHECK(verdict_on_client(cast, &stranger) ==
          "its certificate leads to no CA that is trusted here: issued by CN=Other CA | "
          "the peer does not trust the CA of our certificate");
    Wish server_only;
    server_only.purpose = "serverAuth";
    const auto server = certificates::issue(server_only, &cast.authority);
    CHECK(verdict_on_client(cast, &server).starts_with("its certificate is not for a client | "));
}

TEST_CASE("who speaks no TLS is told from who speaks it wrongly") {
    const Cast cast;
    const auto first = GENERATE(as<std::string>(), std::string("\0\0\0\x58\0\x50\0\0*SAMPL1*", 16),
                                "GET / HTTP/1.1\r\n\r\n", std::string("\0\0\0\x18\0\x14\0\0", 8));
    const Pair pair(cast.accepting(), cast.connecting());
    const auto bytes = base::as_bytes(first);
    for (const auto& way : {pair.wire.there, pair.wire.back})
        way->bytes.assign(bytes.begin(), bytes.end());
    CHECK(pair.server->establish() == Progress::Insecure);
    CHECK(pair.server->failure() == "the peer speaks no TLS");
    CHECK(pair.client->establish() == Progress::Insecure);
    CHECK(pair.client->failure() == "the peer speaks no TLS");
}

TEST_CASE("a peer that goes in the handshake is a failure, one that only looks is not") {
    const Cast cast;
    const Pair looked(cast.accepting(), cast.connecting());
    looked.wire.there->has_ended = true;
    CHECK(looked.server->establish() == Progress::Ended);
    CHECK(looked.server->failure().empty());
    const Pair gone(cast.accepting(), cast.connecting());
    CHECK(gone.client->establish() == Progress::Blocked);
    gone.wire.there->bytes.resize(40);
    gone.wire.there->has_ended = true;
    gone.wire.back->has_ended = true;
    const std::string why = "the peer has closed the connection in the TLS handshake";
    CHECK(gone.server->establish() == Progress::Insecure);
    CHECK(gone.server->failure() == why);
    CHECK(gone.client->establish() == Progress::Insecure);
    CHECK(gone.client->failure() == why);
}

TEST_CASE("a first flight that was altered or cut anywhere lets nobody in") {
    const Cast cast;
    const auto accepting = cast.accepting();
    const Pair good(accepting, cast.connecting());
    REQUIRE(good.client->establish() == Progress::Blocked);
    const base::Bytes hello = good.wire.there->bytes;
    REQUIRE(hello.size() > 100);
    for (std::size_t at = 0; at < hello.size(); ++at) {
        for (const bool is_cut : {false, true}) {
            const memory::Connection wire;
            wire.there->bytes = hello;
            wire.there->bytes[at] ^= 0xFFU;
            if (is_cut) wire.there->bytes.resize(at);
            const auto server = accepting.for_clients()(wire.server_end());
            CHECK(server->establish() != Progress::Moved);
            wire.there->has_ended = true;
            CHECK(server->establish() == (is_cut && at == 0 ? Progress::Ended : Progress::Insecure));
        }
    }
}

TEST_CASE("TLS 1.2 is spoken, TLS 1.1 is not") {
    const Cast cast;
    const auto [version, failure] = GENERATE(table<int, std::string>({
        {TLS1_2_VERSION, ""},
        {TLS1_1_VERSION, "the peer offers no TLS 1.2 or later"},
        {TLS1_VERSION, "the peer offers no TLS 1.2 or later"},
    }));
    const memory::Connection wire;
    const auto server = cast.accepting().for_clients()(wire.server_end());
    const std::unique_ptr<SSL_CTX, certificates::FreeBy<SSL_CTX_free>> context(
        SSL_CTX_new(TLS_client_method()));
    SSL_CTX_set_security_level(context.get(), 0);
    REQUIRE(SSL_CTX_set_min_proto_version(context.get(), version) == 1);
    REQUIRE(SSL_CTX_set_max_proto_version(context.get(), version) == 1);
    const std::unique_ptr<SSL, certificates::FreeBy<SSL_free>> client(SSL_new(context.get()));
    BIO* const in = BIO_new(BIO_s_mem());
    BIO* const out = BIO_new(BIO_s_mem());
    SSL_set_bio(client.get(), in, out);
    auto outcome = Progress::Blocked;
    for (int turn = 0; turn < 10 && outcome == Progress::Blocked; ++turn) {
        SSL_connect(client.get());
        base::Bytes bytes(10'000);
        const int sent = BIO_read(out, bytes.data(), static_cast<int>(bytes.size()));
        wire.there->bytes.insert(wire.there->bytes.end(), bytes.begin(),
                                 bytes.begin() + std::max(sent, 0));
        outcome = server->establish();
        BIO_write(in, wire.back->bytes.data(), static_cast<int>(wire.back->bytes.size()));
        wire.back->bytes.clear();
    }
    CHECK(outcome == (failure.empty() ? Progress::Moved : Progress::Insecure));
    CHECK(server->failure() == failure);
    CHECK(server->protection() == (failure.empty() ? "TLSv1.2" : ""));
}
