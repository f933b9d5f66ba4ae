#ifndef PTKT_TOOLS_IMSCON_RECV_PORTS_HPP
#define PTKT_TOOLS_IMSCON_RECV_PORTS_HPP

#include <vector>

#include "common/cli/io.hpp"
#include "common/ims/config/config.hpp"
#include "common/ims/protocol/limits.hpp"
#include "common/net/endpoint.hpp"
#include "common/net/port_options.hpp"
#include "tools/imscon-recv/options.hpp"

namespace ptkt::imscon_recv {

struct Port {
    net::Endpoint endpoint;
    net::PortOptions options;
};

/// Where to listen: what the options say, else the ports of PORTID and PORT on all addresses, IPv6
/// too with IPV6=Y. TCPIPQ is the backlog, KEEPAV and IDLETO are those of the port.
[[nodiscard]] std::vector<Port> ports_to_listen_on(const ims_config::Tcpip& tcpip,
                                                   const Options& options);

/// What holds for a port that no statement names: TCPIPQ and IDLETO.
[[nodiscard]] net::PortOptions options_of(const ims_config::Tcpip& tcpip);

/// The sockets that a service manager has opened for this process, from descriptor 3 on
/// (sd_listen_fds(3)): LISTEN_FDS of them when LISTEN_PID is this process. `process` is its number.
[[nodiscard]] std::size_t inherited_sockets(const cli::Io& io, std::int64_t process);
inline constexpr int kFirstInherited = 3;

/// TIMEOUT, or what `--timeout` says; 10 seconds when neither does. Zero: no limit.
[[nodiscard]] net::Milliseconds timeout_of(const ims_config::Tcpip& tcpip, const Options& options);

/// What the TCPIP statement limits: MAXSOC sockets, of which each port takes one; MAXSIZE bytes a
/// message; TIMEOUT for the first message and for the rest of one that has begun (in hundredths of
/// a second, which is not confirmed), 10 seconds when it is not coded. Half of the sockets is the
/// most that one source gets before it has signed on; a quarter is kept for those that have.
[[nodiscard]] ims_protocol::Limits limits_of(const ims_config::Tcpip& tcpip, const Options& options,
                                             std::size_t ports);

}  // namespace ptkt::imscon_recv

#endif
