#ifndef PTKT_TOOLS_PTKT_GEN_RUN_HPP
#define PTKT_TOOLS_PTKT_GEN_RUN_HPP

#include "common/cli/exit_status.hpp"
#include "common/cli/io.hpp"

namespace ptkt::gen {

/// The whole program: options, then one ticket or a batch.
[[nodiscard]] cli::ExitStatus run(cli::Io& io);

}  // namespace ptkt::gen

#endif
