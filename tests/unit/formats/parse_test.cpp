#include "common/formats/toml/parse.hpp"

#include "common/base/text/source_text.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;

namespace {

toml::Table parsed(std::string_view text) {
    auto table = toml::parse(text);
    INFO(text);
    if (!table) FAIL(table.error().message);
    return *std::move(table);
}

/// `line:column` of the error that a text gives.
std::string place_of_error(const std::string& text) {
    const auto table = toml::parse(text);
    INFO(text);
    REQUIRE_FALSE(table.ok());
    const auto at = base::SourceText("t", text).position(table.error().where.offset);
    return fmt::format("{}:{}", at.line, at.column);
}

}  // namespace

TEST_CASE("a document gives its values by name and kind") {
    const auto table = parsed(
        "store = '/srv/ptkt'\n"
        "limit = -9223372036854775808\n"
        "json = true\n"
        "names = [\"a\", 'b']\n"
        "[ptkt-gen]\n"
        "type = \"auto\"\n"
        "[[access]]\n"
        "id = 'USER0001'\n"
        "[[access]]\n"
        "id = 'USER0002'\n");
    CHECK(*table.string("store") == "/srv/ptkt");
    CHECK(table.integer("limit") == std::numeric_limits<std::int64_t>::min());
    CHECK(table.boolean("json") == true);
    CHECK(table.strings("names") == std::vector<std::string>{"a", "b"});
    CHECK(*table.table("ptkt-gen")->string("type") == "auto");
    REQUIRE(table.array("access")->size() == 2);
    CHECK(*table.array("access")->back().as_table()->string("id") == "USER0002");
    CHECK(table.string("limit") == nullptr);
    CHECK_FALSE(table.strings("access").has_value());
    CHECK(table.find("absent") == nullptr);
}

TEST_CASE("members stand in the order of the text, not of the alphabet") {
    const auto table = parsed("zebra = 1\nant = 2\n[m.x]\n[b]\n");
    std::string names;
    for (const auto& member : table.members())
        names += member.name + " ";
    CHECK(names == "zebra ant m b ");
}

TEST_CASE("names and values know their bytes, also behind characters of several bytes") {
    const std::string text = "a = 1\nlist = [\"\xC3\xA9\xF0\x9F\x98\x80\", 'x', true]\n";
    const auto table = parsed(text);
    const auto& member = table.members()[1];
    CHECK(text.substr(member.name_where.offset, member.name_where.length) == "list");
    const auto& list = *member.value.as_array();
    CHECK(text.substr(list[1].where().offset, list[1].where().length) == "'x'");
    CHECK(text.substr(list[2].where().offset, list[2].where().length) == "true");
}

TEST_CASE("what is not TOML is refused at its line and column") {
    CHECK(place_of_error("a = 1\nb = \n") == "2:5");
    CHECK(place_of_error("a = 1\na = 2\n").starts_with("2:"));
    CHECK(place_of_error("x") == "1:2");
    CHECK(place_of_error("a = \"\xFF\"\n") == "1:6");
    CHECK(place_of_error("a = 9223372036854775808\n").starts_with("1:"));
    CHECK(place_of_error("a = 1\n[t\n").starts_with("2:"));
}

TEST_CASE("kinds of value that our files do not use are refused with a hint") {
    for (const char* text : {"a = 1\nb = [2, 0.5]\n", "a = 1\nb = [2, 2026-11-22]\n",
                             "a = 1\nb = [2, nan]\n", "a = 1\nb = [2, 10:00:00]\n"}) {
        CHECK(place_of_error(text) == "2:9");
        CHECK_FALSE(toml::parse(text).error().hint.empty());
    }
}

TEST_CASE("nesting has a limit, however it is written") {
    const auto brackets = [](std::size_t count) {
        return "a = " + std::string(count, '[') + std::string(count, ']');
    };
    CHECK(toml::parse(brackets(toml::kMaxDepth)).ok());
    CHECK_FALSE(toml::parse(brackets(toml::kMaxDepth + 1)).ok());
    CHECK_FALSE(toml::parse(brackets(100000)).ok());
    std::string dotted = "a";
    for (int i = 0; i < 100000; ++i)
        dotted += ".a";
    CHECK_FALSE(toml::parse(dotted + " = 1").ok());
    CHECK_FALSE(toml::parse("[" + dotted + "]").ok());
    CHECK_FALSE(toml::parse("\n[\"x\"" + dotted.substr(1) + "]").ok());
}

TEST_CASE("dots in strings and comments are not nesting") {
    const std::string dots(1000, '.');
    CHECK(toml::parse("a = \"" + dots + "\\\"" + dots + "\"\n").ok());
    CHECK(toml::parse("a = '" + dots + "' # " + dots + "\n").ok());
    CHECK(toml::parse("a = '''\n" + dots + "'\n" + dots + "'''\n").ok());
    CHECK(toml::parse("a = \"\"\"\n" + dots + "\\\"\"\"\"\n").ok());
}

TEST_CASE("the text of a refusal is one printable line in lower case") {
    for (const char* text : {"a = \"\x01\"", "a", "= 1", "a = [1,,2]", "[a]\n[a]\n", "a = 'b\n'"}) {
        const auto table = toml::parse(text);
        REQUIRE_FALSE(table.ok());
        const auto& message = table.error().message;
        INFO(message);
        CHECK_FALSE(message.empty());
        CHECK(message.find('\n') == std::string::npos);
        CHECK_FALSE((message[0] >= 'A' && message[0] <= 'Z'));
        CHECK(message.back() != '.');
    }
}

TEST_CASE("characters beyond ASCII stand in strings and comments only") {
    CHECK(*parsed("\xEF\xBB\xBF# \xCF\x8A\na = '\xCF\x8A' # \xCF\x8A\n").string("a") == "\xCF\x8A");
    CHECK(place_of_error("a = \xCF\x8A\n") == "1:5");
    CHECK(place_of_error("a = \"x\xCF\x8A\n") == "1:9");
    CHECK(place_of_error("a = 1\n\xCF\x8A = 2\n") == "2:1");
    CHECK(*parsed("a = \"\"\"x\\\n  \xCF\x8A\"\"\"\n").string("a") == "x\xCF\x8A");
}

TEST_CASE("a bracket that names nothing is an error like any other") {
    CHECK(place_of_error("[\nx = 1\n").starts_with("1:"));
    CHECK(place_of_error("[=]\n").starts_with("1:"));
    CHECK(place_of_error("[[ ]]\n").starts_with("1:"));
}
