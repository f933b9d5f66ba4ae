#ifndef PTKT_TOOLS_RACF_ADMIN_INTERACTIVE_HPP
#define PTKT_TOOLS_RACF_ADMIN_INTERACTIVE_HPP

#include "common/cli/exit_status.hpp"
#include "common/cli/io.hpp"
#include "common/racf/store/store.hpp"
#include "tools/racf-admin/options.hpp"

namespace ptkt::admin {

/// A session on a terminal, as TSO's READY: commands are edited, completed and recalled; HELP says
/// of them; END, LOGOFF or Ctrl-D leaves; Ctrl-C forgets the line. A command with a secret is not
/// remembered.
[[nodiscard]] cli::ExitStatus run_interactive(cli::Io& io, const Options& options,
                                              store::Store& store);

}  // namespace ptkt::admin

#endif
