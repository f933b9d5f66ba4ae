#ifndef PTKT_RACF_COMMAND_GROUP_MEMBERS_HPP
#define PTKT_RACF_COMMAND_GROUP_MEMBERS_HPP

#include <string>
#include <vector>

#include "common/base/result.hpp"
#include "common/racf/command/job.hpp"

/// What belongs to a group is kept with those who belong to it, so it takes a look at all of them.
namespace ptkt::racf_command {

/// The users connected to a group, in the order in which they were.
[[nodiscard]] base::Result<std::vector<GroupListing::Member>> members_of(
    const Job& job, const racf::GroupId& group);

/// The groups whose superior group this is, in the order in which they were made.
[[nodiscard]] base::Result<std::vector<std::string>> subgroups_of(const Job& job,
                                                                  const racf::GroupId& group);

}  // namespace ptkt::racf_command

#endif
