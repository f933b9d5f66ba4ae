#ifndef PTKT_RACF_COMMAND_USER_FIELDS_HPP
#define PTKT_RACF_COMMAND_USER_FIELDS_HPP

#include "common/base/result.hpp"
#include "common/racf/command/job.hpp"
#include "common/racf/model/user.hpp"

/// What ADDUSER and ALTUSER have in common: operands become fields of a user.
namespace ptkt::racf_command {

/// Checks the operands that name users, groups and passwords; says what is wrong, answers false.
[[nodiscard]] base::Result<bool> user_operands_are_valid(Job& job);

/// Sets name, owner, texts, attributes, CLAUTH and segments. Attributes that the issuer may not
/// give are said and left out; UAUDIT and NOUAUDIT are for an issuer who audits the user.
void set_user_fields(Job& job, racf::User& user, bool audits = false);

/// UAUDIT and NOUAUDIT alone.
void set_uaudit(Job& job, racf::User& user, bool allowed);

/// Fields of a segment, as operands set or (NOxxx) remove them.
void set_segment(const Operand& operand, racf::Segment& segment);

}  // namespace ptkt::racf_command

#endif
