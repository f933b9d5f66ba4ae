#ifndef PTKT_TOOLS_IMSCON_RECV_RUN_HPP
#define PTKT_TOOLS_IMSCON_RECV_RUN_HPP

#include "common/cli/exit_status.hpp"
#include "common/cli/io.hpp"

namespace ptkt::imscon_recv {

/// The whole program: options, member, store, and then the server until it is told to stop.
[[nodiscard]] cli::ExitStatus run(cli::Io& io);

}  // namespace ptkt::imscon_recv

#endif
