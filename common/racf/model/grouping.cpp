#include "common/racf/model/grouping.hpp"

#include <algorithm>

#include "common/racf/model/class_table.hpp"
#include "common/racf/model/matching.hpp"

namespace ptkt::racf {

namespace {

void merge_access(Resource& into, const AccessEntry& entry) {
    const AccessEntry* known = into.entry(entry.id);
    if (known == nullptr || known->access < entry.access) into.permit(entry.id, entry.access);
}

void merge_conditional(Resource& into, const ConditionalEntry& other) {
    const auto same =
        std::find_if(into.conditional.begin(), into.conditional.end(), [&](const auto& known) {
            return known.entry.id == other.entry.id && known.condition == other.condition &&
                   known.name == other.name;
        });
    if (same == into.conditional.end()) {
        into.conditional.push_back(other);
    } else {
        same->entry.access = std::max(same->entry.access, other.entry.access);
    }
}

/// The group's profile as it would be for one of its members.
Resource for_member(const Resource& group, const ClassName& cls, const ProfileName& name,
                    bool generic) {
    Resource profile = group;
    profile.cls = cls;
    profile.name = name;
    profile.generic = generic;
    profile.members.clear();
    return profile;
}

}  // namespace

void merge_profile(Resource& into, const Resource& other) {
    into.uacc = std::min(into.uacc, other.uacc);
    into.warning = into.warning && other.warning;
    for (const AccessEntry& entry : other.access)
        merge_access(into, entry);
    for (const ConditionalEntry& entry : other.conditional)
        merge_conditional(into, entry);
}

void merge_members(ProfilesByName& profiles, const Resource& group, const ClassName& member_class,
                   bool generics) {
    for (const std::string& member : group.members) {
        const auto name = profile_name_in(member_class.str(), member);
        if (!name) continue;
        const auto known = profiles.find(name->str());
        if (known != profiles.end()) {
            merge_profile(known->second, group);
            continue;
        }
        const bool generic = generics && has_generic_characters(name->str());
        profiles.emplace(name->str(), for_member(group, member_class, *name, generic));
    }
}

}  // namespace ptkt::racf
