#include "common/ims/receiver/ports.hpp"

#include <algorithm>

namespace ptkt::ims_receiver {

namespace {

using net::Milliseconds;
using net::PortOptions;

constexpr Milliseconds kUsualTimeout(10'000);

Milliseconds hundredths(std::uint32_t count) {
    return Milliseconds(std::int64_t{count} * 10);
}

}  // namespace

PortOptions options_of(const ims_config::Tcpip& tcpip) {
    return {static_cast<int>(std::clamp<std::uint32_t>(tcpip.tcpipq, 1, 65'535)),
            std::chrono::seconds(0), hundredths(tcpip.idleto)};
}

Milliseconds timeout_of(const ims_config::Tcpip& tcpip, const Settings& settings) {
    if (settings.timeout) return *settings.timeout;
    return tcpip.timeout ? hundredths(*tcpip.timeout) : kUsualTimeout;
}

std::vector<Port> ports_to_listen_on(const ims_config::Tcpip& tcpip,
                                     const std::vector<net::Endpoint>& instead) {
    std::vector<Port> ports;
    for (const auto& endpoint : instead)
        ports.push_back({endpoint, options_of(tcpip)});
    if (!ports.empty()) return ports;
    for (const ims_config::Port& port : tcpip.ports) {
        PortOptions own = options_of(tcpip);
        own.keep_alive = std::chrono::seconds(port.keepav.value_or(0));
        if (port.idleto) own.idle = hundredths(*port.idleto);
        ports.push_back({{tcpip.ipv6 ? "::" : "0.0.0.0", port.id}, own});
    }
    return ports;
}

ims_protocol::Limits limits_of(const ims_config::Tcpip& tcpip, const Settings& settings,
                               std::size_t ports) {
    ims_protocol::Limits limits;
    limits.connections = tcpip.maxsoc > ports ? tcpip.maxsoc - ports : 1;
    limits.waiting_per_address = std::max<std::size_t>(limits.connections / 2, 1);
    limits.reserve = limits.connections / 4;
    if (tcpip.maxsize) limits.frame.largest = std::max(*tcpip.maxsize, limits.frame.smallest);
    limits.sign_on = limits.message = timeout_of(tcpip, settings);
    return limits;
}

}  // namespace ptkt::ims_receiver
