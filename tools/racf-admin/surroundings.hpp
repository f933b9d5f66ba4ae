#ifndef PTKT_TOOLS_RACF_ADMIN_SURROUNDINGS_HPP
#define PTKT_TOOLS_RACF_ADMIN_SURROUNDINGS_HPP

#include "common/cli/io.hpp"
#include "common/racf/rotation/run.hpp"

namespace ptkt::admin {

/// What a rotation's run has of this process: its clock, and standard error for what it reports.
[[nodiscard]] rotation::Surroundings surroundings_of(cli::Io& io);

}  // namespace ptkt::admin

#endif
