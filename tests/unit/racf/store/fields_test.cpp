// Every field that a table describes comes back from a profile's file.
#include "common/racf/model/connection_table.hpp"
#include "common/racf/model/group_table.hpp"
#include "common/racf/model/resource_table.hpp"
#include "common/racf/model/user_table.hpp"
#include "common/racf/store/text/profile_text.hpp"
#include "tests/support/filled_profile.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;

TEST_CASE("each field of a user and of a connection is in the file") {
    const auto sys1 = racf::GroupId::parse("SYS1").value();
    racf::User user{racf::UserId::parse("KIM").value(), {}, {}, sys1};
    test::fill(user, racf::kUserFields);
    user.connections.push_back({sys1});
    test::fill(user.connections.front(), racf::kConnectionFields);
    const auto text = store::print_user(user);
    REQUIRE(text.ok());
    INFO(*text);
    CHECK(store::parse_user(*text).value() == user);
}

TEST_CASE("each field of a group is in the file") {
    racf::Group group{racf::GroupId::parse("PAYROLL").value()};
    test::fill(group, racf::kGroupFields);
    const auto text = store::print_group(group);
    REQUIRE(text.ok());
    INFO(*text);
    CHECK(store::parse_group(*text).value() == group);
}

TEST_CASE("each field of a general resource profile is in the file") {
    racf::Resource resource{racf::ClassName::parse("FACILITY").value(),
                            racf::ProfileName::parse("A.B").value()};
    test::fill(resource, racf::kResourceFields);
    const auto text = store::print_resource(resource);
    REQUIRE(text.ok());
    INFO(*text);
    CHECK(store::parse_resource(*text).value() == resource);
}
