#include "common/formats/json/json.hpp"

#include <limits>

#include "common/formats/json/json_text.hpp"
#include "common/formats/json/writer.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt::json;

TEST_CASE("an object is printed in the order in which it was filled") {
    const Json json = Json::object()
                          .set("user", "USER0002")
                          .set("accepted", true)
                          .set("age", -5)
                          .set("profile", nullptr)
                          .set("list", Json::array().push(1).push("x"));
    CHECK(json.dump() ==
          R"({"user":"USER0002","accepted":true,"age":-5,"profile":null,"list":[1,"x"]})");
}

TEST_CASE("strings are escaped, and bytes that are not UTF-8 are replaced") {
    CHECK(Json("a\"\\\n\x01").dump() == R"("a\"\\\n\u0001")");
    CHECK(Json("\xC3\xA9\xFF").dump() == "\"\xC3\xA9\xEF\xBF\xBD\"");
}

TEST_CASE("every byte is written the same wherever in a text it stands") {
    const auto written = [](int byte) -> std::string {
        if (byte == '"' || byte == '\\') return {'\\', static_cast<char>(byte)};
        if (byte == '\n') return "\\n";
        if (byte == '\r') return "\\r";
        if (byte == '\t') return "\\t";
        if (byte < 0x20 || byte == 0x7F) return fmt::format("\\u{:04x}", byte);
        return byte < 0x80 ? std::string(1, static_cast<char>(byte)) : "\xEF\xBF\xBD";
    };
    for (int byte = 0; byte < 256; ++byte) {
        for (std::size_t before = 0; before < 17; ++before) {
            const std::string head(before, 'x');
            std::string out;
            Writer(out).string(head + static_cast<char>(byte) + "yyyyyyyyy");
            INFO("byte " << byte << " behind " << before);
            CHECK(out == '"' + head + written(byte) + "yyyyyyyyy\"");
            CHECK(is_plain_in_json(head + static_cast<char>(byte) + "yyyyyyyyy") ==
                  (written(byte) == std::string(1, static_cast<char>(byte))));
        }
    }
}

TEST_CASE("a long text is written as its characters are, one after the other") {
    const std::vector<std::string> characters{"x",
                                              "\x01",
                                              "\n",
                                              "\"",
                                              "\x7F",
                                              "\xC2\x80",
                                              "\xC2\x9F",
                                              "\xC2\xA0",
                                              "\xC3\xBF",
                                              "\xC4\x80",
                                              "\xE2\x80\xA8",
                                              "\xE2\x80\xB0",
                                              "\xFF",
                                              "\xF0\x9F\x98\x80",
                                              "\xC2\xC2\x85",
                                              std::string(40, 'p')};
    CHECK(Json("\xC2\x85").dump() == R"("\u0085")");
    CHECK(Json("\xE2\x80\xA8").dump() == R"("\u2028")");
    for (std::size_t step = 1; step < characters.size(); ++step) {
        std::string text;
        std::string wanted;
        for (std::size_t i = 0; i < 6'000; ++i) {
            // Each row of one kind, and each kind beside each other.
            const auto& one =
                characters[(step % 2 == 0 ? i * step : i / (64 * step)) % characters.size()];
            text += one;
            append_json_characters(wanted, one);
        }
        std::string out = "before";
        append_json_characters(out, text);
        INFO("step " << step);
        CHECK(out == "before" + wanted);
    }
}

TEST_CASE("what is written as a stream is what a tree prints") {
    const std::string long_text(3'000, 'x');
    const std::string escaped = "a\u009Bb";
    Json inner = Json::object();
    inner.set("none", Json::array()).set("empty", Json::object()).set(escaped, escaped);
    const Json tree = Json::object()
                          .set("text", long_text)
                          .set("row", Json::array().push(-1).push(0.5).push(nullptr).push(true))
                          .set("inner", std::move(inner))
                          .set("last", std::numeric_limits<double>::infinity());
    std::string out = "before ";
    {
        Writer writer(out);
        writer.begin_object();
        writer.name("text");
        writer.begin_string();
        writer.characters(long_text.substr(0, 1'500), true);
        writer.characters(long_text.substr(1'500), false);
        writer.end_string();
        writer.name("row");
        writer.begin_array();
        writer.integer(-1);
        writer.real(0.5);
        writer.null();
        writer.boolean(true);
        writer.end_array();
        writer.name("inner");
        writer.begin_object();
        writer.name("none");
        writer.begin_array();
        writer.end_array();
        writer.name("empty");
        writer.begin_object();
        writer.end_object();
        writer.name(escaped);
        writer.string(escaped);
        writer.end_object();
        writer.name("last");
        writer.real(std::numeric_limits<double>::infinity());
        writer.end_object();
        writer.raw("\n");
    }
    CHECK(out == "before " + tree.dump() + "\n");
    CHECK(out == "before {\"text\":\"" + long_text + "\",\"row\":[-1,0.5,null,true],\"inner\":{" +
                     R"("none":[],"empty":{},"a\u009Bb":"a\u009Bb"},"last":null})" + "\n");
}

TEST_CASE("what is printed is read back the same") {
    const std::string text =
        R"({"a":[1,-2,0.5,true,false,null],"b":{"c":"\u0000 \"x\" é"},"d":""})";
    const auto parsed = parse_json(text);
    REQUIRE(parsed.ok());
    CHECK(parse_json(parsed->dump())->dump() == parsed->dump());
    CHECK(parsed->find("a")->as_array()->size() == 6);
    CHECK(parsed->find("d")->bare().empty());
}

TEST_CASE("escapes in strings give the characters they name") {
    CHECK(*parse_json(R"("\u00e9\ud83d\ude00\/\b")")->as_string() == "\xC3\xA9\xF0\x9F\x98\x80/\b");
}

TEST_CASE("what is not JSON is refused with a place") {
    const std::pair<const char*, std::size_t> rows[] = {
        {"", 0},    {"{", 1},     {"{\"a\":1,\"a\":2}", 7}, {"[1,]", 3},
        {"01", 2},  {"1 2", 2},   {"\"\x01\"", 1},          {"\"\\ud800\"", 7},
        {"nul", 0}, {"{a:1}", 1}, {"\"\xFF\"", 1},          {"1e999", 0},
    };
    for (const auto& [text, offset] : rows) {
        const auto parsed = parse_json(text);
        INFO(text);
        REQUIRE_FALSE(parsed.ok());
        CHECK(parsed.error().where.offset == offset);
    }
    CHECK_FALSE(parse_json(std::string(100000, '[')).ok());
}

TEST_CASE("each fault of a text has its name, at its place") {
    struct Row {
        std::string text;
        std::size_t offset;
        std::string_view message;
    };
    const std::string deep(65, '[');
    const std::vector<Row> rows{
        {"", 0, "the text ends where a value is expected"},
        {" [1, ", 5, "the text ends where a value is expected"},
        {"{\"a\":", 5, "the text ends where a value is expected"},
        {"[tru]", 1, "expected a value"},
        {"[-]", 2, "expected a value"},
        {"[,1]", 1, "expected a value"},
        {"{\"a\" : }", 7, "expected a value"},
        {"{1:2}", 1, "expected a member name in quotes"},
        {"{\"a\":1, }", 8, "expected a member name in quotes"},
        {"{\"a\" 1}", 5, "expected ':'"},
        {"{\"a\":1 \"b\":2}", 7, "expected ',' or '}'"},
        {"[\"a\" \"b\"]", 5, "expected ',' or ']'"},
        {"[1,2x]", 4, "expected ',' or ']'"},
        {"[truex]", 5, "expected ',' or ']'"},
        {"[1.]", 3, "expected a digit"},
        {"1e+", 3, "expected a digit"},
        {"[-007]", 5, "a number may not begin with 0"},
        {"[1,-1e999]", 3, "number out of range"},
        {"[1e99999999999 ]", 1, "number out of range"},
        {"{\"a\\n\":1,\"b\":2, \"a\\u000a\":3}", 16, "member name stands twice"},
        {"\"a", 2, "the string does not end"},
        {"\"a\\", 3, "the string does not end"},
        {"[\"\x1F\"]", 2, "control character in a string"},
        {"[\"\xC3\xA9\xE2\x82\"]", 4, "not UTF-8"},
        {"[\"\xC3\"", 2, "not UTF-8"},
        {R"("\q")", 2, "unknown escape"},
        {R"("\u12")", 3, "expected four hexadecimal digits"},
        {R"("\ud800x")", 7, "half of a surrogate pair"},
        {R"("\ud800\n")", 7, "half of a surrogate pair"},
        {R"("\ud800\u0041")", 13, "half of a surrogate pair"},
        {R"("\udc00")", 7, "half of a surrogate pair"},
        {"1 2", 2, "nothing may follow the value"},
        {"[1]]", 3, "nothing may follow the value"},
        {deep + "1", 65, "nested too deeply"},
        {deep + "\"\\q", 65, "nested too deeply"},
        {deep + "[", 65, "nested too deeply"},
        {deep, 65, "nested too deeply"},
    };
    for (const Row& row : rows) {
        INFO(row.text);
        const auto parsed = parse_json(row.text);
        REQUIRE_FALSE(parsed.ok());
        CHECK(parsed.error().where.offset == row.offset);
        CHECK(parsed.error().message == row.message);
    }
    CHECK(parse_json(deep + std::string(65, ']')).ok());
}

TEST_CASE("integers are read to the last digit, others rounded to the nearest") {
    CHECK(parse_json("9223372036854775807")->as_integer() == 9223372036854775807);
    CHECK(parse_json("-9223372036854775808")->as_integer() ==
          std::numeric_limits<std::int64_t>::min());
    CHECK(parse_json("[18446744073709551615,-0,0.1,1e-5,123456789012345678901]")->dump() ==
          "[1.8446744073709552e+19,0,0.1,1e-05,1.2345678901234568e+20]");
}

TEST_CASE("a zero with a sign and no integer keeps both") {
    CHECK(parse_json("[-0.0,-0e90,0.0]")->dump() == "[-0.0,-0.0,0]");
    CHECK(parse_json(Json(-0.0).dump())->dump() == Json(-0.0).dump());
}

TEST_CASE("JSON escapes what acts on a terminal, and means the same") {
    const std::string text = "a\u009B31m\u202Eb";
    const std::string json = Json(text).dump();
    CHECK(json == "\"a\\u009B31m\\u202Eb\"");
    CHECK(*parse_json(json).value().as_string() == text);
}
