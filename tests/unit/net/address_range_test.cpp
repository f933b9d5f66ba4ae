#include "common/net/address_range.hpp"

#include "tests/unit/test.hpp"

using namespace ptkt;
using net::AddressRange;

TEST_CASE("a range of addresses contains what begins with its bits") {
    const auto contains = [](const char* range, const char* address) {
        return AddressRange::parse(range).value().contains(address);
    };
    CHECK(contains("192.0.2.7", "192.0.2.7"));
    CHECK_FALSE(contains("192.0.2.7", "192.0.2.8"));
    CHECK(contains("10.0.0.0/8", "10.255.1.2"));
    CHECK_FALSE(contains("10.0.0.0/8", "11.0.0.1"));
    CHECK(contains("10.1.16.0/20", "10.1.31.255"));
    CHECK_FALSE(contains("10.1.16.0/20", "10.1.32.0"));
    CHECK(contains("0.0.0.0/0", "203.0.113.1"));
    CHECK_FALSE(contains("0.0.0.0/0", "2001:db8::1"));
    CHECK(contains("2001:db8::/32", "2001:db8:ffff::1"));
    CHECK_FALSE(contains("2001:db8::/32", "2001:db9::1"));
    CHECK(contains("10.0.0.0/8", "::ffff:10.1.1.1"));
    CHECK_FALSE(contains("10.0.0.0/8", "no address"));
    for (const char* bad : {"", "/8", "10.0.0.0/", "10.0.0.0/33", "::/129", "10.0.0.0/8x", "host",
                            "10.0.0.0/-1", "10.0.0"}) {
        INFO(bad);
        CHECK_FALSE(AddressRange::parse(bad).ok());
    }
}

TEST_CASE("an IPv4 address is its own source, of IPv6 the first half of it") {
    CHECK(net::source_of("192.0.2.7") == "192.0.2.7");
    CHECK(net::source_of("2001:db8:1:2:3:4:5:6") == "2001:db8:1:2::/64");
    CHECK(net::source_of("2001:db8:1:2::9") == "2001:db8:1:2::/64");
    CHECK(net::source_of("2001:db8:1:2::1") != net::source_of("2001:db8:1:3::1"));
    CHECK(net::source_of("::ffff:192.0.2.7") != net::source_of("::ffff:192.0.2.8"));
    CHECK(net::source_of("no address") == "no address");
}
