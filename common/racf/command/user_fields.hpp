#ifndef PTKT_RACF_COMMAND_USER_FIELDS_HPP
#define PTKT_RACF_COMMAND_USER_FIELDS_HPP

#include "common/base/result.hpp"
#include "common/racf/command/job.hpp"
#include "common/racf/model/field.hpp"
#include "common/racf/model/user.hpp"

/// What ADDUSER and ALTUSER have in common: operands become fields of a user.
namespace ptkt::racf_command {

/// Checks the operands that name users, groups and passwords; says what is wrong, answers false.
[[nodiscard]] base::Result<bool> user_operands_are_valid(Job& job);

/// Sets all fields but passwords and the connection, and the segments. Attributes that the issuer
/// may not give are said and left out; UAUDIT and NOUAUDIT are for an issuer who audits the user.
void set_user_fields(Job& job, racf::User& user, bool audits = false);

/// What of a user an issuer may change who does not administer them.
struct Little {
    bool own;     ///< it is the issuer's own profile
    bool audits;  ///< the issuer is an auditor of that user

    /// Of an operand, or of the NOxxx that takes it back.
    [[nodiscard]] bool allows(const racf::Given& given, bool removal) const;
    [[nodiscard]] bool allows(std::string_view operand) const;
};

/// Sets what little is allowed, but the default group.
void set_little(const Job& job, const Little& little, racf::User& user);

}  // namespace ptkt::racf_command

#endif
