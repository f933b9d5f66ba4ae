#ifndef PTKT_RACF_COMMAND_CLASS_REFRESH_HPP
#define PTKT_RACF_COMMAND_CLASS_REFRESH_HPP

#include "common/base/result.hpp"
#include "common/racf/command/job.hpp"
#include "common/racf/model/options.hpp"

namespace ptkt::racf_command {

/// Makes the dynamic classes of what the profiles of class CDT say now, and reports which of these
/// are in error. A class that shares the POSIT value of another takes over its options, RACLIST
/// excepted. [RACF Security Administrator's Guide, "Administering the dynamic class descriptor
/// table"]
[[nodiscard]] base::Status refresh_classes(Job& job, racf::Options& options);

}  // namespace ptkt::racf_command

#endif
