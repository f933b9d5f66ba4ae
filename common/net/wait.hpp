#ifndef PTKT_NET_WAIT_HPP
#define PTKT_NET_WAIT_HPP

#include <span>
#include <vector>

#include "common/base/result.hpp"
#include "common/net/clock.hpp"
#include "common/net/stream.hpp"

namespace ptkt::net {

/// A descriptor, and what it is waited for; an end or an error counts as both.
struct Awaited {
    int fd = -1;
    Readiness ready_for{true, false};
};

/// Waits until one of the descriptors is ready: the places in `awaited` of all that are. None when
/// the time is up; TimePoint::max() means no limit.
[[nodiscard]] base::Result<std::vector<std::size_t>> wait_ready(std::span<const Awaited> awaited,
                                                                TimePoint until);

}  // namespace ptkt::net

#endif
