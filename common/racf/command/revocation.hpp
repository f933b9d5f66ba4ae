#ifndef PTKT_RACF_COMMAND_REVOCATION_HPP
#define PTKT_RACF_COMMAND_REVOCATION_HPP

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "common/racf/command/job.hpp"
#include "common/racf/model/user.hpp"

namespace ptkt::racf_command {

/// The ids of the messages that nothing is left to do.
struct RevocationMessages {
    std::string_view already_revoked;
    std::string_view not_revoked;
};

/// Carries out REVOKE, NOREVOKE, RESUME and NORESUME on a user or a connection: first what is to be
/// so at once, then the dates. What is so already is said, with return code 4.
template <typename Revocable>
class Revocation {
  public:
    Revocation(Job& job, const std::string& id, const RevocationMessages& messages,
               Revocable& target)
        : job_(job), id_(id), messages_(messages), target_(target) {}

    void run() {
        if (job_.command.has("NOREVOKE")) target_.revoke_date.reset();
        if (job_.command.has("NORESUME")) target_.resume_date.reset();
        const Operand* revoke = job_.command.find("REVOKE");
        const Operand* resume = job_.command.find("RESUME");
        if (revoke != nullptr && revoke->values.empty()) revoke_now();
        if (resume != nullptr && resume->values.empty()) resume_now();
        if (revoke != nullptr && !revoke->values.empty())
            target_.revoke_date = revoke->values.front().date;
        if (resume != nullptr && !resume->values.empty())
            target_.resume_date = resume->values.front().date;
    }

  private:
    bool revoked() const {
        return racf::revoked_at(target_.revoked, target_.revoke_date, target_.resume_date,
                                job_.context.now);
    }

    void revoke_now() {
        if (revoked()) {
            job_.say(4, std::string(messages_.already_revoked),
                     fmt::format("'REVOKE' IGNORED. {} IS CURRENTLY REVOKED", id_));
            return;
        }
        racf::set_revoked(target_, true, job_.context.now);
    }

    void resume_now() {
        if (!revoked()) {
            job_.say(4, std::string(messages_.not_revoked),
                     fmt::format("'RESUME' IGNORED. {} NOT CURRENTLY REVOKED", id_));
            return;
        }
        racf::set_revoked(target_, false, job_.context.now);
    }

    Job& job_;
    const std::string& id_;
    const RevocationMessages& messages_;
    Revocable& target_;
};

}  // namespace ptkt::racf_command

#endif
