#include "common/racf/store_check/references.hpp"

#include "tests/unit/test.hpp"

using namespace ptkt;
using namespace ptkt::store_check;

namespace {

const Known kKnown{{"IBMUSER", "KIM"}, {"PAYROLL", "SYS1"}};

racf::GroupId group_id(const char* name) {
    return racf::GroupId::parse(name).value();
}

racf::User sound_user() {
    racf::User user{racf::UserId::parse("KIM").value(), "", "IBMUSER", group_id("SYS1")};
    user.connections.push_back({group_id("SYS1"), "PAYROLL"});
    return user;
}

racf::Resource sound_resource() {
    racf::Resource resource{racf::ClassName::parse("APPL").value(),
                            racf::ProfileName::parse("IMSA").value()};
    resource.owner = "SYS1";
    resource.notify = "KIM";
    resource.permit("*", racf::Access::Read);
    resource.permit("&RACUID", racf::Access::Read);
    resource.permit("PAYROLL", racf::Access::Read);
    resource.conditional.push_back({{"KIM"}, "TERMINAL", "T1"});
    return resource;
}

std::string told(const std::vector<Finding>& findings) {
    std::string text;
    for (const Finding& one : findings)
        text += fmt::format("{} {} {}: {}\n", static_cast<int>(one.severity), one.kind, one.subject,
                            one.what);
    return text;
}

}  // namespace

TEST_CASE("nothing is found in profiles that name what exists") {
    CHECK(check_user(sound_user(), kKnown).empty());
    CHECK(check_resource(sound_resource(), kKnown).empty());
    racf::Group group{group_id("PAYROLL"), group_id("SYS1")};
    group.owner = "SYS1";
    CHECK(check_group(group, kKnown).empty());
    racf::Group top{group_id("SYS1")};
    top.owner = "IBMUSER";
    CHECK(check_group(top, kKnown).empty());
}

TEST_CASE("a user's missing owner, default group and connected group are found") {
    auto user = sound_user();
    user.owner = "GONE";
    user.default_group = group_id("OLD");
    user.connections.push_back({group_id("OLD"), "LEFT"});
    CHECK(told(check_user(user, kKnown)) ==
          "4 dangling-id user KIM: owner GONE is neither a user nor a group\n"
          "8 dangling-group user KIM: default group OLD does not exist\n"
          "8 dangling-group user KIM: connected group OLD does not exist\n"
          "4 dangling-id user KIM: owner of its connection to OLD, LEFT is neither a user nor a "
          "group\n");
}

TEST_CASE("a user who is not connected to his default group is found") {
    auto user = sound_user();
    user.default_group = group_id("PAYROLL");
    CHECK(told(check_user(user, kKnown)) ==
          "8 not-connected user KIM: is not connected to its default group PAYROLL\n");
}

TEST_CASE("a group without a superior group that exists is found") {
    racf::Group group{group_id("PAYROLL"), group_id("OLD")};
    group.owner = "GONE";
    CHECK(told(check_group(group, kKnown)) ==
          "4 dangling-id group PAYROLL: owner GONE is neither a user nor a group\n"
          "8 dangling-group group PAYROLL: superior group OLD does not exist\n");
    group.superior.reset();
    group.owner = "KIM";
    CHECK(told(check_group(group, kKnown)) ==
          "8 no-superior group PAYROLL: has no superior group\n");
}

TEST_CASE("each ring of groups is found once, and what leads into one is not told beside it") {
    CHECK(check_tree({{"A", "SYS1"}, {"B", "A"}, {"C", "B"}}).empty());
    CHECK(check_tree({{"A", "MISSING"}}).empty());
    CHECK(check_tree({{"A", "B"}, {"B", "C"}, {"C", "B"}, {"D", "C"}}).size() == 1);
    CHECK(check_tree({{"A", "A"}, {"B", "C"}, {"C", "B"}}).size() == 2);
}

TEST_CASE("dangling ids of a resource are found, those of its lists with the command that helps") {
    auto resource = sound_resource();
    resource.owner = "GONE";
    resource.permit("LEFT", racf::Access::Alter);
    resource.conditional.push_back({{"LEFT"}, "TERMINAL", "T2"});
    resource.notify = "PAYROLL";  // must be a user
    resource.segments["STDATA"] = {{"USER", "=MEMBER"}, {"GROUP", "OLD"}};
    const auto findings = check_resource(resource, kKnown);
    std::vector<std::string> repairs;
    for (const Finding& one : findings)
        repairs.push_back(one.repair);
    CHECK(repairs == std::vector<std::string>{"", "PERMIT IMSA CLASS(APPL) ID(LEFT) DELETE",
                                              "PERMIT IMSA CLASS(APPL) ID(LEFT) DELETE "
                                              "WHEN(TERMINAL(T2))",
                                              "RALTER APPL IMSA NONOTIFY", ""});
    CHECK(told(findings).find("group of the started task OLD") != std::string::npos);
}

TEST_CASE("a repair takes away what is dangling, and nothing else") {
    auto resource = sound_resource();
    CHECK_FALSE(remove_dangling(resource, kKnown));
    CHECK(resource == sound_resource());
    resource.permit("LEFT", racf::Access::Alter);
    resource.conditional.push_back({{"LEFT"}, "TERMINAL", "T2"});
    CHECK(remove_dangling(resource, kKnown));
    CHECK(resource == sound_resource());
    resource.notify = "GONE";
    CHECK(remove_dangling(resource, kKnown));
    CHECK(resource.notify.empty());
}
