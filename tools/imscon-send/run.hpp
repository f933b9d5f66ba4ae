#ifndef PTKT_TOOLS_IMSCON_SEND_RUN_HPP
#define PTKT_TOOLS_IMSCON_SEND_RUN_HPP

#include "common/cli/exit_status.hpp"
#include "common/cli/io.hpp"

namespace ptkt::imscon_send {

/// The whole program: options, member, store, and then one result for each message.
[[nodiscard]] cli::ExitStatus run(cli::Io& io);

}  // namespace ptkt::imscon_send

#endif
