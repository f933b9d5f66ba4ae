#ifndef PTKT_IMS_CAPTURE_CAPTURE_WRITER_HPP
#define PTKT_IMS_CAPTURE_CAPTURE_WRITER_HPP

#include <cstdint>
#include <string>

#include "common/ims/capture/packet.hpp"

namespace ptkt::ims_capture {

/// What a capture file (pcapng) begins with whose packets are those of IP. A file may have several
/// such sections, one after the other.
[[nodiscard]] std::string capture_front();

/// A TCP segment that was not seen on a network, but would look so. Its data go into one packet.
inline constexpr std::size_t kMostSegmentData = 60'000;
void append_segment(std::string& out, const TcpSegment& segment);

}  // namespace ptkt::ims_capture

#endif
