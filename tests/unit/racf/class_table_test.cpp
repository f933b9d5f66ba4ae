#include "common/racf/class_table.hpp"

#include "common/racf/access_check.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt::racf;

TEST_CASE("grouping and member classes name each other") {
    for (const ClassInfo& info : class_table()) {
        INFO(info.name);
        CHECK(find_class(info.name) == &info);
        CHECK(info.name.size() <= 8);
        if (info.grouping.empty()) continue;
        const ClassInfo* grouping = find_class(info.grouping);
        REQUIRE(grouping != nullptr);
        CHECK(grouping->member == info.name);
        CHECK(grouping->raclist == RaclistRule::Disallowed);
        CHECK_FALSE(grouping->generic_allowed);
        CHECK(share_options(info, *grouping));
        CHECK(share_options(*grouping, info));
    }
    CHECK(find_class("NOCLASS") == nullptr);
    CHECK(find_class("appl") == nullptr);
}

TEST_CASE("classes share options by POSIT, not by not having one") {
    const auto share = [](std::string_view a, std::string_view b) {
        return share_options(*find_class(a), *find_class(b));
    };
    CHECK(share("APPL", "APPL"));
    CHECK(share("TIMS", "AIMS"));
    CHECK(share("TCICSTRN", "MCICSPPT"));
    CHECK_FALSE(share("TIMS", "TCICSTRN"));
    CHECK(find_class("SDSF")->posit == kNoPosit);
    CHECK(find_class("MQCONN")->posit == kNoPosit);
    CHECK_FALSE(share("SDSF", "MQCONN"));
}

TEST_CASE("covering profiles come in the order of RACF's search") {
    const std::vector<std::string> names{"**", "A.*", "A.B", "A.%", "A.**", "B.*", "*.B"};
    CHECK(covering_profiles(names, "A.B") ==
          std::vector<std::string>{"A.B", "A.%", "A.*", "A.**", "*.B", "**"});
    CHECK(covering_profiles(names, "C").front() == "**");
    CHECK(covering_profiles({}, "C").empty());
    CHECK(covering_profile(names, "A.B") == covering_profiles(names, "A.B").front());
}
