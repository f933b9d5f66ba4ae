#include "common/net/endpoint.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <system_error>

#include "common/base/text/ascii.hpp"
#include "common/net/socket_address.hpp"

namespace ptkt::net {

namespace {

base::Error bad_endpoint(std::string_view text) {
    return base::with_hint(base::fail(base::ErrorKind::Malformed, "'{}' is not an address and port",
                                      base::printable(text, 60)),
                           "write ADDR:PORT, such as 127.0.0.1:9999, [::1]:9999 or *:9999");
}

std::optional<std::uint16_t> port_number(std::string_view text) {
    std::uint16_t port = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (failed != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return port;
}

std::string numeric_address(std::string_view text) {
    if (text.empty() || text == "*") return "0.0.0.0";
    if (base::to_lower(text) == "localhost") return "127.0.0.1";
    return std::string(text);
}

}  // namespace

std::string to_string(const Endpoint& endpoint) {
    const bool is_v6 = endpoint.address.find(':') != std::string::npos;
    const std::string_view open = is_v6 ? "[" : "";
    const std::string_view close = is_v6 ? "]:" : ":";
    const fmt::format_int port(endpoint.port);
    std::string text;
    text.reserve(open.size() + endpoint.address.size() + close.size() + port.size());
    return text.append(open)
        .append(endpoint.address)
        .append(close)
        .append(port.data(), port.size());
}

base::Result<Endpoint> parse_endpoint(std::string_view text) {
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos) return bad_endpoint(text);
    std::string_view host = text.substr(0, colon);
    const bool in_brackets = host.size() > 2 && host.front() == '[' && host.back() == ']';
    if (in_brackets) host = host.substr(1, host.size() - 2);
    if (!in_brackets && host.find(':') != std::string_view::npos) return bad_endpoint(text);
    const auto port = port_number(text.substr(colon + 1));
    if (!port) return bad_endpoint(text);
    Endpoint endpoint{numeric_address(host), *port};
    if (!to_socket_address(endpoint)) return bad_endpoint(text);
    return endpoint;
}

bool is_loopback(const Endpoint& endpoint) {
    return endpoint.address.starts_with("127.") || endpoint.address == "::1";
}

base::Result<SocketAddress> to_socket_address(const Endpoint& endpoint) {
    SocketAddress address;
    sockaddr_in v4{};
    if (::inet_pton(AF_INET, endpoint.address.c_str(), &v4.sin_addr) == 1) {
        v4.sin_family = AF_INET;
        v4.sin_port = htons(endpoint.port);
        std::memcpy(&address.storage, &v4, sizeof v4);
        address.length = sizeof v4;
        return address;
    }
    sockaddr_in6 v6{};
    if (::inet_pton(AF_INET6, endpoint.address.c_str(), &v6.sin6_addr) == 1) {
        v6.sin6_family = AF_INET6;
        v6.sin6_port = htons(endpoint.port);
        std::memcpy(&address.storage, &v6, sizeof v6);
        address.length = sizeof v6;
        return address;
    }
    return base::fail(base::ErrorKind::Malformed, "'{}' is not a numeric address",
                      base::printable(endpoint.address, 60));
}

Endpoint to_endpoint(const SocketAddress& address) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (address.storage.ss_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &address.storage, sizeof v4);
        ::inet_ntop(AF_INET, &v4.sin_addr, text.data(), text.size());
        return {text.data(), ntohs(v4.sin_port)};
    }
    sockaddr_in6 v6{};
    std::memcpy(&v6, &address.storage, sizeof v6);
    constexpr std::size_t kMappedPrefix = 12;
    if (IN6_IS_ADDR_V4MAPPED(&v6.sin6_addr)) {
        ::inet_ntop(AF_INET, v6.sin6_addr.s6_addr + kMappedPrefix, text.data(), text.size());
    } else {
        ::inet_ntop(AF_INET6, &v6.sin6_addr, text.data(), text.size());
    }
    return {text.data(), ntohs(v6.sin6_port)};
}

Endpoint local_end(int fd) {
    SocketAddress address;
    if (::getsockname(fd, address.get(), &address.length) != 0) return {};
    return to_endpoint(address);
}

base::Error system_error(base::ErrorKind kind, std::string_view what, int number) {
    return base::fail(kind, "{}: {}", what, std::generic_category().message(number));
}

base::Result<base::UniqueFd> begin_connect(const SocketAddress& address) {
    const auto refused = [&](int number) {
        return system_error(base::ErrorKind::Unavailable,
                            fmt::format("cannot connect to {}", to_string(to_endpoint(address))),
                            number);
    };
    base::UniqueFd fd(
        ::socket(address.storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!fd) return refused(errno);
    set_no_delay(fd.get());
    if (::connect(fd.get(), address.get(), address.length) != 0 && errno != EINPROGRESS &&
        errno != EINTR)
        return refused(errno);
    return fd;
}

void set_no_delay(int fd) {
    const int on = 1;
    // A socket that will not have it is slower, not wrong.
    static_cast<void>(::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on));
}

}  // namespace ptkt::net
