#ifndef PTKT_RACF_MODEL_ACCESS_CHECK_HPP
#define PTKT_RACF_MODEL_ACCESS_CHECK_HPP

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/racf/model/access.hpp"
#include "common/racf/model/class_table.hpp"
#include "common/racf/model/options.hpp"
#include "common/racf/model/resource.hpp"
#include "common/racf/model/user.hpp"

/// What access a profile gives. [RACF Security Administrator's Guide, "Authorizing access to
/// RACF-protected resources"]
namespace ptkt::racf {

/// Where an access came from.
enum class GrantedBy { UserEntry, GroupEntry, AnyUserEntry, Uacc };

struct EffectiveAccess {
    Access access = Access::None;
    GrantedBy by = GrantedBy::Uacc;
    std::string entry;  ///< the access list entry that decided, or empty
};

/// The groups whose entries count: with SETROPTS GRPLIST the current connect group and all others
/// that the user is connected to and not revoked in; else the current one alone.
[[nodiscard]] std::vector<std::string> groups_that_count(const User& user, const GroupId& current,
                                                         const Options& options, base::Instant now);

/// A user's entry decides; else the highest entry of the groups that count; else `*`; else UACC. An
/// entry that gives less than UACC still decides. For RESTRICTED users neither `*` nor UACC counts.
/// Conditional entries are not looked at: no condition of theirs exists here.
[[nodiscard]] EffectiveAccess effective_access(const Resource& resource, const User& user,
                                               const std::vector<std::string>& groups);

/// Whether OPERATIONS, or group-OPERATIONS where the profile is in the scope of the group, would
/// make it ALTER: it does in the classes that know it, unless an entry names the user or one of his
/// groups.
[[nodiscard]] bool operations_may_add(const EffectiveAccess& by_profile, const ClassInfo& cls);

/// The access that a profile of class GLOBAL gives everybody to a resource of the class it is named
/// after: that of its most specific member `name/access` that covers the resource. In a member
/// &RACUID stands for the user and &RACGPID for his current group. Nothing for RESTRICTED users,
/// and where no member fits. It never denies. [RACF Security Administrator's Guide, "Setting up the
/// global access checking table"]
[[nodiscard]] std::optional<Access> global_access(const Resource& table, std::string_view resource,
                                                  const User& user, const GroupId& current);

/// Of all profile names the one that covers a resource: its own name, else the most specific
/// generic one. Nothing when none covers it.
[[nodiscard]] std::optional<std::string> covering_profile(const std::vector<std::string>& names,
                                                          std::string_view resource);

/// Why no check ever finds a profile: it has generic characters and was defined while SETROPTS
/// GENERIC was off for its class, so it is discrete; it is generic and SETROPTS GENERIC is off now;
/// its name has lower-case letters, which its class no longer keeps.
/// Empty when a check can find it.
[[nodiscard]] std::string why_never_matches(const Resource& resource, const Options& options);

/// All profile names that cover a resource, in the order in which RACF looks at them: its own name,
/// then generic ones from the most to the least specific.
[[nodiscard]] std::vector<std::string> covering_profiles(const std::vector<std::string>& names,
                                                         std::string_view resource);

}  // namespace ptkt::racf

#endif
