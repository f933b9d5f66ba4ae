#include "common/racf/store_check/matching.hpp"

#include "tests/unit/test.hpp"

using namespace ptkt;

namespace {

/// What is found about a profile: `never-matches` and why, or nothing.
std::string found(const char* cls, const char* name, bool generic, bool key = false) {
    racf::Options options;
    options.generic = {"FACILITY", "PTKTDATA"};
    racf::Resource profile{racf::ClassName::parse(cls).value(),
                           racf::ProfileName::parse(name).value()};
    profile.generic = generic;
    if (key) profile.ssignon.emplace().enhanced_label = "LABEL";
    std::string text;
    for (const auto& one : store_check::check_matching(profile, options)) {
        CHECK(one.severity == store_check::Severity::Error);
        CHECK(one.kind == "never-matches");
        text += one.what + "\n";
    }
    return text;
}

}  // namespace

TEST_CASE("a profile that no check can find is found") {
    using Catch::Matchers::StartsWith;
    CHECK(found("FACILITY", "BPX.**", true).empty());
    CHECK(found("APPL", "IMSA", false).empty());
    CHECK_THAT(found("FACILITY", "BPX.**", false),
               StartsWith("BPX.** was defined before SETROPTS GENERIC(FACILITY)"));
    CHECK_THAT(found("APPL", "IMS*", true),
               StartsWith("IMS* is generic, and SETROPTS GENERIC(APPL) is not in effect"));
}

TEST_CASE("a key is found under a name that no sign-on looks for") {
    for (const char* name : {"IMSA", "IMSA.KIM", "IMSA.PAY.KIM", "IRRPTAUTH.IMSA.KIM"})
        CHECK(found("PTKTDATA", name, false, name[1] == 'M').empty());
    CHECK_FALSE(found("PTKTDATA", "IMSA.PAY.KIM.X", false, true).empty());
    CHECK_FALSE(found("PTKTDATA", "TOOLONGNAME", false, true).empty());
    CHECK_FALSE(found("PTKTDATA", "IMSA*", true, true).empty());
    CHECK(found("PTKTDATA", "IRRPTAUTH.**", true).empty());
}

TEST_CASE("a profile is found whose name has lower-case letters that its class does not keep") {
    const auto found_with = [](const char* names_case) {
        racf::Options options;
        options.classes =
            racf::ClassTable({{"@ROLE", racf::Segment{{"POSIT", "213"}, {"CASE", names_case}}}});
        const racf::Resource profile{racf::ClassName::parse("@ROLE").value(),
                                     racf::ProfileName::as_is("Abc").value()};
        return store_check::check_matching(profile, options);
    };
    CHECK(found_with("ASIS").empty());
    REQUIRE(found_with("UPPER").size() == 1);
    CHECK(found_with("UPPER").front().what.starts_with(
        "Abc was defined while class @ROLE had CASE(ASIS)"));
}
