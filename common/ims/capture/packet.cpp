#include "common/ims/capture/packet.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>

#include "common/ims/wire/big_endian.hpp"

namespace ptkt::ims_capture {

namespace {

using base::ByteView;
using ims_wire::u16_at;

constexpr std::uint16_t kTypeIpv4 = 0x0800;
constexpr std::uint16_t kTypeIpv6 = 0x86DD;

bool is_vlan(std::uint16_t type) {
    return type == 0x8100 || type == 0x88A8 || type == 0x9100;
}

/// What follows a type of Ethernet, whatever VLAN tags are between.
ByteView behind_type(ByteView bytes, std::size_t at) {
    for (; at + 2 <= bytes.size(); at += 4) {
        const std::uint16_t type = u16_at(bytes, at);
        if (is_vlan(type)) continue;
        return type == kTypeIpv4 || type == kTypeIpv6 ? bytes.subspan(at + 2) : ByteView();
    }
    return {};
}

ByteView behind(ByteView bytes, std::size_t header) {
    return bytes.size() < header ? ByteView() : bytes.subspan(header);
}

}  // namespace

std::string to_string(const Peer& peer) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    ::inet_ntop(peer.is_v4 ? AF_INET : AF_INET6, peer.address.data(), text.data(), text.size());
    return peer.is_v4 ? fmt::format("{}:{}", text.data(), peer.port)
                      : fmt::format("[{}]:{}", text.data(), peer.port);
}

bool is_known_link(std::uint32_t type) {
    using namespace link_type;
    constexpr std::array kKnown{kNull, kEthernet,    kRawOld, kRawOther, kRaw,
                                kLoop, kLinuxCooked, kIpv4,   kIpv6,     kLinuxCooked2};
    return std::ranges::find(kKnown, type) != kKnown.end();
}

base::ByteView ip_packet_of(const Packet& packet) {
    constexpr std::size_t kAddresses = 12;      // of Ethernet
    constexpr std::size_t kCookedType = 14;     // in a Linux cooked header
    constexpr std::size_t kCooked2Header = 20;  // which begins with the type
    constexpr std::size_t kFamily = 4;          // of the loopback of BSD
    const ByteView bytes = packet.bytes;
    switch (packet.link_type) {
        case link_type::kEthernet:
            return behind_type(bytes, kAddresses);
        case link_type::kLinuxCooked:
            return behind_type(bytes, kCookedType);
        case link_type::kLinuxCooked2: {
            if (bytes.size() < kCooked2Header) return {};
            const std::uint16_t type = u16_at(bytes, 0);
            if (is_vlan(type)) return behind_type(bytes, kCooked2Header + 2);
            return type == kTypeIpv4 || type == kTypeIpv6 ? bytes.subspan(kCooked2Header)
                                                          : ByteView();
        }
        case link_type::kNull:
        case link_type::kLoop:
            return behind(bytes, kFamily);
        case link_type::kRaw:
        case link_type::kRawOld:
        case link_type::kRawOther:
        case link_type::kIpv4:
        case link_type::kIpv6:
            return bytes;
        default:
            return {};
    }
}

}  // namespace ptkt::ims_capture
