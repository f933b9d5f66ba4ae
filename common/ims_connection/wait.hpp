#ifndef PTKT_IMS_CONNECTION_WAIT_HPP
#define PTKT_IMS_CONNECTION_WAIT_HPP

#include <span>
#include <vector>

#include "common/base/result.hpp"
#include "common/ims_connection/limits.hpp"

namespace ptkt::ims_connection {

/// A descriptor, and what it is waited for; an end or an error counts as both.
struct Awaited {
    int fd = -1;
    stream::Readiness ready_for{true, false};
};

/// Waits until one of the descriptors is ready: the places in `awaited` of all that are. None when
/// the time is up; TimePoint::max() is no limit.
[[nodiscard]] base::Result<std::vector<std::size_t>> wait_ready(std::span<const Awaited> awaited,
                                                                TimePoint until);

}  // namespace ptkt::ims_connection

#endif
