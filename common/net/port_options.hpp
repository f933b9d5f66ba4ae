#ifndef PTKT_NET_PORT_OPTIONS_HPP
#define PTKT_NET_PORT_OPTIONS_HPP

#include <chrono>

#include "common/net/clock.hpp"
#include "common/net/stream.hpp"

namespace ptkt::net {

/// What holds for the connections of one port.
struct PortOptions {
    int backlog = 50;
    std::chrono::seconds keep_alive{0};  ///< idle time before the first probe; 0: the system's
    Milliseconds idle{0};                ///< between messages; 0: no limit
    Wrap wrap{};                         ///< what protects them; nothing: they are clear
};

}  // namespace ptkt::net

#endif
