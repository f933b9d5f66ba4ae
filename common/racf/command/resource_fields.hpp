#ifndef PTKT_RACF_COMMAND_RESOURCE_FIELDS_HPP
#define PTKT_RACF_COMMAND_RESOURCE_FIELDS_HPP

#include <string_view>
#include <vector>

#include "common/base/result.hpp"
#include "common/racf/command/job.hpp"
#include "common/racf/model/profiles.hpp"
#include "common/racf/model/resource.hpp"

/// What RDEFINE and RALTER have in common: operands become fields of a profile.
namespace ptkt::racf_command {

/// Checks what can be checked before any profile is touched; says what is wrong and answers false.
[[nodiscard]] base::Result<bool> resource_operands_are_valid(Job& job, const racf::ClassInfo& cls);

/// Sets the fields of the base segment and STDATA that operands name.
void set_resource_fields(Job& job, const racf::ClassInfo& cls, racf::Resource& profile);

/// Sets GLOBALAUDIT, which is AUDITOR's and group-AUDITOR's; of others it is said and left out.
[[nodiscard]] base::Status set_global_audit(Job& job, racf::Resource& profile);

/// Looks at the key that the command brings: false says that it is weak and refused for that. Where
/// weak keys are allowed, there is advice about it.
[[nodiscard]] bool key_is_taken(Job& job);

/// Sets the SSIGNON segment. A key that goes into the vault is added to `changes`, in front of the
/// profile that will name its label.
[[nodiscard]] base::Status set_ssignon(Job& job, racf::Resource& profile,
                                       std::vector<racf::Change>& changes);

/// The access that a word of the table stands for.
[[nodiscard]] racf::Access access_of_word(std::string_view word);

/// `RACLISTED PROFILES FOR ... WILL NOT REFLECT ...`, when the class is RACLISTed.
void remind_of_refresh(Job& job, const racf::ClassInfo& cls, std::string_view id,
                       std::string_view what, std::string_view end);

}  // namespace ptkt::racf_command

#endif
