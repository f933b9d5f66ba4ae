// Grouping profiles: what their members get. [RACF Security Administrator's Guide, "Resolving
// conflicts among grouping profiles"]
#include "common/racf/model/grouping.hpp"

#include "tests/unit/test.hpp"

using namespace ptkt;
using racf::Access;

namespace {

const racf::ClassName kTims = racf::ClassName::parse("TIMS").value();
const racf::ClassName kGims = racf::ClassName::parse("GIMS").value();

racf::Resource profile(const racf::ClassName& cls, std::string_view name, Access uacc) {
    racf::Resource made{cls, racf::ProfileName::parse(name).value()};
    made.uacc = uacc;
    return made;
}

}  // namespace

TEST_CASE("a member without a profile of its own is protected as the group says") {
    racf::Resource group = profile(kGims, "PAYGRP", Access::Read);
    group.owner = "KIM";
    group.members = {"PAY1", "PAY*", "not a name"};
    group.permit("KIM", Access::Update);
    racf::ProfilesByName profiles;
    racf::merge_members(profiles, group, kTims, true);
    REQUIRE(profiles.size() == 2);
    const racf::Resource& one = profiles.at("PAY1");
    CHECK(one.cls == kTims);
    CHECK(one.name.str() == "PAY1");
    CHECK(one.owner == "KIM");
    CHECK(one.uacc == Access::Read);
    CHECK(one.entry("KIM")->access == Access::Update);
    CHECK_FALSE(one.generic);
    CHECK(one.members.empty());
    CHECK(profiles.at("PAY*").generic);
}

TEST_CASE("of several profiles the lowest UACC counts, and the highest entry of each user") {
    racf::Resource group = profile(kGims, "PAYGRP", Access::None);
    group.members = {"PAY1"};
    group.permit("KIM", Access::Read);
    group.permit("LEE", Access::Update);
    group.permit("NEW", Access::Control);
    group.conditional = {{{"KIM", Access::Update}, "TERMINAL", "T1"}};
    racf::Resource own = profile(kTims, "PAY1", Access::Update);
    own.warning = true;
    own.permit("KIM", Access::Alter);
    own.permit("LEE", Access::None);
    own.conditional = {{{"KIM", Access::Read}, "TERMINAL", "T1"}};
    racf::ProfilesByName profiles;
    profiles.emplace("PAY1", own);
    racf::merge_members(profiles, group, kTims, false);
    REQUIRE(profiles.size() == 1);
    const racf::Resource& merged = profiles.at("PAY1");
    CHECK(merged.uacc == Access::None);
    CHECK_FALSE(merged.warning);
    CHECK(merged.entry("KIM")->access == Access::Alter);
    CHECK(merged.entry("LEE")->access == Access::Update);
    CHECK(merged.entry("NEW")->access == Access::Control);
    REQUIRE(merged.conditional.size() == 1);
    CHECK(merged.conditional[0].entry.access == Access::Update);
}
