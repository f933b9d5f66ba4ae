#include "common/net/poller.hpp"

#include <cerrno>

namespace ptkt::net {

base::Result<Poller> Poller::create() {
    base::UniqueFd fd(::epoll_create1(EPOLL_CLOEXEC));
    if (!fd) return system_error(base::ErrorKind::Io, "epoll_create1", errno);
    return Poller(std::move(fd));
}

base::Status Poller::control(int what, int fd, std::uint32_t events, std::uint64_t token) {
    epoll_event event{};
    event.events = events;
    event.data.u64 = token;
    if (::epoll_ctl(fd_.get(), what, fd, &event) != 0)
        return system_error(base::ErrorKind::Io, "epoll_ctl", errno);
    return {};
}

base::Status Poller::add(int fd, std::uint32_t events, std::uint64_t token) {
    return control(EPOLL_CTL_ADD, fd, events, token);
}

base::Status Poller::change(int fd, std::uint32_t events, std::uint64_t token) {
    return control(EPOLL_CTL_MOD, fd, events, token);
}

void Poller::remove(int fd) {
    // It is about to be closed, which removes it as well.
    static_cast<void>(control(EPOLL_CTL_DEL, fd, 0, 0));
}

base::Result<std::span<const epoll_event>> Poller::wait(int milliseconds) {
    const int count =
        ::epoll_wait(fd_.get(), ready_.data(), static_cast<int>(ready_.size()), milliseconds);
    if (count < 0 && errno != EINTR) return system_error(base::ErrorKind::Io, "epoll_wait", errno);
    return std::span<const epoll_event>(ready_).first(count < 0 ? std::size_t{0}
                                                                : static_cast<std::size_t>(count));
}

}  // namespace ptkt::net
