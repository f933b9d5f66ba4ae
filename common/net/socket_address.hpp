#ifndef PTKT_NET_SOCKET_ADDRESS_HPP
#define PTKT_NET_SOCKET_ADDRESS_HPP

#include <sys/socket.h>

#include <chrono>

#include "common/base/unique_fd.hpp"
#include "common/net/endpoint.hpp"

/// What this room's own files need of the socket interface; nobody outside includes it.
namespace ptkt::net {

/// A socket address of either family, as the system calls take it.
struct SocketAddress {
    sockaddr_storage storage{};
    socklen_t length = sizeof(sockaddr_storage);

    [[nodiscard]] sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage); }
    [[nodiscard]] const sockaddr* get() const {
        return reinterpret_cast<const sockaddr*>(&storage);
    }
};

/// The socket address of an endpoint; Malformed when its address is not numeric.
[[nodiscard]] base::Result<SocketAddress> to_socket_address(const Endpoint& endpoint);

/// The endpoint of a socket address. An IPv4 address in IPv6 form (::ffff:1.2.3.4) is given as the
/// IPv4 address, so that one peer has one name whatever socket it came through.
[[nodiscard]] Endpoint to_endpoint(const SocketAddress& address);

/// The local end of a socket.
[[nodiscard]] Endpoint local_end(int fd);

/// An error that names what was tried and the system's reason.
[[nodiscard]] base::Error system_error(base::ErrorKind kind, std::string_view what, int number);

/// A socket that connects to an address, or has begun to: what comes of it shows when it is
/// written to or read. Unavailable when it cannot be begun.
[[nodiscard]] base::Result<base::UniqueFd> begin_connect(const SocketAddress& address);

/// How a connect that has ended came out: 0, or the number of its error.
[[nodiscard]] int connect_error(int fd);

/// Notices a peer that has vanished: probes it once nothing has come for so long, or for as long as
/// the system waits usually (0).
void set_keep_alive(int fd, std::chrono::seconds idle);

/// Sends small answers at once instead of waiting for more to send.
void set_no_delay(int fd);

}  // namespace ptkt::net

#endif
