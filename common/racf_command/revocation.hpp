#ifndef PTKT_RACF_COMMAND_REVOCATION_HPP
#define PTKT_RACF_COMMAND_REVOCATION_HPP

#include <fmt/format.h>

#include <string>

#include "common/racf/user.hpp"
#include "common/racf_command/job.hpp"

namespace ptkt::racf_command {

/// Carries out REVOKE, NOREVOKE, RESUME and NORESUME on a user or a connection. What is so already
/// is said, by the message that the command has for it, with return code 4.
template <typename Revocable>
void set_revocation(Job& job, const std::string& id, const std::string& already_revoked_message,
                    const std::string& not_revoked_message, Revocable& target) {
    const base::Instant now = job.context.now;
    const auto revoked = [&] {
        return racf::revoked_at(target.revoked, target.revoke_date, target.resume_date, now);
    };
    const Command& command = job.command;
    if (command.has("NOREVOKE")) target.revoke_date.reset();
    if (command.has("NORESUME")) target.resume_date.reset();
    if (const Operand* revoke = command.find("REVOKE")) {
        if (!revoke->values.empty()) {
            target.revoke_date = revoke->values.front().date;
        } else if (revoked()) {
            job.say(4, already_revoked_message,
                    fmt::format("'REVOKE' IGNORED. {} IS CURRENTLY REVOKED", id));
        } else {
            target.revoked = true;
            target.revoke_date.reset();
            target.resume_date.reset();
        }
    }
    if (const Operand* resume = command.find("RESUME")) {
        if (!resume->values.empty()) {
            target.resume_date = resume->values.front().date;
        } else if (!revoked()) {
            job.say(4, not_revoked_message,
                    fmt::format("'RESUME' IGNORED. {} NOT CURRENTLY REVOKED", id));
        } else {
            target.revoked = false;
            target.revoke_date.reset();
            target.resume_date.reset();
        }
    }
}

}  // namespace ptkt::racf_command

#endif
