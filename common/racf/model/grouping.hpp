#ifndef PTKT_RACF_MODEL_GROUPING_HPP
#define PTKT_RACF_MODEL_GROUPING_HPP

#include <map>
#include <string>

#include "common/racf/model/resource.hpp"

namespace ptkt::racf {

/// Profiles by name.
using ProfilesByName = std::map<std::string, Resource>;

/// Adds what another profile says of the same resource: the most restrictive UACC counts, and for
/// each user or group the least restrictive entry of the access lists. [RACF Security
/// Administrator's Guide, "Resolving conflicts among grouping profiles"] That WARNING counts only
/// when both have it follows the UACC, and is inferred.
void merge_profile(Resource& into, const Resource& other);

/// Adds a profile of the member class for each member of a grouping profile, or merges it with the
/// one that exists. `generics`: the class has generic profiles, so a member may be one.
/// A member that cannot be a profile's name protects nothing and is left out.
void merge_members(ProfilesByName& profiles, const Resource& group, const ClassName& member_class,
                   bool generics);

}  // namespace ptkt::racf

#endif
