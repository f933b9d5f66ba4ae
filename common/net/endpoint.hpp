#ifndef PTKT_NET_ENDPOINT_HPP
#define PTKT_NET_ENDPOINT_HPP

#include <cstdint>
#include <string>
#include <string_view>

#include "common/base/result.hpp"

namespace ptkt::net {

/// One end of a connection: a numeric IPv4 or IPv6 address and a port.
struct Endpoint {
    std::string address;
    std::uint16_t port = 0;
    friend bool operator==(const Endpoint&, const Endpoint&) = default;
};

/// `127.0.0.1:8888`, `[::1]:8888`.
[[nodiscard]] std::string to_string(const Endpoint& endpoint);

/// Reads `ADDR:PORT`: a dotted address, an IPv6 address in brackets, `localhost` (127.0.0.1), or
/// `*` or nothing for every IPv4 address. Port 0 lets the system pick one. Names are not looked up:
/// what is listened on must not depend on a name server. Malformed for anything else.
[[nodiscard]] base::Result<Endpoint> parse_endpoint(std::string_view text);

/// Whether it is on this machine, so that what goes there crosses no network: 127.x.x.x or ::1.
[[nodiscard]] bool is_loopback(const Endpoint& endpoint);

/// Whether others can read on the way what goes there.
[[nodiscard]] inline bool is_exposed(const Endpoint& endpoint, bool is_encrypted) {
    return !is_encrypted && !is_loopback(endpoint);
}

}  // namespace ptkt::net

#endif
