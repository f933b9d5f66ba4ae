#ifndef PTKT_IMS_CONNECTION_LOOK_UP_HPP
#define PTKT_IMS_CONNECTION_LOOK_UP_HPP

#include <string>
#include <vector>

#include "common/ims_connection/endpoint.hpp"

namespace ptkt::ims_connection {

/// The addresses of a host name or numeric address, in the order in which they are to be tried.
/// It asks the system, and waits as long as that does; programs that are wholly static cannot use
/// it. Unavailable: the name is not known.
[[nodiscard]] base::Result<std::vector<Endpoint>> look_up(const std::string& host,
                                                          std::uint16_t port);

}  // namespace ptkt::ims_connection

#endif
