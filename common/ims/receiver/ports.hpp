#ifndef PTKT_IMS_RECEIVER_PORTS_HPP
#define PTKT_IMS_RECEIVER_PORTS_HPP

#include <vector>

#include "common/ims/config/config.hpp"
#include "common/ims/protocol/limits.hpp"
#include "common/ims/receiver/settings.hpp"
#include "common/net/endpoint.hpp"
#include "common/net/port_options.hpp"

namespace ptkt::ims_receiver {

struct Port {
    net::Endpoint endpoint;
    net::PortOptions options;
};

/// Where to listen: at `instead`, or if that is empty at the ports of PORTID and PORT on all
/// addresses, IPv6 too with IPV6=Y. TCPIPQ is the backlog, KEEPAV and IDLETO are those of the port.
[[nodiscard]] std::vector<Port> ports_to_listen_on(const ims_config::Tcpip& tcpip,
                                                   const std::vector<net::Endpoint>& instead);

/// What holds for a port that no statement names: TCPIPQ and IDLETO.
[[nodiscard]] net::PortOptions options_of(const ims_config::Tcpip& tcpip);

/// What the settings say, or TIMEOUT; 10 seconds when neither says anything. Zero: no limit.
[[nodiscard]] net::Milliseconds timeout_of(const ims_config::Tcpip& tcpip,
                                           const Settings& settings);

/// What the TCPIP statement limits: MAXSOC sockets, of which each port takes one; MAXSIZE bytes a
/// message; TIMEOUT for the first message and for the rest of one that has begun (in hundredths of
/// a second, which is not confirmed), 10 seconds when it is not coded. Half of the sockets is the
/// most that one source gets before it has signed on; a quarter is kept for those that have.
[[nodiscard]] ims_protocol::Limits limits_of(const ims_config::Tcpip& tcpip,
                                             const Settings& settings, std::size_t ports);

}  // namespace ptkt::ims_receiver

#endif
