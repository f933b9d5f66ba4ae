#include "common/racf/command/group_members.hpp"

#include <algorithm>

namespace ptkt::racf_command {

base::Result<std::vector<GroupListing::Member>> members_of(const Job& job,
                                                           const racf::GroupId& group) {
    auto ids = job.profiles().user_ids();
    if (!ids) return std::move(ids).error();
    std::vector<GroupListing::Member> members;
    for (const std::string& id : *ids) {
        auto user = job.profiles().user(racf::UserId::parse(id).value());
        if (!user) return std::move(user).error();
        const racf::Connection* connection = *user ? (*user)->connection(group) : nullptr;
        if (connection != nullptr) members.push_back({id, *connection});
    }
    std::stable_sort(members.begin(), members.end(), [](const auto& a, const auto& b) {
        return a.connection.connected < b.connection.connected;
    });
    return members;
}

base::Result<std::vector<std::string>> subgroups_of(const Job& job, const racf::GroupId& group) {
    auto ids = job.profiles().group_ids();
    if (!ids) return std::move(ids).error();
    std::vector<racf::Group> found;
    for (const std::string& id : *ids) {
        auto other = job.profiles().group(racf::GroupId::parse(id).value());
        if (!other) return std::move(other).error();
        if (*other && (*other)->superior == group) found.push_back(std::move(**other));
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.created < b.created; });
    std::vector<std::string> subgroups;
    for (const racf::Group& subgroup : found)
        subgroups.push_back(subgroup.id.str());
    return subgroups;
}

}  // namespace ptkt::racf_command
