#include "common/ims/capture/packet_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "common/ims/wire/big_endian.hpp"

namespace ptkt::ims_capture {

namespace {

using base::ByteView;

constexpr std::uint32_t kMicroseconds = 0xA1B2C3D4;
constexpr std::uint32_t kNanoseconds = 0xA1B23C4D;
constexpr std::uint32_t kByteOrder = 0x1A2B3C4D;
constexpr std::size_t kFileHeader = 24;
constexpr std::size_t kRecordHeader = 16;
constexpr std::size_t kBlockHeader = 8;
constexpr std::size_t kBlockEnd = 4;
/// No packet and no block of a sane file is longer.
constexpr std::size_t kLongest = std::size_t{16} << 20U;

/// The blocks of pcapng that say something of packets.
constexpr std::uint32_t kSection = 0x0A0D0D0A;
constexpr std::uint32_t kInterface = 1;
constexpr std::uint32_t kOldPacket = 2;
constexpr std::uint32_t kSimplePacket = 3;
constexpr std::uint32_t kPacket = 6;

std::uint32_t turned(std::uint32_t number) {
    return number >> 24U | (number >> 8U & 0xFF00U) | (number << 8U & 0xFF0000U) | number << 24U;
}

Time time_of(std::uint64_t count, std::uint64_t units, std::int64_t offset) {
    const std::uint64_t seconds = count / units;
    // What is beyond the range of our clock (year 2262) is shown as its end.
    constexpr std::uint64_t kLast = 9'000'000'000;
    const auto whole = static_cast<std::int64_t>(std::min(seconds, kLast)) +
                       std::clamp<std::int64_t>(offset, -1'000'000'000, 100'000'000);
    const std::uint64_t part = count % units;
    const auto nanoseconds =
        units == 1'000'000
            ? static_cast<std::int64_t>(part) * 1000
            : std::llround(static_cast<double>(part) / static_cast<double>(units) * 1e9);
    return Time(std::chrono::seconds(whole) + std::chrono::nanoseconds(nanoseconds));
}

}  // namespace

bool is_capture(ByteView front) {
    const std::uint32_t magic = ims_wire::u32_at(front, 0);
    return magic == kSection || magic == kMicroseconds || magic == kNanoseconds ||
           turned(magic) == kMicroseconds || turned(magic) == kNanoseconds;
}

void PacketReader::feed(ByteView bytes) {
    given_ = bytes;
    carried_ = buffer_.pending().size();
    is_buffered_ = carried_ > 0;
}

/// Brings about that more is there to read than before. False: all of it was looked at, and what is
/// left is kept.
bool PacketReader::has_more() {
    constexpr std::size_t kAtOnce = 4096;
    if (!is_buffered_) {
        buffer_.append(rest());
        is_buffered_ = true;
        used_ = 0;
        return false;
    }
    const std::size_t copied = buffer_.pending().size() - carried_;
    if (used_ > 0 && used_ >= carried_) {
        // What was carried over is done with: the rest is read where it is.
        given_ = given_.subspan(used_ - carried_);
        buffer_.consume(buffer_.pending().size());
        is_buffered_ = false;
        used_ = 0;
        return true;
    }
    if (used_ > 0) {
        buffer_.consume(used_);
        carried_ -= used_;
        used_ = 0;
    }
    const ByteView left = given_.subspan(std::min(copied, given_.size()));
    buffer_.append(left.first(std::min(left.size(), std::max(kAtOnce, copied))));
    return !left.empty();
}

void PacketReader::take(std::size_t count) {
    used_ += count;
    offset_ += count;
}

std::uint32_t PacketReader::number(ByteView bytes, std::size_t at) const {
    const std::uint32_t big = ims_wire::u32_at(bytes, at);
    return is_little_ ? turned(big) : big;
}

std::uint16_t PacketReader::half(ByteView bytes, std::size_t at) const {
    const std::uint16_t big = ims_wire::u16_at(bytes, at);
    return is_little_ ? static_cast<std::uint16_t>(big << 8U | big >> 8U) : big;
}

base::Error PacketReader::malformed(std::string what) const {
    return base::fail(base::ErrorKind::Malformed, "byte {} of the capture: {}", offset_, what);
}

/// Whether the form is known; false while too few bytes are there.
base::Result<bool> PacketReader::begin() {
    const ByteView bytes = rest();
    if (form_ != Form::Unknown) return true;
    if (bytes.size() < kFileHeader) return false;
    const std::uint32_t magic = ims_wire::u32_at(bytes, 0);
    if (magic == kSection) {
        form_ = Form::Pcapng;
        return true;
    }
    is_little_ = turned(magic) == kMicroseconds || turned(magic) == kNanoseconds;
    const std::uint32_t known = is_little_ ? turned(magic) : magic;
    if (known != kMicroseconds && known != kNanoseconds)
        return malformed("neither pcap nor pcapng");
    constexpr std::uint32_t kTypeBits = 0x0FFFFFFF;  // those above say how long checksums are
    form_ = Form::Pcap;
    interfaces_ = {
        {number(bytes, 20) & kTypeBits, known == kNanoseconds ? 1'000'000'000U : 1'000'000U, 0}};
    take(kFileHeader);
    return true;
}

PacketReader::Next PacketReader::next() {
    for (;;) {
        auto packet = parse();
        if (!packet || *packet || !has_more()) return packet;
    }
}

PacketReader::Next PacketReader::parse() {
    const auto begun = begin();
    if (!begun) return begun.error();
    if (!*begun) return std::optional<Packet>();
    return form_ == Form::Pcap ? next_pcap() : next_block();
}

PacketReader::Next PacketReader::next_pcap() {
    const ByteView bytes = rest();
    if (bytes.size() < kRecordHeader) return std::optional<Packet>();
    const std::size_t length = number(bytes, 8);
    if (length > kLongest) return malformed(fmt::format("a packet of {} bytes", length));
    if (bytes.size() < kRecordHeader + length) return std::optional<Packet>();
    const Interface& one = interfaces_.front();
    const std::uint64_t time = std::uint64_t{number(bytes, 0)} * one.units + number(bytes, 4);
    const Packet packet{time_of(time, one.units, 0), one.link_type,
                        bytes.subspan(kRecordHeader, length)};
    take(kRecordHeader + length);
    return std::optional<Packet>(packet);
}

PacketReader::Next PacketReader::next_block() {
    for (;;) {
        const ByteView bytes = rest();
        if (bytes.size() < kBlockHeader + kBlockEnd) return std::optional<Packet>();
        const bool is_section = ims_wire::u32_at(bytes, 0) == kSection;
        if (is_section) {
            const std::uint32_t order = ims_wire::u32_at(bytes, kBlockHeader);
            if (order != kByteOrder && turned(order) != kByteOrder)
                return malformed("a section without a byte order");
            is_little_ = order != kByteOrder;
        }
        const std::size_t length = number(bytes, 4);
        if (length < kBlockHeader + kBlockEnd || length % 4 != 0 || length > kLongest)
            return malformed(fmt::format("a block of {} bytes", length));
        if (bytes.size() < length) return std::optional<Packet>();
        const ByteView block = bytes.subspan(kBlockHeader, length - kBlockHeader - kBlockEnd);
        const std::uint32_t type = is_section ? kSection : number(bytes, 0);
        if (is_section) interfaces_.clear();
        if (type == kInterface && block.size() >= kBlockHeader) read_interface(block);
        const auto packet = packet_of(type, block);
        take(length);
        if (packet) return packet;
    }
}

/// Its link type, and of its options the unit of time and the offset.
void PacketReader::read_interface(ByteView block) {
    constexpr std::uint16_t kResolution = 9;
    constexpr std::uint16_t kOffset = 14;
    Interface one{half(block, 0), 1'000'000, 0};
    for (std::size_t at = 8; at + 4 <= block.size();) {
        const std::uint16_t code = half(block, at);
        const std::size_t length = half(block, at + 2);
        if (code == 0 || at + 4 + length > block.size()) break;
        const ByteView value = block.subspan(at + 4, length);
        if (code == kResolution && length == 1) {
            const unsigned power = value[0] & 0x7FU;
            const bool is_binary = (value[0] & 0x80U) != 0;
            one.units = 1;
            for (unsigned i = 0; i < std::min(power, is_binary ? 62U : 18U); ++i)
                one.units *= is_binary ? 2 : 10;
        }
        if (code == kOffset && length == 8) {
            const std::uint64_t low = number(value, is_little_ ? 0 : 4);
            const std::uint64_t high = number(value, is_little_ ? 4 : 0);
            one.offset = static_cast<std::int64_t>(high << 32U | low);
        }
        at += 4 + (length + 3) / 4 * 4;
    }
    interfaces_.push_back(one);
}

std::optional<Packet> PacketReader::packet_of(std::uint32_t type, ByteView block) const {
    constexpr std::size_t kHeader = 20;
    constexpr std::size_t kSimpleHeader = 4;
    if (type == kSimplePacket && block.size() >= kSimpleHeader)
        return packet_at(0, 0, block, kSimpleHeader,
                         std::min<std::size_t>(number(block, 0), block.size() - kSimpleHeader));
    if ((type != kPacket && type != kOldPacket) || block.size() < kHeader) return std::nullopt;
    const std::size_t interface = type == kPacket ? number(block, 0) : half(block, 0);
    const std::uint64_t time = std::uint64_t{number(block, 4)} << 32U | number(block, 8);
    return packet_at(interface, time, block, kHeader, number(block, 12));
}

std::optional<Packet> PacketReader::packet_at(std::size_t interface, std::uint64_t time,
                                              ByteView block, std::size_t header,
                                              std::size_t length) const {
    if (interface >= interfaces_.size() || length > block.size() - header) return std::nullopt;
    const Interface& one = interfaces_[interface];
    return Packet{time_of(time, one.units, one.offset), one.link_type,
                  block.subspan(header, length)};
}

}  // namespace ptkt::ims_capture
