#include "common/ims/config/lexer.hpp"

#include <fmt/format.h>

#include "tests/unit/ims/config/shown.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt::ims_config;

namespace {

/// The tokens of a text that nothing is wrong with, with a blank between them.
std::string tokens(std::string_view text) {
    Diagnostics diagnostics;
    std::string out;
    for (const Token& token : lex(text, diagnostics))
        out += token.kind == TokenKind::End ? "END" : token.text + " ";
    CHECK(std::move(diagnostics).in_text_order().empty());
    return out;
}

std::string columns(std::size_t count, std::string_view text) {
    return fmt::format("{:<{}}", text, count);
}

}  // namespace

TEST_CASE("blanks, line ends of both kinds and blank records only separate words") {
    CHECK(tokens("HWS=(ID=A, RACF=Y)  \n\nMSC ( A )") ==
          "HWS = ( ID = A , RACF = Y ) MSC ( A ) END");
    CHECK(tokens("HWS=(ID=A,\r\n RACF=Y)\r\n") == "HWS = ( ID = A , RACF = Y ) END");
    CHECK(tokens("A\nB") == "A B END");
    CHECK(tokens("") == "END");
}

TEST_CASE("a star in column 1 makes a comment, which may hold anything") {
    CHECK(tokens("* HWS=(\xC3\xA4\nA=(1)\n*\n") == "A = ( 1 ) END");
    CHECK(tokens(" *A") == "*A END");
}

TEST_CASE("sequence numbers in columns 73 to 80 are left out without a word") {
    CHECK(tokens(columns(72, "HWS=(ID=A,") + "00000100\n RACF=Y)") ==
          "HWS = ( ID = A , RACF = Y ) END");
}

TEST_CASE("a record that is full up to column 72 runs on in column 1 of the next one") {
    const std::string first = fmt::format("{:68}HWSA", "");
    CHECK(tokens(first + "\nBC") == "HWSABC END");
    CHECK(tokens(first + "00000100\nBC") == "HWSABC END");
    CHECK(tokens(fmt::format("{:67}HWSA\nBC", "")) == "HWSA BC END");
}

TEST_CASE("the span of a word that runs on covers both of its parts") {
    Diagnostics diagnostics;
    const auto found = lex(fmt::format("{:68}HWSA00000100\nBC=", ""), diagnostics);
    REQUIRE(found.size() == 3);
    CHECK(found[0].span == ptkt::base::Span{68, 4 + 8 + 1 + 2});
    CHECK(found[0].starts_record);
    CHECK_FALSE(found[1].starts_record);
}

TEST_CASE("anything but a sequence number in columns 73 to 80 is told") {
    CHECK(shown("HWS=(ID=HWSA)" + std::string(59, ' ') + "APPL=X\nTCPIP=(ECB=Y)") ==
          "M:1:73: warning: columns 73 to 80 are not read: 'APPL=X'\n"
          "HWS=(ID=HWSA)                                                           APPL=X\n"
          "                                                                        ^^^^^^\n"
          "hint: end the record after a comma and continue in the next one\n");
}

TEST_CASE("text that runs on into column 73 is an error, told before what it causes") {
    const std::string cut = fmt::format("{:<66}ID=HWSABC", "HWS=(RACF=Z,");
    const std::string said = shown(cut + ")\nTCPIP=(ECB=Y)\n");
    CHECK(said.find("M:1:73: error: the text runs on into columns 73 to 80, which are not read: "
                    "'ABC)' is cut off") == 0);
    CHECK(said.find("RACF must be Y or N") != std::string::npos);
}

TEST_CASE("a number that runs on into column 73 is text that is cut, not a sequence number") {
    const std::string said =
        shown("HWS=(ID=HWSA)\n" + columns(63, "TCPIP=(ECB=Y,") + "PORTID=9999\n)");
    CHECK(said.find("M:2:73: error: the text runs on into columns 73 to 80, which are not read: "
                    "'99' is cut off") == 0);
}

TEST_CASE("a sequence field with letters is told as a note, with no hint") {
    const std::string said = shown(columns(72, "HWS=(ID=HWSA)") + "HWS00001\nTCPIP=(ECB=Y)");
    CHECK(said.find("M:1:73: info: columns 73 to 80 are not read: 'HWS00001'\n") == 0);
    CHECK(said.find("hint") == std::string::npos);
}

TEST_CASE("sequence fields with letters are told once") {
    const std::string said =
        shown(columns(72, "HWS=(ID=HWSA,") + "HWS00001\n" + columns(72, " RACF=Y)") + "HWS00002\n" +
              columns(72, "TCPIP=(ECB=Y,") + "A=B\n" + columns(72, " IPV6=N)") + "HWS00004\n");
    CHECK(said.find("not read: 'HWS00001'") != std::string::npos);
    CHECK(said.find("not read: 'HWS00002'") == std::string::npos);
    CHECK(said.find("not read: 'A=B'") != std::string::npos);
    CHECK(said.find("not read: 'HWS00004'") == std::string::npos);
}

TEST_CASE(
    "a record of more than 80 columns is an error, and read whole so that it is the only one") {
    const std::string record = columns(60, "HWS=(ID=HWSA)") + "TCPIP=(ECB=Y,HOSTNAME=TCPIP)";
    CHECK(shown(record) ==
          "M:1:81: error: the record is 88 columns long, but records have 80 and only columns 1 to "
          "72 are read\n" +
              record + "\n" + std::string(80, ' ') +
              "^^^^^^^^\n"
              "hint: end the record after a comma and continue in the next one\n");
}

TEST_CASE("records that have lost their line ends are named, and nothing else is said of them") {
    const std::string member =
        columns(80, "HWS=(ID=HWSA,") + columns(80, " RACF=Y)") + columns(80, "TCPIP=(ECB=Y)");
    const std::string said = shown(member + "\n");
    CHECK(said.find("M:1:1: error: 3 records of 80 columns are in one line: the line ends were "
                    "lost\n") == 0);
    CHECK(said.find("hint: transfer the member as text, or cut it: fold -w 80 FILE") !=
          std::string::npos);
    CHECK(said.find("error:", 10) == std::string::npos);
}

TEST_CASE("blanks behind column 80 do not count") {
    CHECK(tokens(columns(100, "A=(1)")) == "A = ( 1 ) END");
}

TEST_CASE("the first tab of a record is told, and each is read as a blank") {
    CHECK(shown("HWS=(ID=HWSA,\tRACF=Y\t)\nTCPIP=(ECB=Y)") ==
          "M:1:14: warning: a tab is read as one blank and counts as one column\n"
          "HWS=(ID=HWSA,\tRACF=Y\t)\n"
          "             ^\n"
          "hint: use blanks: no editor on z/OS shows a tab as you see it here\n");
}

TEST_CASE("a byte that no member can hold is an error with its place, one for a run of them") {
    using namespace std::string_view_literals;
    CHECK(shown("HWS=(ID=HW\0SA)\nTCPIP=(ECB=Y,RACFID=\xC3\xA4)"sv) ==
          "M:1:11: error: byte X'00' is not a character that a member can hold\n"
          "HWS=(ID=HW?SA)\n"
          "          ^\n"
          "hint: letters, digits and punctuation of ASCII only\n"
          "M:2:14: error: RACFID has no value\n"
          "TCPIP=(ECB=Y,RACFID=\?\?)\n"
          "             ^^^^^^^\n"
          "hint: leave the keyword out to get its default\n"
          "M:2:21: error: byte X'C3' is not a character that a member can hold\n"
          "TCPIP=(ECB=Y,RACFID=\?\?)\n"
          "                    ^\n"
          "hint: only ASCII can be there; convert it first, for example: iconv -f UTF-8 -t "
          "ASCII//TRANSLIT FILE\n");
}

TEST_CASE("a member in EBCDIC is one clear error") {
    // HWS=(ID=HWSA) in code page 1047, padded with two EBCDIC blanks.
    const auto parsed =
        parse_member("\xC8\xE6\xE2\x7E\x4D\xC9\xC4\x7E\xC8\xE6\xE2\xC1\x5D\x40\x40");
    REQUIRE(parsed.diagnostics.size() == 1);
    CHECK(parsed.diagnostics[0].message == "the member is in EBCDIC, not in ASCII");
    CHECK(parsed.diagnostics[0].hint ==
          "convert it first, for example: iconv -f IBM1047 -t ASCII | fold -w 80");
}
