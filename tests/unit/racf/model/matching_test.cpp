#include "common/racf/model/matching.hpp"

#include <algorithm>
#include <string>

#include "tests/unit/test.hpp"

using namespace ptkt::racf;

TEST_CASE("a percent sign stands for one character but not for a period") {
    CHECK(generic_matches("AB%D", "ABCD"));
    CHECK_FALSE(generic_matches("AB%D", "AB.D"));
    CHECK_FALSE(generic_matches("AB%", "AB"));
}

TEST_CASE("an asterisk in the middle stands for one qualifier or the rest of one") {
    CHECK(generic_matches("A.*.C", "A.B.C"));
    CHECK_FALSE(generic_matches("A.*.C", "A.B.B.C"));
    CHECK(generic_matches("A.B*.C", "A.BXY.C"));
    CHECK(generic_matches("A.B*.C", "A.B.C"));
    CHECK_FALSE(generic_matches("A.B*.C", "A.X.C"));
}

TEST_CASE("an asterisk at the end stands for any rest") {
    CHECK(generic_matches("IRRPTAUTH.APPLI2I.*", "IRRPTAUTH.APPLI2I.USER0002"));
    CHECK(generic_matches("A.*", "A.B.C"));
    CHECK_FALSE(generic_matches("A.*", "A"));
    CHECK(generic_matches("TEST*", "TESTING"));
    CHECK(generic_matches("*", "ANY.THING"));
}

TEST_CASE("two asterisks stand for no, one or more qualifiers") {
    CHECK(generic_matches("**", "A.B"));
    CHECK(generic_matches("A.**", "A"));
    CHECK(generic_matches("A.**", "A.B.C"));
    CHECK_FALSE(generic_matches("A.**", "AB"));
    CHECK(generic_matches("A.**.Z", "A.Z"));
    CHECK(generic_matches("A.**.Z", "A.B.C.Z"));
    CHECK_FALSE(generic_matches("A.**.Z", "A.B.C"));
}

TEST_CASE("a hostile pattern ends in bounded time") {
    std::string pattern;
    for (int i = 0; i < 80; ++i)
        pattern += "**A";
    std::string name(247, 'A');
    name.back() = 'B';
    CHECK_FALSE(generic_matches(pattern, name));
}

TEST_CASE("the most specific profile comes first") {
    std::vector<std::string> names{"**", "C*", "CEDA", "CE*", "C%DA", "*"};
    std::sort(names.begin(), names.end(),
              [](const auto& a, const auto& b) { return more_specific(a, b); });
    CHECK(names == std::vector<std::string>{"CEDA", "CE*", "C%DA", "C*", "*", "**"});
}

TEST_CASE("a filter's asterisk stays within its qualifier") {
    CHECK(filter_matches("A.*", "A.B"));
    CHECK_FALSE(filter_matches("A.*", "A.B.C"));
    CHECK(filter_matches("A.**", "A.B.C"));
    CHECK(filter_matches("A.**", "A"));
    CHECK(filter_matches("*", "AB"));
    CHECK_FALSE(filter_matches("*", "A.B"));
    CHECK(filter_matches("A%C.B*", "ABC.BC"));
    CHECK_FALSE(filter_matches("A%C", "A.C"));
    // Profiles with generic characters are names like others.
    CHECK(filter_matches("IRRPTAUTH.**", "IRRPTAUTH.APPL.*"));
}
