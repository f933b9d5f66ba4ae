#include "common/racf/model/access_check.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "common/base/text/ascii.hpp"
#include "common/racf/model/group_scope.hpp"
#include "common/racf/model/matching.hpp"

namespace ptkt::racf {

namespace {

struct GlobalMember {
    std::string name;
    Access access;
};

std::string replaced(std::string text, std::string_view word, const std::string& by) {
    const auto at = text.find(word);
    if (at != std::string::npos) text.replace(at, word.size(), by);
    return text;
}

/// A member as it counts for a user; nothing for one that cannot be read.
std::optional<GlobalMember> global_member(const std::string& member, const User& user,
                                          const GroupId& current) {
    const auto slash = member.rfind('/');
    if (slash == std::string::npos) return std::nullopt;
    const auto access = access_of(std::string_view(member).substr(slash + 1));
    if (!access) return std::nullopt;
    std::string name = replaced(member.substr(0, slash), "&RACUID", user.id.str());
    return GlobalMember{replaced(std::move(name), "&RACGPID", current.str()), *access};
}

}  // namespace

std::vector<std::string> groups_that_count(const User& user, const GroupId& current,
                                           const Options& options, base::Instant now) {
    std::vector<std::string> groups;
    for (const Connection* connection : connections_that_count(user, current, options, now))
        groups.push_back(connection->group.str());
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

bool operations_may_add(const EffectiveAccess& by_profile, const ClassInfo& cls) {
    const bool named =
        by_profile.by == GrantedBy::UserEntry || by_profile.by == GrantedBy::GroupEntry;
    return cls.operations && !named;
}

std::optional<Access> global_access(const Resource& table, std::string_view resource,
                                    const User& user, const GroupId& current) {
    if (user.restricted) return std::nullopt;
    std::optional<GlobalMember> best;
    for (const std::string& text : table.members) {
        auto member = global_member(text, user, current);
        if (!member) continue;
        if (member->name == resource) return member->access;
        const bool covers =
            has_generic_characters(member->name) && generic_matches(member->name, resource);
        if (covers && (!best || more_specific(member->name, best->name))) best = std::move(member);
    }
    return best ? std::optional(best->access) : std::nullopt;
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

std::string why_never_matches(const Resource& resource, const Options& options) {
    const std::string& name = resource.name.str();
    const std::string& cls = resource.cls.str();
    const ClassInfo* info = options.classes.find(cls);
    if (info != nullptr && !info->keeps_case && base::to_upper(name) != name)
        return fmt::format(
            "{} was defined while class {} had CASE(ASIS), and names are folded to upper case now: "
            "RDELETE it, and RDEFINE it again",
            name, cls);
    const bool generics = options.generic.contains(cls);
    if (resource.generic && !generics)
        return fmt::format("{} is generic, and SETROPTS GENERIC({}) is not in effect", name, cls);
    if (resource.generic || !has_generic_characters(name)) return {};
    return fmt::format(
        "{} was defined before SETROPTS GENERIC({}), so it is discrete and matches "
        "nothing: RDELETE it with NOGENERIC, and RDEFINE it again",
        name, cls);
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
