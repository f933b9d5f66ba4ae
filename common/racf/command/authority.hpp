#ifndef PTKT_RACF_COMMAND_AUTHORITY_HPP
#define PTKT_RACF_COMMAND_AUTHORITY_HPP

#include <string_view>

#include "common/base/result.hpp"
#include "common/racf/command/job.hpp"
#include "common/racf/model/access.hpp"
#include "common/racf/model/class_table.hpp"
#include "common/racf/model/group_scope.hpp"
#include "common/racf/model/resource.hpp"

/// May the issuer do this? [RACF Command Language Reference, "Authorization required" of each
/// command; RACF Security Administrator's Guide, group-SPECIAL scope]
namespace ptkt::racf_command {

using racf::GroupPower;

/// Has the issuer this attribute in a group that counts?
[[nodiscard]] bool has_group_power(const Job& job, GroupPower power);

/// Is what `owner` (a user or group) owns within the scope of a group in which the issuer has
/// group-SPECIAL or group-AUDITOR?
[[nodiscard]] base::Result<bool> in_group_scope(const Job& job, std::string_view owner,
                                                GroupPower power);

/// SPECIAL, or the owner, or group-SPECIAL over the owner.
[[nodiscard]] base::Result<bool> administers(const Job& job, std::string_view owner);

/// That, or AUDITOR, ROAUDIT, or group-AUDITOR over the owner: may see a profile.
[[nodiscard]] base::Result<bool> may_view(const Job& job, std::string_view owner);

/// AUDITOR, or group-AUDITOR over the owner: may set what is logged for auditors.
[[nodiscard]] base::Result<bool> may_audit(const Job& job, std::string_view owner);

/// The issuer's access by a profile.
[[nodiscard]] racf::Access issuer_access(const Job& job, const racf::Resource& profile);

/// `administers`, or ALTER to a discrete profile: may change, delete and permit.
[[nodiscard]] base::Result<bool> administers_resource(const Job& job,
                                                      const racf::Resource& profile);

/// SPECIAL, or CLAUTH for the class or one that shares its options.
[[nodiscard]] bool may_define_in(const Job& job, const racf::ClassInfo& cls);
/// SPECIAL, or CLAUTH(USER).
[[nodiscard]] bool may_define_users(const Job& job);

/// The issuer's authority in a group is at least this, or he administers the group.
[[nodiscard]] base::Result<bool> has_group_authority(const Job& job, const racf::GroupId& group,
                                                     racf::GroupAuthority least);

}  // namespace ptkt::racf_command

#endif
