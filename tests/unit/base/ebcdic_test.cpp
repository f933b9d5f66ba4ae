#include "common/base/text/ebcdic.hpp"

#include "common/base/text/hex.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using ebcdic::CodePage;

namespace {
constexpr CodePage kPages[] = {CodePage::Cp1047, CodePage::Cp037, CodePage::Cp500};
}

TEST_CASE("the characters of RACF names have the same known bytes in every page") {
    for (const auto page : kPages) {
        CHECK(base::to_hex(*ebcdic::encode("ABIJRSZ019@#$ ", page)) ==
              "C1C2C9D1D9E2E9F0F1F97C7B5B40");
    }
}

TEST_CASE("the pages differ where they are known to differ") {
    CHECK(base::to_hex(*ebcdic::encode("[]^!|", CodePage::Cp1047)) == "ADBD5F5A4F");
    CHECK(base::to_hex(*ebcdic::encode("[]^!|", CodePage::Cp037)) == "BABBB05A4F");
    CHECK(base::to_hex(*ebcdic::encode("[]^!|", CodePage::Cp500)) == "4A5A5F4FBB");
}

TEST_CASE("every byte goes to text and back") {
    base::Bytes all;
    for (int i = 0; i < 256; ++i)
        all.push_back(static_cast<base::Byte>(i));
    for (const auto page : kPages)
        CHECK(*ebcdic::encode(ebcdic::decode(all, page), page) == all);
}

TEST_CASE("what has no EBCDIC character is an error with its place, not a question mark") {
    const auto euro = ebcdic::encode("10 \xE2\x82\xAC", CodePage::Cp1047);
    REQUIRE_FALSE(euro.ok());
    CHECK(euro.error().what == "character at byte 3 has no place in cp1047");
    CHECK(ebcdic::encode("caf\xE9", CodePage::Cp037).error().what ==
          "byte X'E9' at byte 3 is not UTF-8");
    CHECK_FALSE(ebcdic::encode("\xC3", CodePage::Cp037).ok());
    CHECK_FALSE(ebcdic::encode("\xFF", CodePage::Cp037).ok());
}

TEST_CASE("names are padded with blanks to eight") {
    CHECK(base::to_hex(ebcdic::padded_name("A$1")) == "C15BF14040404040");
    CHECK(base::to_hex(ebcdic::padded_name("IBMUSER")) == "C9C2D4E4E2C5D940");
}

TEST_CASE("code pages are found by the names people use") {
    CHECK(ebcdic::code_page("cp1047") == CodePage::Cp1047);
    CHECK(ebcdic::code_page("IBM037") == CodePage::Cp037);
    CHECK(ebcdic::code_page("IBM-500") == CodePage::Cp500);
    CHECK_FALSE(ebcdic::code_page("cp1252").has_value());
}

TEST_CASE("EBCDIC bytes are held against an ASCII text without being converted") {
    for (const auto page : kPages) {
        const auto bytes = ebcdic::encode("*SAMPL1*", page).value();
        CHECK(ebcdic::is_ascii(bytes, "*SAMPL1*", page));
        CHECK_FALSE(ebcdic::is_ascii(bytes, "*SAMPLE*", page));
        CHECK_FALSE(ebcdic::is_ascii(bytes, "*SAMPL1", page));
        CHECK_FALSE(ebcdic::is_ascii(bytes, "*SAMPL1**", page));
        // Two bytes of UTF-8 are not two characters of Latin-1.
        CHECK_FALSE(
            ebcdic::is_ascii(ebcdic::encode("\xC3\x83\xC2\xA9", page).value(), "\xC3\xA9", page));
    }
}
