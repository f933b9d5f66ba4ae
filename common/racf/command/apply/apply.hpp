#ifndef PTKT_RACF_COMMAND_APPLY_APPLY_HPP
#define PTKT_RACF_COMMAND_APPLY_APPLY_HPP

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "common/base/result.hpp"
#include "common/base/time.hpp"
#include "common/racf/command/outcome.hpp"
#include "common/racf/language/command.hpp"
#include "common/racf/model/names.hpp"
#include "common/racf/model/profiles.hpp"

namespace ptkt::racf_command {

/// What commands work on. One context serves a whole stream of commands.
struct Context {
    const racf::Profiles& profiles;
    racf::SecretKeeper& secrets;
    racf::UserId issuer;
    base::Instant now{};
    /// Carries out changes, all or none; what it did must be seen by `profiles` afterwards.
    std::function<base::Status(std::vector<racf::Change>)> commit;
    std::optional<racf::GroupId> current_group{};  ///< the issuer's; absent: his default group
    bool issuer_may_be_revoked = false;  ///< for who repairs an installation that locked itself out
    std::string system_name = "LOCAL";   ///< in the labels of KEYENCRYPTED keys
    bool strict_keys = false;            ///< weak keys are refused
    std::set<std::string, std::less<>> announced{};  ///< operands already said to have no effect
};

/// Carries out a command. Each entity of a list is committed before the next one is looked at. An
/// Error is trouble with the store: what was committed before it stays.
[[nodiscard]] base::Result<CommandOutcome> apply(const Command& command, Context& context);

}  // namespace ptkt::racf_command

#endif
