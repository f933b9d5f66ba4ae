#ifndef PTKT_RACF_MODEL_GROUP_SCOPE_HPP
#define PTKT_RACF_MODEL_GROUP_SCOPE_HPP

#include <string_view>
#include <vector>

#include "common/base/result.hpp"
#include "common/racf/model/options.hpp"
#include "common/racf/model/profiles.hpp"
#include "common/racf/model/user.hpp"

/// The attributes that a connection gives, and how far they reach. [RACF Security Administrator's
/// Guide, "User attributes at the group level" and "Scope of authority for group-SPECIAL,
/// group-AUDITOR, and group-OPERATIONS users"]
namespace ptkt::racf {

enum class GroupPower { Special, Operations, Auditor };

/// The connections that count: with SETROPTS GRPLIST all of them, else that with the current
/// connect group; never one that is revoked.
[[nodiscard]] std::vector<const Connection*> connections_that_count(const User& user,
                                                                    const GroupId& current,
                                                                    const Options& options,
                                                                    base::Instant now);

/// The groups in which a user has an attribute now.
[[nodiscard]] std::vector<GroupId> groups_with(GroupPower power, const User& user,
                                               const GroupId& current, const Options& options,
                                               base::Instant now);

/// Is what `owner` (a user or group) owns within the scope of one of the groups? The scope reaches
/// down to groups that their superior group owns, and to what users own whom such a group owns; not
/// to what belongs to users and groups that a user owns.
[[nodiscard]] base::Result<bool> in_scope_of(const std::vector<GroupId>& groups,
                                             std::string_view owner, const Profiles& profiles);

}  // namespace ptkt::racf

#endif
