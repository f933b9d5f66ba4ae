#include "common/base/text/foreign.hpp"

#include "common/base/text/counted.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;

namespace {

std::string name_of(std::string_view line) {
    const auto foreign = base::foreign_text(line);
    return foreign ? std::string(foreign->name) : std::string();
}

}  // namespace

TEST_CASE("a text shows by its first line that it is foreign") {
    CHECK(name_of("USER0002 APPLI2I").empty());
    CHECK(name_of("").empty());
    CHECK(name_of("\xEF\xBB\xBFUSER0002 APPLI2I").empty());
    CHECK(name_of("M\xC3\x9CLLER").empty());
    using namespace std::string_view_literals;
    CHECK(name_of("\xFF\xFEU\0S\0"sv) == "UTF-16");
    CHECK(name_of("\xFE\xFF\0U\0S"sv) == "UTF-16");
    CHECK(name_of("U\0S\0E\0R\0"sv) == "UTF-16");
    CHECK(name_of("\0U\0S\0E\0R"sv) == "UTF-16");
    CHECK(name_of("\0\0\0\0"sv).empty());
    // USER0002 APPLI2I, and the line end of EBCDIC
    CHECK(name_of("\xE4\xE2\xC5\xD9\xF0\xF0\xF0\xF2\x40\xC1\xD7\xD7\xD3\xC9\xF2\xC9\x15") ==
          "EBCDIC");
    CHECK(name_of("\xE4\xE2").empty());
}

TEST_CASE("a line that is not UTF-8 comes with the command that converts it") {
    CHECK(base::conversion_hint("M\xC3\x9CLLER").empty());
    CHECK(base::conversion_hint("M\xDCLLER") ==
          "convert it first, for example: iconv -f ISO-8859-1 -t UTF-8 FILE");
    CHECK(base::conversion_hint("\xD6\xD9\xC4\xC5\xD9\x40\xF4\xF7\xF1\xF1").find("IBM1047") !=
          std::string::npos);
}

TEST_CASE("what can only be ASCII comes with the command that makes it so") {
    CHECK(base::ascii_hint("ADDUSER KIM NAME('MULLER')").empty());
    CHECK(base::ascii_hint("NAME('M\xC3\x9CLLER')") ==
          "only ASCII can be there; convert it first, for example: "
          "iconv -f UTF-8 -t ASCII//TRANSLIT FILE");
    CHECK(base::ascii_hint("NAME('M\xDCLLER')") ==
          "it looks like Latin-1, where only ASCII can be; convert it first, for example: "
          "iconv -f ISO-8859-1 -t ASCII//TRANSLIT FILE");
}

TEST_CASE("one thing is counted in the singular") {
    CHECK(base::counted(0, "message") == "0 messages");
    CHECK(base::counted(1, "message") == "1 message");
    CHECK(base::counted(std::size_t{2}, "message") == "2 messages");
    CHECK(base::counted(1, "entry") == "1 entry");
    CHECK(base::counted(3U, "entry") == "3 entries");
    CHECK(base::counted(2, "key") == "2 keys");
}
