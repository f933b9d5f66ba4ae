#ifndef PTKT_RACF_COMMAND_FREE_ID_HPP
#define PTKT_RACF_COMMAND_FREE_ID_HPP

#include "common/base/result.hpp"
#include "common/racf/command/job.hpp"
#include "common/racf/model/group.hpp"
#include "common/racf/model/user.hpp"

/// Numbers of z/OS UNIX. AUTOUID and AUTOGID give the lowest one that nobody has, from the range in
/// FACILITY BPX.NEXT.USER where that is defined, which then begins at the next one; a number that
/// was given away is not given again. A user that has a number keeps it. With UNIXPRIV
/// SHARED.IDS a number has one owner. The texts of the messages are from general knowledge of RACF.
namespace ptkt::racf_command {

/// False, and said, when the command's list of names cannot have automatic numbers.
[[nodiscard]] base::Result<bool> may_assign_uids(Job& job);
[[nodiscard]] base::Result<bool> may_assign_gids(Job& job);

/// Gives an automatic number, or checks the one that the command gives. False, and said, when the
/// user or group is to stay as it is.
[[nodiscard]] base::Result<bool> assign_uid(Job& job, racf::User& user);
[[nodiscard]] base::Result<bool> assign_gid(Job& job, racf::Group& group);

}  // namespace ptkt::racf_command

#endif
