#include "common/formats/toml/print.hpp"

#include <random>

#include "common/base/text/utf8.hpp"
#include "common/formats/toml/parse.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using toml::Array;
using toml::Table;
using toml::Value;

namespace {

/// Random documents from a fixed seed, with the characters that need care.
class RandomDocument {
  public:
    explicit RandomDocument(unsigned seed) : random_(seed) {}

    Table table(unsigned depth) {
        Table out;
        const unsigned count = below(5);
        for (unsigned i = 0; i < count; ++i)
            out.set(text(), value(depth));
        return out;
    }

  private:
    unsigned below(unsigned limit) { return static_cast<unsigned>(random_()) % limit; }

    std::string text() {
        static const std::vector<std::string> kPieces = {"a",
                                                         "B7",
                                                         "-",
                                                         "_",
                                                         ".",
                                                         "\"",
                                                         "'",
                                                         "\\",
                                                         "\n",
                                                         "\r",
                                                         "\t",
                                                         "#",
                                                         "[",
                                                         "]",
                                                         "=",
                                                         " ",
                                                         "\x01",
                                                         "\x7F",
                                                         "\x1B",
                                                         "\xC3\xA9",
                                                         "\xE2\x82\xAC",
                                                         "\"\"\"",
                                                         "\r\n",
                                                         "\\u0041",
                                                         "\xC2\x85",
                                                         "\xE2\x80\xA8",
                                                         "\xEF\xBB\xBF",
                                                         std::string(1, '\0'),
                                                         "\xF0\x9F\x98\x80"};
        std::string out;
        for (unsigned left = below(5); left > 0; --left)
            out += kPieces[below(static_cast<unsigned>(kPieces.size()))];
        return out;
    }

    Value value(unsigned depth) {
        switch (below(depth == 0 ? 3 : 6)) {
            case 0:
                return text();
            case 1:
                return static_cast<std::int64_t>(random_());
            case 2:
                return below(2) == 0;
            case 3:
                return table(depth - 1);
            case 4:
                return list([&] { return Value(table(depth - 1)); });
            default:
                return list([&] { return value(depth - 1); });
        }
    }

    template <typename Make>
    Value list(Make make) {
        Array out;
        for (unsigned left = below(4); left > 0; --left)
            out.push_back(make());
        return out;
    }

    std::mt19937_64 random_;
};

/// A number within `count` values made by `wrap`.
template <typename Wrap>
Value nested(std::size_t count, Wrap wrap) {
    return count == 0 ? Value(1) : Value(wrap(nested(count - 1, wrap)));
}

}  // namespace

TEST_CASE("a document is printed with its values first, then its sections") {
    const Table table = Table()
                            .set("section", Table().set("x", 1).set("inner", Table().set("y", 2)))
                            .set("name", "two\nlines \"quoted\" \x01")
                            .set("flag", false)
                            .set("list", Array{1, "a", Table().set("k", true)})
                            .set("empty", Table())
                            .set("entry", Array{Table().set("id", "A"), Table().set("id", "B")})
                            .set("odd name", Array{});
    CHECK(*toml::print(table) ==
          "name = \"two\\nlines \\\"quoted\\\" \\u0001\"\n"
          "flag = false\n"
          "list = [1, \"a\", { k = true }]\n"
          "\"odd name\" = []\n"
          "\n"
          "[section]\n"
          "x = 1\n"
          "\n"
          "[section.inner]\n"
          "y = 2\n"
          "\n"
          "[empty]\n"
          "\n"
          "[[entry]]\n"
          "id = \"A\"\n"
          "\n"
          "[[entry]]\n"
          "id = \"B\"\n");
}

TEST_CASE("what is printed is read back equal, and prints to the same bytes again") {
    for (unsigned seed = 0; seed < 3000; ++seed) {
        const Table table = RandomDocument(seed).table(4);
        const auto printed = toml::print(table);
        REQUIRE(printed.ok());
        const auto read = toml::parse(*printed);
        INFO(*printed);
        if (!read) FAIL(read.error().message);
        REQUIRE(*read == table);
        // Sections come last in the text, so it is from the first reading on that order is fixed.
        REQUIRE(*toml::print(*read) == *printed);
    }
}

TEST_CASE("what could not be read again is not printed") {
    CHECK_FALSE(toml::print(Table().set("a", "\xFF")).ok());
    CHECK_FALSE(toml::print(Table().set("\xC0\x80", 1)).ok());
    CHECK_FALSE(toml::print(Table().set("a", Array{Table().set("b", "\xED\xA0\x80")})).ok());
    const Value lists = nested(toml::kMaxDepth - 1, [](Value inner) { return Array{inner}; });
    CHECK(toml::parse(*toml::print(Table().set("a", lists))).ok());
    CHECK_FALSE(toml::print(Table().set("a", Array{lists})).ok());
    const Value tables =
        nested(toml::kMaxDepth - 1, [](Value inner) { return Table().set("t", inner); });
    CHECK(toml::parse(*toml::print(Table().set("a", tables))).ok());
    CHECK_FALSE(toml::print(Table().set("a", Table().set("b", tables))).ok());
}

TEST_CASE("setting a name again replaces its value in place") {
    const Table table = Table().set("a", 1).set("b", 2).set("a", "x");
    CHECK(*toml::print(table) == "a = \"x\"\nb = 2\n");
}

TEST_CASE("tables are equal whatever the order of their members") {
    CHECK(Table().set("a", 1).set("b", 2) == Table().set("b", 2).set("a", 1));
    CHECK_FALSE(Table().set("a", 1) == Table().set("a", "1"));
    CHECK_FALSE(Table().set("a", 1) == Table().set("b", 1));
    CHECK_FALSE(Table().set("a", 1) == Table().set("a", 1).set("b", 2));
}

TEST_CASE("UTF-8 is told from what only looks like it") {
    for (const char* good :
         {"", "a", "\xC2\x80", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xF4\x8F\xBF\xBF"})
        CHECK(base::is_utf8(good));
    for (const char* bad : {"\x80", "\xC1\xBF", "\xC3", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xE2\x82",
                            "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xC3g"})
        CHECK_FALSE(base::is_utf8(bad));
}
