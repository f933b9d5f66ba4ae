#ifndef PTKT_TOOLS_IMSCON_RECV_INHERITED_SOCKETS_HPP
#define PTKT_TOOLS_IMSCON_RECV_INHERITED_SOCKETS_HPP

#include "common/cli/io.hpp"

namespace ptkt::imscon_recv {

/// The sockets that a service manager has opened for this process, from descriptor 3 on
/// (sd_listen_fds(3)): LISTEN_FDS of them when LISTEN_PID is this process. `process` is its number.
[[nodiscard]] std::size_t inherited_sockets(const cli::Io& io, std::int64_t process);
inline constexpr int kFirstInherited = 3;

}  // namespace ptkt::imscon_recv

#endif
