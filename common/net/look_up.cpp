#include "common/net/look_up.hpp"

#include <netdb.h>
#include <sys/eventfd.h>

#include <cerrno>
#include <cstring>
#include <system_error>
#include <thread>
#include <utility>

#include "common/base/text/ascii.hpp"
#include "common/net/socket_address.hpp"

namespace ptkt::net {

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

base::Error unknown(const std::string& host, int failed) {
    return base::fail(base::ErrorKind::Unavailable, "{}: {}", base::printable(host, 60),
                      failed == EAI_SYSTEM ? std::strerror(errno) : ::gai_strerror(failed));
}

/// Asks the system, and waits as long as that does; for numeric addresses that is not at all.
LookUp::Answer ask(const std::string& host, std::uint16_t port, bool numeric) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = numeric ? AI_NUMERICHOST : 0;
    addrinfo* list = nullptr;
    const int failed = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &list);
    if (failed != 0) return unknown(host, failed);
    const std::unique_ptr<addrinfo, FreeAddresses> owned(list);
    std::vector<Endpoint> endpoints;
    for (const addrinfo* info = list; info != nullptr; info = info->ai_next)
        if (info->ai_family == AF_INET || info->ai_family == AF_INET6)
            endpoints.push_back(to_endpoint(copy_of(*info)));
    if (endpoints.empty()) return unknown(host, EAI_NONAME);
    return endpoints;
}

}  // namespace

LookUp::LookUp(const std::string& host, std::uint16_t port)
    : told_(std::make_shared<const base::UniqueFd>(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))) {
    if (auto known = ask(host, port, true)) {
        answer(std::move(known));
        return;
    }
    std::packaged_task<Answer()> task([host, port] { return ask(host, port, false); });
    answer_ = task.get_future();
    try {
        std::thread([task = std::move(task), told = told_]() mutable {
            task();
            static_cast<void>(::eventfd_write(told->get(), 1));
        }).detach();
    } catch (const std::system_error& none) {
        answer(base::fail(base::ErrorKind::Unavailable, "{}: no thread to look it up: {}",
                          base::printable(host, 60), none.what()));
    }
}

void LookUp::answer(Answer known) {
    std::promise<Answer> promise;
    promise.set_value(std::move(known));
    answer_ = promise.get_future();
    static_cast<void>(::eventfd_write(fd(), 1));
}

std::optional<LookUp::Answer> LookUp::take() {
    if (!answer_.valid() || answer_.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
        return std::nullopt;
    return answer_.get();
}

}  // namespace ptkt::net
