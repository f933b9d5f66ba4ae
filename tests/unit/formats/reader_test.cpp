#include "common/formats/toml/reader.hpp"

#include "common/formats/toml/parse.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;

namespace {

/// `line:column: message` of what `read` finds wrong in the text, or `fine`.
template <typename Read>
std::string verdict(const std::string& text, Read read) {
    const auto table = toml::parse(text);
    REQUIRE(table.ok());
    toml::Reader reader(*table);
    read(reader);
    const auto finished = reader.finish();
    if (finished) return "fine";
    return base::SourceText("f", text).located(finished.error().where, finished.error().message);
}

}  // namespace

TEST_CASE("a reader gives each member by its kind") {
    const std::string text = "s='x'\ni=5\nb=true\nl=['a','b']\n[t]\n[[a]]\n[[a]]\n";
    CHECK(verdict(text, [](toml::Reader& reader) {
              CHECK(*reader.string("s") == "x");
              CHECK(reader.integer("i") == 5);
              CHECK(reader.boolean("b") == true);
              CHECK(reader.strings("l").size() == 2);
              CHECK(reader.table("t")->empty());
              CHECK(reader.tables("a").size() == 2);
              CHECK(reader.string("absent") == nullptr);
              CHECK(reader.strings("none").empty());
          }) == "fine");
}

TEST_CASE("a name that nobody asked for is an error at its place") {
    CHECK(verdict("good = 1\n\n  baad = 2\n", [](toml::Reader& reader) {
              reader.integer("good");
          }) == "f:3:3: unknown name 'baad'");
}

TEST_CASE("a member of another kind is an error at its value") {
    CHECK(verdict("a = 1\nb = 2\n", [](toml::Reader& reader) {
              CHECK(reader.integer("a") == 1);
              CHECK(reader.string("b") == nullptr);
          }) == "f:2:5: 'b' must be a string, not an integer");
    CHECK(verdict("l = ['a', 1]\n", [](toml::Reader& reader) {
              CHECK(reader.strings("l").empty());
          }) == "f:1:5: 'l' must be an array of strings, not an array");
    CHECK(verdict("l = [{}, 1]\n", [](toml::Reader& reader) {
              CHECK(reader.tables("l").empty());
          }) == "f:1:10: 'l' must be an array of tables, not an integer");
    CHECK(verdict("b = 'yes'\n", [](toml::Reader& reader) {
              CHECK_FALSE(reader.boolean("b").has_value());
          }) == "f:1:5: 'b' must be true or false, not a string");
}

TEST_CASE("what must be there and is not is named, and the first error counts") {
    CHECK(verdict("a = 1\n", [](toml::Reader& reader) {
              CHECK(reader.required_string("name").empty());
              reader.string("a");
          }) == "f:1:1: 'name' is missing");
    CHECK(verdict("a = 'x'\n", [](toml::Reader& reader) {
              CHECK(reader.required_string("a") == "x");
              reader.reject("a", "not a user name");
              reader.reject("a", "something else");
          }) == "f:1:5: not a user name");
}
