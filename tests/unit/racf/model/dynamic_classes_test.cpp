#include "common/racf/model/dynamic_classes.hpp"

#include <algorithm>
#include <string>

#include "tests/unit/test.hpp"

using namespace ptkt::racf;

namespace {

Resource definition(std::string_view name, Segment cdtinfo) {
    Resource profile{cdt_class(), ProfileName::parse(name).value()};
    profile.segments.emplace(kCdtinfo, std::move(cdtinfo));
    return profile;
}

/// The error code of a definition among others; 0 when it is good.
int code_of(std::string_view name, const std::vector<Resource>& profiles) {
    for (const WrongDefinition& wrong : sound_definitions(profiles).wrong)
        if (wrong.name == name) return wrong.code;
    return 0;
}
int code_of(std::string_view name, Segment cdtinfo) {
    return code_of(name, std::vector{definition(name, std::move(cdtinfo))});
}

}  // namespace

TEST_CASE("a definition makes a class, with RACF's defaults for what it does not say") {
    const ClassTable table(
        sound_definitions(std::vector{definition("TORD7", {{"POSIT", "211"}})}).good);
    CHECK(table.all().size() == supplied_classes().size() + 1);
    const ClassInfo* info = table.find("TORD7");
    REQUIRE(info != nullptr);
    CHECK(info->posit == 211);
    CHECK(info->default_uacc == Access::None);
    CHECK(info->generic_allowed);
    CHECK(info->raclist == RaclistRule::Disallowed);
    CHECK(info->longest_name == 8);
    CHECK(info->default_rc == 4);
    CHECK_FALSE(info->operations);
    CHECK_FALSE(info->keeps_case);
    CHECK(info->takes_profiles);
    CHECK(name_fits(*info, "A@B"));
    CHECK(name_fits(*info, "AB*"));
    CHECK_FALSE(name_fits(*info, "AB1"));
    CHECK_FALSE(name_fits(*info, "A.B"));
    CHECK_FALSE(name_fits(*info, "ABCDEFGHI"));
    CHECK(find_supplied_class("TORD7") == nullptr);
    CHECK(ClassTable().find("TORD7") == nullptr);
}

TEST_CASE("a definition says all that a class is") {
    const ClassTable table(
        sound_definitions(std::vector{definition("@ROLE", {{"POSIT", "213"},
                                                           {"CASE", "ASIS"},
                                                           {"MAXLENGTH", "8"},
                                                           {"MAXLENX", "64"},
                                                           {"FIRST", "ALPHA"},
                                                           {"OTHER", "ALPHA NUMERIC SPECIAL"},
                                                           {"GENERIC", "DISALLOWED"},
                                                           {"RACLIST", "REQUIRED"},
                                                           {"DEFAULTRC", "8"},
                                                           {"DEFAULTUACC", "ACEE"},
                                                           {"OPERATIONS", "YES"},
                                                           {"PROFILESALLOWED", "NO"}})})
            .good);
    const ClassInfo* info = table.find("@ROLE");
    REQUIRE(info != nullptr);
    CHECK(info->keeps_case);
    CHECK(info->longest_name == 64);
    CHECK_FALSE(info->generic_allowed);
    CHECK(info->raclist == RaclistRule::Required);
    CHECK(info->default_rc == 8);
    CHECK(info->uacc_of_connect);
    CHECK(info->operations);
    CHECK_FALSE(info->takes_profiles);
    CHECK(name_fits(*info, "Orders.Approve.large"));
    CHECK_FALSE(name_fits(*info, "1st"));
    CHECK_FALSE(name_fits(*info, "A@B"));
    CHECK(name_fits(*info, "AB*"));  // a character like others here
    CHECK(table.profile_name("@ROLE", "Orders.Large")->str() == "Orders.Large");
    CHECK(table.profile_name("APPL", "imsa")->str() == "IMSA");
    CHECK(profile_name_in("@ROLE", "Orders.Large")->str() == "Orders.Large");
}

TEST_CASE("a table is in the order of names, and what it has stays while a copy of it is there") {
    ClassTable copy;
    const ClassInfo* info = nullptr;
    {
        const ClassTable table(sound_definitions(std::vector{definition("$A", {{"POSIT", "20"}}),
                                                             definition("ZZ9", {{"POSIT", "21"}})})
                                   .good);
        info = table.find("ZZ9");
        copy = table;
        CHECK(std::ranges::is_sorted(table.all(), {}, &ClassInfo::name));
        CHECK(copy == table);
        CHECK_FALSE(copy == ClassTable());
    }
    CHECK(info->name == "ZZ9");
    CHECK(copy.find("ZZ9") == info);
}

TEST_CASE("a definition in error has the code of RACF") {
    const Segment good{{"POSIT", "211"}};
    CHECK(code_of("TORD7", good) == 0);
    CHECK(code_of("1ORD7", good) == 1);
    CHECK(code_of("TORDER789", good) == 1);
    CHECK(code_of("TORD*", good) == 1);
    CHECK(code_of("TORD7", {{"POSIT", "211"}, {"MAXLENGTH", "247"}}) == 2);
    CHECK(code_of("TORD7", {{"POSIT", "211"}, {"MAXLENGTH", "9"}, {"MAXLENX", "8"}}) == 3);
    CHECK(code_of("TORD7", Segment()) == 5);
    CHECK(code_of("TORD7", {{"POSIT", "1024"}}) == 5);
    // Numbers that are too large to be read, as only a file that was edited can have them.
    CHECK(code_of("TORD7", {{"POSIT", "9999999999"}}) == 5);
    CHECK(code_of("TORD7", {{"POSIT", "211"}, {"MAXLENGTH", "9999999999"}}) == 2);
    CHECK(code_of("TORD7", {{"POSIT", "211"}, {"MAXLENX", "9999999999"}}) == 2);
    CHECK(code_of("TORD7", {{"POSIT", "211"}, {"GROUP", "GORD7"}}) == 6);
    CHECK(code_of("GORD7", {{"POSIT", "211"}, {"MEMBER", "TIMS"}}) == 6);
    CHECK(code_of("DATASET", good) == 7);
    CHECK(code_of("TIMS", good) == 8);
    CHECK(code_of("TORD7", {{"POSIT", "211"}, {"GROUP", "A"}, {"MEMBER", "B"}}) == 9);
    CHECK(code_of("TORD7", {{"POSIT", "211"}, {"SIGNAL", "YES"}}) == 12);
    CHECK(code_of("TORD7", {{"POSIT", "211"}, {"SIGNAL", "YES"}, {"RACLIST", "ALLOWED"}}) == 0);
    CHECK(code_of("TORD7",
                  std::vector{Resource{cdt_class(), ProfileName::parse("TORD7").value()}}) == 13);
}

TEST_CASE("a class and its grouping class name each other, and the error of one is that of both") {
    const auto member = definition("TORD7", {{"POSIT", "211"}, {"GROUP", "GORD7"}});
    const auto grouping = definition("GORD7", {{"POSIT", "211"}, {"MEMBER", "TORD7"}});
    const auto stranger = definition("GORD7", {{"POSIT", "211"}, {"MEMBER", "TORD8"}});
    const auto broken = definition("GORD7", {{"MEMBER", "TORD7"}});
    const std::vector both{member, grouping};
    CHECK(code_of("TORD7", both) == 0);
    CHECK(code_of("GORD7", both) == 0);
    const ClassTable table(sound_definitions(both).good);
    CHECK(table.find("TORD7")->grouping == "GORD7");
    CHECK(table.find("GORD7")->member == "TORD7");
    CHECK(share_options(*table.find("TORD7"), *table.find("GORD7")));
    CHECK(code_of("TORD7", std::vector{member, stranger}) == 6);
    CHECK(code_of("GORD7", std::vector{member, stranger}) == 6);
    CHECK(code_of("TORD7", std::vector{member, broken}) == 6);
    CHECK(code_of("GORD7", std::vector{member, broken}) == 5);
}

TEST_CASE("there are 1024 classes at most") {
    std::vector<Resource> many;
    for (int i = 0; i < 1024; ++i)
        many.push_back(definition("C" + std::to_string(i), {{"POSIT", "211"}}));
    const FoundDefinitions found = sound_definitions(many);
    CHECK(found.good.size() + supplied_classes().size() == 1024);
    CHECK(found.wrong.size() == supplied_classes().size());
    CHECK(found.wrong.front().code == 4);
}
