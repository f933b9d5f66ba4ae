#ifndef PTKT_RACF_COMMAND_CLASS_REFRESH_HPP
#define PTKT_RACF_COMMAND_CLASS_REFRESH_HPP

#include <vector>

#include "common/base/result.hpp"
#include "common/racf/command/job.hpp"
#include "common/racf/model/options.hpp"

namespace ptkt::racf_command {

/// Makes the dynamic classes of what the profiles of class CDT say now, and reports which of these
/// are in error. Options belong to a POSIT value: a class that is new, or has another value than
/// before, has exactly the options that are in force for its value, RACLIST excepted, which it does
/// not take over. An option that a class may no longer have ends. `changes` gets the end of each
/// RACLIST. [RACF Security Administrator's Guide, "Administering the dynamic class descriptor
/// table"]
[[nodiscard]] base::Status refresh_classes(Job& job, racf::Options& options,
                                           std::vector<racf::Change>& changes);

}  // namespace ptkt::racf_command

#endif
