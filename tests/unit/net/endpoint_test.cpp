#include "common/net/endpoint.hpp"

#include "common/net/socket_address.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using namespace ptkt::net;

TEST_CASE("an address and a port are read and printed back") {
    const auto reads = [](const std::string& text) { return parse_endpoint(text).value(); };
    CHECK(reads("127.0.0.1:8888") == Endpoint{"127.0.0.1", 8888});
    CHECK(reads("[::1]:65535") == Endpoint{"::1", 65535});
    CHECK(reads("localhost:0") == Endpoint{"127.0.0.1", 0});
    CHECK(reads("*:9999") == Endpoint{"0.0.0.0", 9999});
    CHECK(reads(":9999") == Endpoint{"0.0.0.0", 9999});
    CHECK(to_string(reads("[::1]:1")) == "[::1]:1");
    CHECK(to_string(reads("10.0.0.1:1")) == "10.0.0.1:1");
}

TEST_CASE("what is no address and port is refused, names are not looked up") {
    const auto* const text =
        GENERATE("", "8888", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1",
                 "127.0.0.1:1x", "host.example:1", "::1:1", "[::1:1", "1.2.3:1", "[127.0.0.1:1");
    const auto parsed = parse_endpoint(text);
    REQUIRE_FALSE(parsed.ok());
    CHECK(parsed.error().kind == base::ErrorKind::Malformed);
    CHECK_FALSE(parsed.error().hint.empty());
}

TEST_CASE("a peer has one name, whether it came by IPv4 or through an IPv6 socket") {
    const auto mapped = to_socket_address({"::ffff:10.1.2.3", 7});
    REQUIRE(mapped.ok());
    CHECK(to_endpoint(*mapped) == Endpoint{"10.1.2.3", 7});
}

TEST_CASE("what goes to another machine can be read on its way, unless it is encrypted") {
    for (const char* address : {"127.0.0.1", "127.9.9.9", "::1"}) {
        CHECK_FALSE(is_exposed({address, 8888}, false));
        CHECK_FALSE(is_exposed({address, 8888}, true));
    }
    // An address that is none yet is every one of this machine.
    for (const char* address : {"192.0.2.1", "0.0.0.0", "::", "2001:db8::1", "fe80::1"}) {
        CHECK(is_exposed({address, 8888}, false));
        CHECK_FALSE(is_exposed({address, 8888}, true));
    }
}
