#ifndef PTKT_TOOLS_IMSCON_SEND_PEERS_HPP
#define PTKT_TOOLS_IMSCON_SEND_PEERS_HPP

#include <vector>

#include "common/cli/exit_status.hpp"
#include "common/cli/io.hpp"
#include "common/ims/config/config.hpp"
#include "tools/imscon-send/options.hpp"

namespace ptkt::imscon_send {

/// The other side of a connection.
struct Peer {
    ims_config::Config config;  ///< of this side; empty with --to
    ims_config::RmtImsCon connection;
};

/// The statement that the options choose, with what they say instead of it. Without one the status
/// to end with; why was said.
[[nodiscard]] base::Result<Peer, cli::ExitStatus> find_peer(cli::Io& io, const Options& options);

/// The same for all that messages go by in turn: those of the descriptor, whose data store,
/// transaction code and user go into the options.
[[nodiscard]] base::Result<std::vector<Peer>, cli::ExitStatus> find_peers(cli::Io& io,
                                                                          Options& options);

}  // namespace ptkt::imscon_send

#endif
