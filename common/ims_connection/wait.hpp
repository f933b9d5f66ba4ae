#ifndef PTKT_IMS_CONNECTION_WAIT_HPP
#define PTKT_IMS_CONNECTION_WAIT_HPP

#include <span>
#include <vector>

#include "common/base/result.hpp"
#include "common/ims_connection/limits.hpp"

namespace ptkt::ims_connection {

/// Waits until one of the descriptors has something to read, an end or an error: the places in
/// `descriptors` of all that have. None when the time is up; TimePoint::max() is no limit.
[[nodiscard]] base::Result<std::vector<std::size_t>> wait_readable(std::span<const int> descriptors,
                                                                   TimePoint until);

}  // namespace ptkt::ims_connection

#endif
