#ifndef PTKT_RACF_COMMAND_FREE_ID_HPP
#define PTKT_RACF_COMMAND_FREE_ID_HPP

#include "common/base/result.hpp"
#include "common/racf/group.hpp"
#include "common/racf/user.hpp"
#include "common/racf_command/job.hpp"

/// AUTOUID and AUTOGID: the lowest number from 1 on that nobody has, said as RACF says it. (RACF
/// takes it from the range in FACILITY BPX.NEXT.USER, which is not kept here.) Who has a number
/// keeps it. The texts of the messages are from general knowledge of RACF.
namespace ptkt::racf_command {

[[nodiscard]] base::Status assign_uid(Job& job, racf::User& user);
[[nodiscard]] base::Status assign_gid(Job& job, racf::Group& group);

}  // namespace ptkt::racf_command

#endif
