#ifndef PTKT_IMS_CAPTURE_PACKET_HPP
#define PTKT_IMS_CAPTURE_PACKET_HPP

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "common/base/bytes.hpp"

/// What was seen on a network, decoded: captures, streams of bytes and hexadecimal text become
/// messages with the meaning of each field. Pure: bytes come in, records go out.
namespace ptkt::ims_capture {

using Time = std::chrono::sys_time<std::chrono::nanoseconds>;

/// A packet of a capture as its file has it.
struct Packet {
    Time time;
    std::uint32_t link_type = 0;
    base::ByteView bytes;
};

/// One end of a connection. An IPv4 address is in the first four bytes.
struct Peer {
    std::array<base::Byte, 16> address{};
    bool is_v4 = true;
    std::uint16_t port = 0;
    friend bool operator==(const Peer&, const Peer&) = default;
};
/// `10.0.0.1:8888`, `[::1]:8888`.
[[nodiscard]] std::string to_string(const Peer& peer);

/// What one TCP segment says.
struct TcpSegment {
    Time time;
    Peer from;
    Peer to;
    std::uint32_t sequence = 0;
    bool syn = false;
    bool ack = false;
    bool fin = false;
    bool rst = false;
    std::uint32_t acknowledged = 0;
    base::ByteView data;
    std::size_t cut = 0;  ///< bytes of the data that the capture did not keep
};

/// The names of link types of capture files (tcpdump.org, "Link-layer header types").
namespace link_type {
inline constexpr std::uint32_t kNull = 0;
inline constexpr std::uint32_t kEthernet = 1;
inline constexpr std::uint32_t kRawOld = 12;
inline constexpr std::uint32_t kRawOther = 14;
inline constexpr std::uint32_t kRaw = 101;
inline constexpr std::uint32_t kLoop = 108;
inline constexpr std::uint32_t kLinuxCooked = 113;
inline constexpr std::uint32_t kIpv4 = 228;
inline constexpr std::uint32_t kIpv6 = 229;
inline constexpr std::uint32_t kLinuxCooked2 = 276;
}  // namespace link_type

[[nodiscard]] bool is_known_link(std::uint32_t link_type);

/// An IP packet, version 4 or 6, without what its link put around it; empty for another protocol.
[[nodiscard]] base::ByteView ip_packet_of(const Packet& packet);

}  // namespace ptkt::ims_capture

#endif
