// Every trait of the tables is in the JSON of a listing.
#include "common/racf/model/connection_table.hpp"
#include "common/racf/model/group_table.hpp"
#include "common/racf/model/resource_table.hpp"
#include "common/racf/model/segment_tables.hpp"
#include "common/racf/model/user_table.hpp"
#include "common/racf/report/traits.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;

namespace {

template <typename Rows>
void check_traits(const json::Json& json, const Rows& rows) {
    const std::string text = json.dump();
    for (const auto& row : rows) {
        for (const std::string_view trait : {row.trait.name, row.trait.time, row.trait.member}) {
            INFO(row.key << ": " << trait << " in " << text);
            CHECK((trait.empty() ||
                   text.find("\"" + std::string(trait) + "\":") != std::string::npos));
        }
    }
}

}  // namespace

TEST_CASE("each trait of a table is in the JSON of its profile") {
    const auto group = racf::GroupId::parse("SYS1").value();
    racf_command::UserListing user{racf::User{racf::UserId::parse("KIM").value(), {}, {}, group}};
    user.user.segments = {{"TSO", {}}, {"OMVS", {}}};
    user.segments = {"TSO", "OMVS"};
    check_traits(report::to_json(user), racf::kUserFields);
    check_traits(report::to_json(user), racf::kTsoFields);
    check_traits(report::to_json(user), racf::kUserOmvsFields);
    racf_command::GroupListing listed{racf::Group{group}};
    listed.group.segments = {{"OMVS", {}}};
    listed.segments = {"OMVS"};
    check_traits(report::to_json(listed), racf::kGroupFields);
    check_traits(report::to_json(listed), racf::kGroupOmvsFields);
    // Both ways to see a connection together have all its traits.
    user.user.connections.push_back({group});
    listed.members.push_back({"KIM", {group}});
    json::Json both = json::Json::array();
    both.push(report::to_json(user)).push(report::to_json(listed));
    check_traits(both, racf::kConnectionFields);
    racf_command::ResourceListing resource{racf::Resource{racf::ClassName::parse("STARTED").value(),
                                                          racf::ProfileName::parse("A.B").value()}};
    resource.profile.segments = {{"STDATA", {}}};
    resource.segments = {"STDATA"};
    check_traits(report::to_json(resource), racf::kResourceFields);
    check_traits(report::to_json(resource), racf::kStdataFields);
}
