#include "common/formats/toml/plain.hpp"

#include "common/formats/toml/parse.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;

namespace {

constexpr std::string_view kProfile = R"toml(id = "KIM"
name = "K\"i\\m \t"
created = "2026-11-22T10:00:00Z"
special = true
failures = -12
zero = 0
list = ["A", "B"]
none = []

[password]
hash = "x"

[password.rules]
1 = "LENGTH(6:8)"

[segments.OMVS]
UID = "0"

[segments.TSO]

[[connections]]
group = "SYS1"

[[connections]]
group = "PAY"
connects = 3

[[connections]]
group = "DEV"
# checksum 0123456789abcdef
)toml";

void check_places(const toml::Table& a, const toml::Table& b);

void check_places(const toml::Value& a, const toml::Value& b) {
    CHECK(a.where().offset == b.where().offset);
    CHECK(a.where().length == b.where().length);
    if (a.as_table() != nullptr) check_places(*a.as_table(), *b.as_table());
    if (a.as_array() == nullptr) return;
    for (std::size_t i = 0; i < a.as_array()->size(); ++i)
        check_places((*a.as_array())[i], (*b.as_array())[i]);
}

void check_places(const toml::Table& a, const toml::Table& b) {
    REQUIRE(a.members().size() == b.members().size());
    for (std::size_t i = 0; i < a.members().size(); ++i) {
        INFO(a.members()[i].name);
        CHECK(a.members()[i].name == b.members()[i].name);
        CHECK(a.members()[i].name_where == b.members()[i].name_where);
        check_places(a.members()[i].value, b.members()[i].value);
    }
}

}  // namespace

TEST_CASE("a plain document reads as the full parser reads it, with the same places") {
    const auto plain = toml::parse_plain(kProfile);
    const auto full = toml::parse_in_full(kProfile);
    REQUIRE(plain.has_value());
    REQUIRE(full.ok());
    CHECK((*plain == *full));
    check_places(*plain, *full);
}

TEST_CASE("what is not plain is left to the full parser") {
    for (const char* text : {"a = 1.5\n",
                             "a = 'x'\n",
                             "a = \"\"\"x\"\"\"\n",
                             "a = \"\\u0041\"\n",
                             "a = 0x10\n",
                             "a = +1\n",
                             "a = 01\n",
                             "a = -0\n",
                             "a = 1_000\n",
                             "a = [\n1]\n",
                             "a = [1,2]\n",
                             "a = {}\n",
                             "\"a\" = 1\n",
                             "a.b = 1\n",
                             "a=1\n",
                             " a = 1\n",
                             "a = 1 # x\n",
                             "a = 1\r\n",
                             "a = 1\na = 2\n",
                             "[a]\n[a]\n",
                             "[a]\n[b]\n[a.c]\n",
                             "[[a]]\n[a.b]\n",
                             "[a]\n[[a]]\n",
                             "a = 1\n[a]\n",
                             "[a.b]\n[a.b]\n",
                             "[a.b.c]\n",
                             "[a.b]\n[a]\n",
                             "[[a]]\n[b]\n[[a]]\n",
                             "[a",
                             "a = \"x",
                             "a = \"x\x01\"\n",
                             "# \x01\n",
                             "a = 99999999999999999999\n",
                             "a = tru\n",
                             "a = truex\n",
                             "a = 1x\n",
                             "[a]x\n",
                             "a"}) {
        INFO(text);
        CHECK_FALSE(toml::parse_plain(text).has_value());
    }
}

TEST_CASE("a document without a line end, and an empty one, are plain") {
    CHECK(toml::parse_plain("").has_value());
    CHECK(toml::parse_plain("a = 1").has_value());
    CHECK(toml::parse_plain("\n\n# x\n[a]").has_value());
}
