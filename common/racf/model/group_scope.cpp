#include "common/racf/model/group_scope.hpp"

#include <algorithm>
#include <stdexcept>

namespace ptkt::racf {

namespace {

bool has(const Connection& connection, GroupPower power) {
    switch (power) {
        case GroupPower::Special:
            return connection.special;
        case GroupPower::Operations:
            return connection.operations;
        case GroupPower::Auditor:
            return connection.auditor;
    }
    throw std::logic_error("unknown power");
}

base::Result<bool> is_group(const Profiles& profiles, const std::string& name) {
    const auto id = GroupId::parse(name);
    if (!id) return false;
    auto group = profiles.group(*id);
    if (!group) return std::move(group).error();
    return group->has_value();
}

/// Who stands above an owner in the scope of groups: of a user the group that owns him, of a group
/// its superior when that owns it. Empty when nobody does.
base::Result<std::string> next_above(const Profiles& profiles, const std::string& owner) {
    if (const auto id = GroupId::parse(owner); id) {
        auto group = profiles.group(*id);
        if (!group) return std::move(group).error();
        if (*group) {
            const auto& superior = (*group)->superior;
            const bool owned = superior && superior->str() == (*group)->owner;
            return owned ? superior->str() : std::string();
        }
    }
    const auto id = UserId::parse(owner);
    if (!id) return std::string();
    auto user = profiles.user(*id);
    if (!user) return std::move(user).error();
    if (!*user) return std::string();
    const auto by_group = is_group(profiles, (*user)->owner);
    if (!by_group) return by_group.error();
    return *by_group ? (*user)->owner : std::string();
}

}  // namespace

std::vector<const Connection*> connections_that_count(const User& user, const GroupId& current,
                                                      const Options& options, base::Instant now) {
    std::vector<const Connection*> counting;
    for (const Connection& connection : user.connections) {
        const bool counts = options.grplist || connection.group == current;
        const bool revoked =
            revoked_at(connection.revoked, connection.revoke_date, connection.resume_date, now);
        if (counts && !revoked) counting.push_back(&connection);
    }
    return counting;
}

std::vector<GroupId> groups_with(GroupPower power, const User& user, const GroupId& current,
                                 const Options& options, base::Instant now) {
    std::vector<GroupId> groups;
    for (const Connection* connection : connections_that_count(user, current, options, now))
        if (has(*connection, power)) groups.push_back(connection->group);
    return groups;
}

base::Result<bool> in_scope_of(const std::vector<GroupId>& groups, std::string_view owner,
                               const Profiles& profiles) {
    // Group trees are not deep; the limit ends a loop in a damaged one.
    constexpr int kDeepest = 64;
    if (groups.empty()) return false;
    std::string at(owner);
    for (int depth = 0; depth < kDeepest && !at.empty(); ++depth) {
        const auto group = GroupId::parse(at);
        if (group && std::find(groups.begin(), groups.end(), *group) != groups.end()) return true;
        auto above = next_above(profiles, at);
        if (!above) return std::move(above).error();
        at = std::move(*above);
    }
    return false;
}

}  // namespace ptkt::racf
