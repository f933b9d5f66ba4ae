#include "common/base/text/visible.hpp"

#include "tests/unit/test.hpp"

using namespace ptkt::base;

TEST_CASE("what would act on a terminal or begin a line is an escape, all else stays") {
    const std::string text = "Grüße €😀 \\ \"quoted\"";
    CHECK(on_one_line(text) == text);
    CHECK(for_terminal(text) == text);
    CHECK(on_one_line("a\nb\tc\rd") == "a\\nb\\tc\\rd");
    CHECK(for_terminal("a\nb\tc\rd") == "a\nb\tc\\rd");
    CHECK(on_one_line(std::string_view("\0\x1b[31m\x7f", 7)) == "\\x00\\x1B[31m\\x7F");
    CHECK(on_one_line("\xC2\x80\xC2\x9B\xC2\x9F\xC2\xA0") == "\\u0080\\u009B\\u009F\xC2\xA0");
    CHECK(on_one_line("\u061C\u200E\u200F\u202A\u202E\u2066\u2069") ==
          "\\u061C\\u200E\\u200F\\u202A\\u202E\\u2066\\u2069");
    CHECK(on_one_line("\u2028\u2029\u200D\u2065\u206A") == "\\u2028\\u2029\u200D\u2065\u206A");
    CHECK(on_one_line("\x9B\xFF") == "\\x9B\\xFF");
    CHECK(on_one_line("\xE2\x80") == "\\xE2\\x80");
}
