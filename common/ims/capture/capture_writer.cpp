#include "common/ims/capture/capture_writer.hpp"

namespace ptkt::ims_capture {

namespace {

constexpr std::uint32_t kOwnSection = 0x0A0D0D0A;
constexpr std::uint32_t kOwnByteOrder = 0x1A2B3C4D;
constexpr std::uint32_t kOwnInterface = 1;
constexpr std::uint32_t kOwnPacket = 6;
constexpr std::size_t kOwnTcpHeader = 20;
constexpr unsigned kTcpProtocol = 6;
constexpr unsigned kHops = 64;

void put_number(std::string& out, std::uint64_t value, int bytes) {
    for (int i = bytes - 1; i >= 0; --i)
        out += static_cast<char>(value >> (8 * i));
}

/// A block with its length before and behind its contents, which end at a boundary of four.
void append_block(std::string& out, std::uint32_t type, const std::string& contents) {
    constexpr std::size_t kAround = 12;
    const std::size_t fill = (4 - contents.size() % 4) % 4;
    const std::size_t length = kAround + contents.size() + fill;
    put_number(out, type, 4);
    put_number(out, length, 4);
    out += contents;
    out.append(fill, '\0');
    put_number(out, length, 4);
}

void put_address(std::string& out, const Peer& peer) {
    const std::size_t length = peer.is_v4 ? 4 : peer.address.size();
    for (std::size_t i = 0; i < length; ++i)
        out += static_cast<char>(peer.address[i]);
}

/// The checksum of a header of IPv4. [RFC 1071]
std::uint16_t checksum_of(const std::string& header) {
    std::uint32_t sum = 0;
    for (std::size_t at = 0; at + 2 <= header.size(); at += 2)
        sum += std::uint32_t{static_cast<base::Byte>(header[at])} << 8U |
               static_cast<base::Byte>(header[at + 1]);
    while (sum > 0xFFFF)
        sum = (sum & 0xFFFFU) + (sum >> 16U);
    return static_cast<std::uint16_t>(~sum);
}

std::string ip_header(const TcpSegment& segment, std::size_t length) {
    constexpr std::size_t kV4Header = 20;
    constexpr std::size_t kChecksumAt = 10;
    std::string header;
    if (!segment.from.is_v4) {
        put_number(header, 0x60000000U, 4);
        put_number(header, length, 2);
        put_number(header, kTcpProtocol, 1);
        put_number(header, kHops, 1);
    } else {
        put_number(header, 0x4500, 2);
        put_number(header, kV4Header + length, 2);
        put_number(header, 0x00004000U, 4);
        put_number(header, kHops << 8U | kTcpProtocol, 2);
        put_number(header, 0, 2);
    }
    put_address(header, segment.from);
    put_address(header, segment.to);
    if (!segment.from.is_v4) return header;
    std::string checksum;
    put_number(checksum, checksum_of(header), 2);
    return header.replace(kChecksumAt, checksum.size(), checksum);
}

std::string tcp_header(const TcpSegment& segment) {
    constexpr unsigned kWords = 5U << 12U;
    constexpr unsigned kFin = 1;
    constexpr unsigned kSyn = 2;
    constexpr unsigned kRst = 4;
    constexpr unsigned kPush = 8;
    constexpr unsigned kAck = 16;
    std::string header;
    put_number(header, segment.from.port, 2);
    put_number(header, segment.to.port, 2);
    put_number(header, segment.sequence, 4);
    put_number(header, segment.acknowledged, 4);
    put_number(header,
               kWords | (segment.fin ? kFin : 0) | (segment.syn ? kSyn : 0) |
                   (segment.rst ? kRst : 0) | (segment.data.empty() ? 0 : kPush) |
                   (segment.ack ? kAck : 0),
               2);
    put_number(header, 0xFFFF, 2);
    put_number(header, 0, 4);
    return header;
}

}  // namespace

std::string capture_front() {
    std::string out;
    std::string section;
    put_number(section, kOwnByteOrder, 4);
    put_number(section, 0x00010000U, 4);
    put_number(section, ~std::uint64_t{0}, 8);  // its length is not said
    append_block(out, kOwnSection, section);
    std::string interface;
    put_number(interface, link_type::kRaw, 2);
    put_number(interface, 0, 6);
    append_block(out, kOwnInterface, interface);
    return out;
}

void append_segment(std::string& out, const TcpSegment& segment) {
    std::string packet = ip_header(segment, kOwnTcpHeader + segment.data.size());
    packet += tcp_header(segment);
    packet += base::as_text(segment.data);
    const auto microseconds = static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::microseconds>(segment.time.time_since_epoch())
            .count());
    std::string contents;
    put_number(contents, 0, 4);
    put_number(contents, microseconds, 8);
    put_number(contents, packet.size(), 4);
    put_number(contents, packet.size(), 4);
    append_block(out, kOwnPacket, contents + packet);
}

}  // namespace ptkt::ims_capture
