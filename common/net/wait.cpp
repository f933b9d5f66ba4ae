#include "common/net/wait.hpp"

#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <limits>

#include "common/net/socket_address.hpp"

namespace ptkt::net {

namespace {

/// What poll is to be told: -1 for no limit.
int milliseconds_until(TimePoint until) {
    if (until == TimePoint::max()) return -1;
    const auto left = until - std::chrono::steady_clock::now();
    const auto count = std::chrono::ceil<Milliseconds>(left).count();
    constexpr std::int64_t kMost = std::numeric_limits<int>::max();
    return static_cast<int>(std::clamp<std::int64_t>(count, 0, kMost));
}

}  // namespace

base::Result<std::vector<std::size_t>> wait_ready(std::span<const Awaited> awaited,
                                                  TimePoint until) {
    std::vector<pollfd> waiting;
    waiting.reserve(awaited.size());
    for (const Awaited& one : awaited) {
        const int events =
            (one.ready_for.input ? POLLIN : 0) | (one.ready_for.output ? POLLOUT : 0);
        waiting.push_back({one.fd, static_cast<short>(events), 0});
    }
    for (;;) {
        const int count = ::poll(waiting.data(), waiting.size(), milliseconds_until(until));
        if (count >= 0) break;
        if (errno != EINTR) return system_error(base::ErrorKind::Io, "poll", errno);
    }
    std::vector<std::size_t> ready;
    for (std::size_t i = 0; i < waiting.size(); ++i)
        if (waiting[i].revents != 0) ready.push_back(i);
    return ready;
}

}  // namespace ptkt::net
