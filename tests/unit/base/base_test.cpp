#include "common/base/bytes.hpp"
#include "common/base/secret.hpp"
#include "common/base/text/ascii.hpp"
#include "common/base/text/hex.hpp"
#include "common/base/text/source_text.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt::base;

TEST_CASE("a reader gives numbers big-endian and stays put when too little is left") {
    const Bytes bytes{0x01, 0x02, 0x03, 0x04, 0x05};
    ByteReader reader(bytes);
    CHECK(reader.u16() == 0x0102);
    CHECK_FALSE(reader.u32().has_value());
    CHECK(reader.offset() == 2);
    CHECK(reader.u8() == 0x03);
    CHECK(reader.take(2)->size() == 2);
    CHECK(reader.at_end());
    CHECK_FALSE(reader.u8().has_value());
}

TEST_CASE("what a writer writes a reader reads") {
    const Bytes bytes = ByteWriter()
                            .u8(7)
                            .u16(0xBEEF)
                            .u32(0xDEADBEEF)
                            .u64(0x0102030405060708)
                            .text16("abc")
                            .bytes();
    ByteReader reader(bytes);
    CHECK(reader.u8() == 7);
    CHECK(reader.u16() == 0xBEEF);
    CHECK(reader.u32() == 0xDEADBEEFU);
    CHECK(reader.u64() == 0x0102030405060708U);
    CHECK(reader.text16() == "abc");
    CHECK(reader.at_end());
}

TEST_CASE("a text whose length runs past the end is refused and nothing is consumed") {
    const Bytes bytes{0x00, 0x04, 'a', 'b'};
    ByteReader reader(bytes);
    CHECK_FALSE(reader.text16().has_value());
    CHECK(reader.offset() == 0);
}

TEST_CASE("hexadecimal digits go both ways and anything else is refused") {
    CHECK(to_hex(Bytes{0xE0, 0x01, 0x9F}) == "E0019F");
    CHECK(from_hex("e0019F") == Bytes{0xE0, 0x01, 0x9F});
    CHECK_FALSE(from_hex("E00").has_value());
    CHECK_FALSE(from_hex("G0").has_value());
    CHECK_FALSE(from_hex(" 0").has_value());
}

TEST_CASE("untrusted text is shown without control characters and cut") {
    CHECK(printable("a\x1b[2J\n") == "a\\x1B[2J\\x0A");
    CHECK(printable("abcdef", 3) == "abc...");
}

TEST_CASE("secrets compare by value and leave nothing behind when moved") {
    Secret a(as_bytes("key"));
    CHECK(a.equals(a.clone()));
    CHECK_FALSE(a.equals(Secret(as_bytes("kez"))));
    CHECK_FALSE(a.equals(Secret(as_bytes("ke"))));
    const Secret b = std::move(a);
    CHECK(a.empty());
    CHECK(b.size() == 3);
}

TEST_CASE("a place in a text has a line, a column and a caret") {
    const SourceText text("member", "HWS=(ID=A)\nTCPIP=(PORTX=1)\n");
    CHECK(text.position(18) == Position{2, 8});
    CHECK(text.located({18, 5}, "unknown keyword") == "member:2:8: unknown keyword");
    CHECK(text.caret({18, 5}) == "TCPIP=(PORTX=1)\n       ^^^^^");
    CHECK(text.position(1000) == Position{3, 1});
    CHECK(text.caret({1000, 4}) == "\n^");
}

TEST_CASE("a caret never runs past its line and keeps tabs") {
    const SourceText text("t", "\tab\ncd");
    CHECK(text.caret({1, 10}) == "\tab\n\t^^");
}
