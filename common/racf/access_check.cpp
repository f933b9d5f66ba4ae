#include "common/racf/access_check.hpp"

#include <algorithm>

#include "common/racf/matching.hpp"

namespace ptkt::racf {

std::vector<std::string> groups_that_count(const User& user, const GroupId& current,
                                           const Options& options, base::Instant now) {
    std::vector<std::string> groups;
    for (const Connection& connection : user.connections) {
        const bool counts = options.grplist || connection.group == current;
        const bool revoked =
            revoked_at(connection.revoked, connection.revoke_date, connection.resume_date, now);
        if (counts && !revoked) groups.push_back(connection.group.str());
    }
    return groups;
}

EffectiveAccess effective_access(const Resource& resource, const User& user,
                                 const std::vector<std::string>& groups) {
    if (const AccessEntry* own = resource.entry(user.id.str()))
        return {own->access, GrantedBy::UserEntry, own->id};
    const AccessEntry* best = nullptr;
    for (const std::string& group : groups) {
        const AccessEntry* entry = resource.entry(group);
        if (entry != nullptr && (best == nullptr || entry->access > best->access)) best = entry;
    }
    if (best != nullptr) return {best->access, GrantedBy::GroupEntry, best->id};
    if (user.restricted) return {Access::None, GrantedBy::Uacc, {}};
    if (const AccessEntry* any = resource.entry("*"))
        return {any->access, GrantedBy::AnyUserEntry, any->id};
    return {resource.uacc, GrantedBy::Uacc, {}};
}

std::optional<std::string> covering_profile(const std::vector<std::string>& names,
                                            std::string_view resource) {
    const std::string* best = nullptr;
    for (const std::string& name : names) {
        if (name == resource) return name;
        if (!has_generic_characters(name) || !generic_matches(name, resource)) continue;
        if (best == nullptr || more_specific(name, *best)) best = &name;
    }
    return best == nullptr ? std::nullopt : std::optional(*best);
}

std::vector<std::string> covering_profiles(const std::vector<std::string>& names,
                                           std::string_view resource) {
    std::vector<std::string> covering;
    for (const std::string& name : names) {
        const bool generic = has_generic_characters(name) && generic_matches(name, resource);
        if (name == resource || generic) covering.push_back(name);
    }
    std::sort(covering.begin(), covering.end(), [&](const auto& a, const auto& b) {
        if (a == resource || b == resource) return a == resource && b != resource;
        return more_specific(a, b);
    });
    return covering;
}

}  // namespace ptkt::racf
