#ifndef PTKT_RACF_COMMAND_PASSWORDS_HPP
#define PTKT_RACF_COMMAND_PASSWORDS_HPP

#include <optional>

#include "common/base/result.hpp"
#include "common/base/secret.hpp"
#include "common/racf/command/job.hpp"
#include "common/racf/model/new_password.hpp"
#include "common/racf/model/password_rules.hpp"

/// Passwords and phrases as commands set them.
namespace ptkt::racf_command {

using racf::follows_rules;
using racf::phrase_follows_rules;

/// The password as it is stored from now on; `expired`: to be changed at the next sign-on.
[[nodiscard]] base::Result<racf::StoredPassword> stored_password(
    Job& job, const base::Secret& value, const std::optional<racf::StoredPassword>& old,
    bool expired);
/// The same for a phrase.
[[nodiscard]] base::Result<racf::StoredPassword> stored_phrase(
    Job& job, const base::Secret& value, const std::optional<racf::StoredPassword>& old,
    bool expired);

}  // namespace ptkt::racf_command

#endif
