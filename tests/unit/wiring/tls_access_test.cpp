#include "common/wiring/tls_ends.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/support/test_io.hpp"
#include "tests/unit/tls/certificates.hpp"

using namespace ptkt;
using base::ErrorKind;
using wiring::contradiction;
using wiring::TlsEnds;
using wiring::TlsOptions;

namespace {

/// Files of one end, and a user whose they are.
struct Scene {
    explicit Scene(const certificates::Wish& wish = {})
        : issued(certificates::issue(wish, nullptr)),
          err(tests::memory_file("")),
          io(tests::World{}.make_io(-1, -1, err.get())) {
        io.user_id = ::geteuid();
        options.on = true;
        options.certificate = directory.write("own.pem", issued.certificate());
        options.key = directory.write("own.key", issued.key_text());
    }
    [[nodiscard]] base::Result<TlsEnds> open() {
        return TlsEnds::open(io, options, {.accepts = true, .connects = true});
    }

    tests::TemporaryDirectory directory;
    certificates::Issued issued;
    base::UniqueFd err;
    cli::Io io;
    TlsOptions options;
};

}  // namespace

TEST_CASE("options of TLS that make no sense together are told") {
    TlsOptions options;
    CHECK(contradiction(options, true).empty());
    options.certificate = "own.pem";
    CHECK(contradiction(options, false) == "--tls-... without --tls");
    options.on = true;
    CHECK(contradiction(options, false) == "--tls-cert and --tls-key go together");
    options.key = "own.key";
    CHECK(contradiction(options, true).empty());
    options.certificate.reset();
    options.key.reset();
    CHECK(contradiction(options, false).empty());
    CHECK(contradiction(options, true) ==
          "--tls where connections come in needs --tls-cert and --tls-key");
    for (auto* const other : {&options.authorities, &options.name}) {
        TlsOptions alone;
        (other == &options.name ? alone.name : alone.authorities) = "x";
        CHECK(contradiction(alone, false) == "--tls-... without --tls");
    }
}

TEST_CASE("a peer's name is a host name or an address") {
    for (const char* good : {"ims.example", "LOCALHOST", "192.0.2.7", "2001:db8::7", "a_b-c"})
        CHECK(wiring::read_peer_name(good).value() == good);
    for (const std::string& bad : {std::string(), std::string("two words"), std::string("a/b"),
                                   std::string("x\0y", 3), std::string(254, 'x')})
        CHECK(wiring::read_peer_name(bad).error().kind == ErrorKind::Malformed);
}

TEST_CASE("without --tls nothing is read and nothing is wrapped") {
    Scene scene;
    scene.options.on = false;
    scene.options.certificate = "/nonexistent/own.pem";
    const auto ends = scene.open();
    REQUIRE(ends.ok());
    CHECK_FALSE(ends->is_on());
    CHECK_FALSE(ends->for_clients());
    CHECK_FALSE(ends->for_server("localhost"));
}

TEST_CASE("with --tls both ends are there, and none that was not asked for becomes clear") {
    Scene scene;
    const auto ends = scene.open();
    REQUIRE(ends.ok());
    CHECK(ends->is_on());
    CHECK(ends->for_clients());
    CHECK(ends->for_server("localhost"));
    const auto client = TlsEnds::open(scene.io, scene.options, {.connects = true});
    REQUIRE(client.ok());
    CHECK_THROWS(client->for_clients());
}

TEST_CASE("files that are missing, open to others or not what they must be are told") {
    Scene scene;
    const auto kind = [&] { return scene.open().error().kind; };
    const auto own = *scene.options.key;
    scene.options.key = scene.directory.write("open.key", scene.issued.key_text(), 0640);
    CHECK(kind() == ErrorKind::NotPermitted);
    scene.options.key = own;
    scene.options.authorities = "/nonexistent/ca.pem";
    CHECK(kind() == ErrorKind::NotFound);
    scene.options.authorities = scene.directory.write("ca.pem", "no certificate");
    CHECK(kind() == ErrorKind::Config);
    scene.options.authorities.reset();
    scene.options.certificate = "/nonexistent/own.pem";
    CHECK(kind() == ErrorKind::NotFound);
}

TEST_CASE("files are read again, and those that are of no use leave all as it was") {
    Scene scene;
    auto ends = scene.open();
    REQUIRE(ends.ok());
    CHECK(ends->reload(scene.io).ok());
    const auto other = certificates::issue({}, nullptr);
    scene.directory.write("own.pem", other.certificate());
    CHECK(ends->reload(scene.io).error().kind == ErrorKind::Config);
    ends->reload_and_tell(scene.io);
    CHECK(tests::contents(scene.err).find("those of before stay in use: the key in ") !=
          std::string::npos);
    CHECK(ends->for_clients());
    scene.directory.write("own.key", other.key_text());
    ends->reload_and_tell(scene.io);
    CHECK(tests::contents(scene.err).find("certificates were read again") != std::string::npos);
}

TEST_CASE("a certificate of ours that has expired is warned of") {
    certificates::Wish wish;
    const bool has_expired = GENERATE(true, false);
    // The world of tests is at a fixed time, certificates are made from the time there is.
    Scene scene(wish);
    scene.io.now = [=] {
        const auto now =
            std::chrono::time_point_cast<base::Seconds>(std::chrono::system_clock::now());
        return has_expired ? now + base::Seconds(wish.until + 60) : now;
    };
    CHECK(scene.open().ok());
    const auto said = tests::contents(scene.err);
    CHECK((said.find("own.pem has expired on 20") != std::string::npos) == has_expired);
}
