#ifndef PTKT_TOOLS_RACF_ADMIN_RUN_HPP
#define PTKT_TOOLS_RACF_ADMIN_RUN_HPP

#include "common/cli/exit_status.hpp"
#include "common/cli/io.hpp"

namespace ptkt::admin {

/// The whole program: options, then a word of our own, or RACF commands.
[[nodiscard]] cli::ExitStatus run(cli::Io& io);

}  // namespace ptkt::admin

#endif
