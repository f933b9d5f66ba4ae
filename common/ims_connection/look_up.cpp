#include "common/ims_connection/look_up.hpp"

#include <netdb.h>

#include <cerrno>
#include <cstring>
#include <memory>

#include "common/base/ascii.hpp"
#include "common/ims_connection/socket_address.hpp"

namespace ptkt::ims_connection {

namespace {

struct FreeAddresses {
    void operator()(addrinfo* list) const { ::freeaddrinfo(list); }
};

SocketAddress copy_of(const addrinfo& info) {
    SocketAddress address;
    std::memcpy(&address.storage, info.ai_addr, info.ai_addrlen);
    address.length = info.ai_addrlen;
    return address;
}

}  // namespace

base::Result<std::vector<Endpoint>> look_up(const std::string& host, std::uint16_t port) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* list = nullptr;
    const int failed = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &list);
    if (failed != 0)
        return base::fail(base::ErrorKind::Unavailable, "{}: {}", base::printable(host, 60),
                          failed == EAI_SYSTEM ? std::strerror(errno) : ::gai_strerror(failed));
    const std::unique_ptr<addrinfo, FreeAddresses> owned(list);
    std::vector<Endpoint> endpoints;
    for (const addrinfo* info = list; info != nullptr; info = info->ai_next)
        if (info->ai_family == AF_INET || info->ai_family == AF_INET6)
            endpoints.push_back(to_endpoint(copy_of(*info)));
    return endpoints;
}

}  // namespace ptkt::ims_connection
