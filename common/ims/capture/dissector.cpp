#include "common/ims/capture/dissector.hpp"

#include <algorithm>

#include "common/ims/wire/big_endian.hpp"

namespace ptkt::ims_capture {

namespace {

using base::ByteView;
using ims_wire::u16_at;
using ims_wire::u32_at;

constexpr std::uint8_t kTcp = 6;
constexpr std::size_t kUnit = 8;  // of the offsets of fragments
constexpr std::size_t kLongestDatagram = 65'535;
constexpr std::size_t kMostOpen = 64;

/// The first `claimed` bytes of what is there; `cut` says how many of them are not.
ByteView kept(ByteView bytes, std::size_t claimed, std::size_t& cut) {
    cut = claimed - std::min(claimed, bytes.size());
    return bytes.first(claimed - cut);
}

std::optional<TcpSegment> tcp_of(ByteView data, std::size_t cut) {
    constexpr std::size_t kHeader = 20;
    constexpr unsigned kFin = 1;
    constexpr unsigned kSyn = 2;
    constexpr unsigned kRst = 4;
    constexpr unsigned kAck = 16;
    if (data.size() < kHeader) return std::nullopt;
    const std::size_t header = (data[12] >> 4U) * std::size_t{4};
    if (header < kHeader || header > data.size()) return std::nullopt;
    const unsigned flags = data[13];
    TcpSegment segment;
    segment.from.port = u16_at(data, 0);
    segment.to.port = u16_at(data, 2);
    segment.sequence = u32_at(data, 4);
    segment.acknowledged = u32_at(data, 8);
    segment.fin = (flags & kFin) != 0;
    segment.syn = (flags & kSyn) != 0;
    segment.rst = (flags & kRst) != 0;
    segment.ack = (flags & kAck) != 0;
    segment.data = data.subspan(header);
    segment.cut = cut;
    return segment;
}

}  // namespace

std::optional<Dissector::Datagram> Dissector::datagram_v4(ByteView ip) {
    constexpr std::size_t kHeader = 20;
    constexpr std::uint16_t kMore = 0x2000;
    constexpr std::uint16_t kOffset = 0x1FFF;
    if (ip.size() < kHeader) return std::nullopt;
    const std::size_t header = (ip[0] & 0x0FU) * std::size_t{4};
    std::size_t total = u16_at(ip, 2);
    if (total == 0) total = ip.size();  // left to the network card to fill in
    if (header < kHeader || header > ip.size() || total < header) return std::nullopt;
    Datagram datagram;
    std::ranges::copy(ip.subspan(12, 4), datagram.from.address.begin());
    std::ranges::copy(ip.subspan(16, 4), datagram.to.address.begin());
    datagram.protocol = ip[9];
    datagram.data = kept(ip.subspan(header), total - header, datagram.cut);
    datagram.id = u16_at(ip, 4);
    const std::uint16_t place = u16_at(ip, 6);
    datagram.offset = (place & kOffset) * kUnit;
    datagram.has_more = (place & kMore) != 0;
    datagram.is_fragment = datagram.has_more || datagram.offset > 0;
    return datagram;
}

std::optional<Dissector::Datagram> Dissector::datagram_v6(ByteView ip) {
    constexpr std::size_t kHeader = 40;
    constexpr std::uint8_t kHopByHop = 0;
    constexpr std::uint8_t kRouting = 43;
    constexpr std::uint8_t kFragment = 44;
    constexpr std::uint8_t kAuthentication = 51;
    constexpr std::uint8_t kDestination = 60;
    if (ip.size() < kHeader) return std::nullopt;
    Datagram datagram;
    datagram.from.is_v4 = datagram.to.is_v4 = false;
    std::ranges::copy(ip.subspan(8, 16), datagram.from.address.begin());
    std::ranges::copy(ip.subspan(24, 16), datagram.to.address.begin());
    std::size_t length = u16_at(ip, 4);
    if (length == 0) length = ip.size() - kHeader;  // left to the network card to fill in
    datagram.protocol = ip[6];
    datagram.data = kept(ip.subspan(kHeader), length, datagram.cut);
    for (;;) {
        const ByteView data = datagram.data;
        const std::uint8_t kind = datagram.protocol;
        if (kind != kHopByHop && kind != kRouting && kind != kFragment && kind != kAuthentication &&
            kind != kDestination)
            return datagram;
        if (data.size() < kUnit) return std::nullopt;
        std::size_t extension = (data[1] + std::size_t{1}) * 8;
        if (kind == kAuthentication) extension = (data[1] + std::size_t{2}) * 4;
        if (kind == kFragment) {
            const std::uint16_t place = u16_at(data, 2);
            datagram.offset = place & 0xFFF8U;
            datagram.has_more = (place & 1U) != 0;
            datagram.is_fragment = datagram.has_more || datagram.offset > 0;
            datagram.id = u32_at(data, 4);
            extension = kUnit;
        }
        if (extension > data.size()) return std::nullopt;
        datagram.protocol = data[0];
        datagram.data = data.subspan(extension);
        if (datagram.offset > 0) return datagram;  // what follows belongs to the datagram
    }
}

/// Whether the datagram of the parts is whole now.
bool Dissector::add_part(Parts& parts, const Datagram& part) {
    const std::size_t end = part.offset + part.data.size();
    if (end > kLongestDatagram || part.cut > 0) return false;
    if (part.has_more && part.data.size() % kUnit != 0) return false;
    if (!part.has_more) parts.length = end;
    if (parts.data.size() < end) {
        parts.data.resize(end);
        parts.has.resize((end + kUnit - 1) / kUnit);
    }
    std::ranges::copy(part.data, parts.data.begin() + static_cast<std::ptrdiff_t>(part.offset));
    for (std::size_t at = part.offset; at < end; at += kUnit)
        parts.has[at / kUnit] = true;
    return parts.length == parts.data.size() &&
           std::ranges::find(parts.has, false) == parts.has.end();
}

/// Takes a fragment; true when its datagram is whole, which then stands in its place.
bool Dissector::put_together(Datagram& datagram) {
    const auto is_same = [&](const Parts& one) {
        return one.id == datagram.id && one.protocol == datagram.protocol &&
               one.from == datagram.from && one.to == datagram.to;
    };
    auto found = std::ranges::find_if(open_, is_same);
    if (found == open_.end()) {
        if (open_.size() == kMostOpen) open_.pop_front();
        open_.push_back({datagram.from, datagram.to, datagram.protocol, datagram.id, {}, {}, {}});
        found = open_.end() - 1;
    }
    if (!add_part(*found, datagram)) return false;
    whole_ = std::move(found->data);
    datagram.data = whole_;
    open_.erase(found);
    return true;
}

std::optional<TcpSegment> Dissector::segment_of(const Packet& packet) {
    const ByteView ip = ip_packet_of(packet);
    if (ip.empty()) return std::nullopt;
    const unsigned version = ip[0] >> 4U;
    std::optional<Datagram> datagram;
    if (version == 4) datagram = datagram_v4(ip);
    if (version == 6) datagram = datagram_v6(ip);
    if (!datagram || datagram->protocol != kTcp) return std::nullopt;
    if (datagram->is_fragment && !put_together(*datagram)) return std::nullopt;
    auto segment = tcp_of(datagram->data, datagram->cut);
    if (!segment) return std::nullopt;
    segment->time = packet.time;
    datagram->from.port = segment->from.port;
    datagram->to.port = segment->to.port;
    segment->from = datagram->from;
    segment->to = datagram->to;
    return segment;
}

}  // namespace ptkt::ims_capture
