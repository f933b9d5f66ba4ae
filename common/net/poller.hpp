#ifndef PTKT_NET_POLLER_HPP
#define PTKT_NET_POLLER_HPP

#include <sys/epoll.h>

#include <array>
#include <cstdint>
#include <span>

#include "common/base/unique_fd.hpp"
#include "common/net/socket_address.hpp"
#include "common/net/stream.hpp"

namespace ptkt::net {

/// What a descriptor is waited for, as epoll has it.
[[nodiscard]] constexpr std::uint32_t to_events(Readiness ready) {
    return (ready.input ? EPOLLIN : 0U) | (ready.output ? EPOLLOUT : 0U);
}

/// epoll, level-triggered: what was not read in one turn is reported again in the next, after the
/// others, which is what keeps one fast peer from starving them.
class Poller {
  public:
    [[nodiscard]] static base::Result<Poller> create();

    [[nodiscard]] base::Status add(int fd, std::uint32_t events, std::uint64_t token);
    [[nodiscard]] base::Status change(int fd, std::uint32_t events, std::uint64_t token);
    void remove(int fd);
    /// Readable when something is ready: one poller may wait for another.
    [[nodiscard]] int fd() const { return fd_.get(); }
    /// What is ready; nothing when the time was up or a signal came. A negative time waits.
    [[nodiscard]] base::Result<std::span<const epoll_event>> wait(int milliseconds);

  private:
    explicit Poller(base::UniqueFd fd) : fd_(std::move(fd)) {}
    [[nodiscard]] base::Status control(int what, int fd, std::uint32_t events, std::uint64_t token);

    base::UniqueFd fd_;
    std::array<epoll_event, 256> ready_{};
};

}  // namespace ptkt::net

#endif
