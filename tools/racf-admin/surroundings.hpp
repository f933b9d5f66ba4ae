#ifndef PTKT_TOOLS_RACF_ADMIN_SURROUNDINGS_HPP
#define PTKT_TOOLS_RACF_ADMIN_SURROUNDINGS_HPP

#include "common/cli/io.hpp"
#include "common/cli/options/options.hpp"
#include "common/racf/rotation/run.hpp"

namespace ptkt::admin {

/// What a rotation's run has of this process: its clock, standard error for what it reports, and
/// standard output for changes where objects are asked for. `options` must outlive the run.
[[nodiscard]] rotation::Surroundings surroundings_of(cli::Io& io,
                                                     const cli::CommonOptions& options);

}  // namespace ptkt::admin

#endif
