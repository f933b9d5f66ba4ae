#ifndef PTKT_TESTS_UNIT_IMS_CAPTURE_PCAP_HPP
#define PTKT_TESTS_UNIT_IMS_CAPTURE_PCAP_HPP

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "common/base/bytes.hpp"
#include "common/ims/capture/packet.hpp"

/// Captures as a test makes them: packets of one connection, in a file of either form.
namespace pcap {

using ptkt::base::Byte;
using ptkt::base::Bytes;
using ptkt::base::ByteView;
using ptkt::base::ByteWriter;

inline Bytes joined(std::initializer_list<ByteView> parts) {
    ByteWriter writer;
    for (const ByteView part : parts)
        writer.raw(part);
    return std::move(writer).bytes();
}

constexpr Byte kFin = 1;
constexpr Byte kSyn = 2;
constexpr Byte kRst = 4;
constexpr Byte kAck = 16;

/// One segment of a connection between 10.0.0.1 (the client) and 10.0.0.2:8888, or the same of
/// IPv6.
struct Segment {
    bool from_client = true;
    std::uint32_t sequence = 0;
    Bytes data;
    Byte flags = kAck;
    std::uint32_t acknowledged = 0;
    std::uint16_t client_port = 40'000;
};

inline Bytes tcp(const Segment& one) {
    ByteWriter writer;
    writer.u16(one.from_client ? one.client_port : 8888)
        .u16(one.from_client ? 8888 : one.client_port)
        .u32(one.sequence)
        .u32(one.acknowledged)
        .u8(5U << 4U)
        .u8(one.flags)
        .u16(0xFFFF)
        .u32(0)
        .raw(one.data);
    return std::move(writer).bytes();
}

inline Bytes ip4(bool from_client, ByteView payload, std::uint16_t id = 1,
                 std::uint16_t place = 0) {
    ByteWriter writer;
    writer.u8(0x45)
        .u8(0)
        .u16(static_cast<std::uint16_t>(20 + payload.size()))
        .u16(id)
        .u16(place)
        .u8(64)
        .u8(6)
        .u16(0)
        .u32(from_client ? 0x0A000001 : 0x0A000002)
        .u32(from_client ? 0x0A000002 : 0x0A000001)
        .raw(payload);
    return std::move(writer).bytes();
}

inline Bytes ip6(bool from_client, ByteView payload, Byte next = 6) {
    Bytes one(16, 0);
    Bytes two(16, 0);
    one[15] = 1;
    two[15] = 2;
    ByteWriter writer;
    writer.u32(0x60000000)
        .u16(static_cast<std::uint16_t>(payload.size()))
        .u8(next)
        .u8(64)
        .raw(from_client ? one : two)
        .raw(from_client ? two : one)
        .raw(payload);
    return std::move(writer).bytes();
}

inline Bytes ethernet(ByteView ip, std::vector<std::uint16_t> tags = {}) {
    ByteWriter writer;
    writer.raw(Bytes(12, 0x02));
    for (const std::uint16_t tag : tags)
        writer.u16(tag).u16(7);
    writer.u16(ip[0] >> 4U == 4 ? 0x0800 : 0x86DD).raw(ip);
    return std::move(writer).bytes();
}

struct Packet {
    std::uint64_t microseconds = 0;
    Bytes bytes;
};

/// Numbers of either byte order.
class Numbers {
  public:
    explicit Numbers(bool little) : little_(little) {}
    Numbers& put(std::uint64_t value, unsigned width) {
        for (unsigned i = 0; i < width; ++i)
            bytes_.push_back(static_cast<Byte>(value >> 8U * (little_ ? i : width - 1 - i)));
        return *this;
    }
    Numbers& raw(ByteView bytes) {
        bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
        return *this;
    }
    [[nodiscard]] const Bytes& bytes() const { return bytes_; }

  private:
    bool little_;
    Bytes bytes_;
};

inline Bytes file(const std::vector<Packet>& packets, std::uint32_t link = 1, bool little = true,
                  bool nanoseconds = false) {
    Numbers out(little);
    out.put(nanoseconds ? 0xA1B23C4D : 0xA1B2C3D4, 4).put(2, 2).put(4, 2).put(0, 8);
    out.put(262'144, 4).put(link, 4);
    for (const Packet& one : packets) {
        const std::uint64_t part = one.microseconds % 1'000'000;
        out.put(one.microseconds / 1'000'000, 4).put(nanoseconds ? part * 1000 : part, 4);
        out.put(one.bytes.size(), 4).put(one.bytes.size(), 4).raw(one.bytes);
    }
    return out.bytes();
}

inline void block(Numbers& out, bool little, std::uint32_t type, const Bytes& body) {
    Numbers padded(little);
    padded.raw(body).raw(Bytes((4 - body.size() % 4) % 4, 0));
    const std::size_t length = padded.bytes().size() + 12;
    out.put(type, 4).put(length, 4).raw(padded.bytes()).put(length, 4);
}

/// With an interface whose unit of time is a nanosecond, and a block that nobody needs.
inline Bytes file_ng(const std::vector<Packet>& packets, std::uint16_t link = 1,
                     bool little = true) {
    Numbers out(little);
    block(out, little, 0x0A0D0D0A,
          Numbers(little).put(0x1A2B3C4D, 4).put(1, 2).put(0, 2).put(~std::uint64_t{0}, 8).bytes());
    block(out, little, 1,
          Numbers(little)
              .put(link, 2)
              .put(0, 2)
              .put(0, 4)
              .put(9, 2)
              .put(1, 2)
              .put(little ? 9 : 0x09000000, 4)
              .put(0, 4)
              .bytes());
    block(out, little, 0x0BAD, Bytes{1, 2, 3, 4, 5});
    for (const Packet& one : packets) {
        const std::uint64_t time = one.microseconds * 1000;
        block(out, little, 6,
              Numbers(little)
                  .put(0, 4)
                  .put(time >> 32U, 4)
                  .put(time & 0xFFFFFFFF, 4)
                  .put(one.bytes.size(), 4)
                  .put(one.bytes.size(), 4)
                  .raw(one.bytes)
                  .bytes());
    }
    return out.bytes();
}

/// A connection: what each side sends, cut into segments.
class Talk {
  public:
    explicit Talk(std::size_t segment = 1460, std::uint32_t client = 1000,
                  std::uint32_t server = 0xFFFFFFF0)
        : segment_(segment), next_{client, server} {}

    Talk& open() {
        add(true, {}, kSyn);
        add(false, {}, kSyn | kAck);
        return *this;
    }
    Talk& say(bool from_client, ByteView bytes) {
        for (std::size_t at = 0; at < bytes.size(); at += segment_) {
            const auto part = bytes.subspan(at, std::min(segment_, bytes.size() - at));
            add(from_client, Bytes(part.begin(), part.end()), kAck);
        }
        return *this;
    }
    Talk& close() {
        add(true, {}, kFin | kAck);
        add(false, {}, kFin | kAck);
        return *this;
    }
    std::vector<Segment> segments;

  private:
    void add(bool from_client, Bytes data, Byte flags) {
        auto& own = next_[from_client ? 0 : 1];
        const auto length = static_cast<std::uint32_t>(data.size());
        segments.push_back({from_client, own, std::move(data), flags, next_[from_client ? 1 : 0]});
        own += length + ((flags & (kSyn | kFin)) != 0 ? 1 : 0);
    }

    std::size_t segment_;
    std::uint32_t next_[2];
};

constexpr std::uint64_t kStart = 1'790'000'000'000'000;

using Wrap = std::function<Bytes(const Segment&)>;
inline Bytes on_ethernet(const Segment& one) {
    return ethernet(ip4(one.from_client, tcp(one)));
}

inline std::vector<Packet> packets(const std::vector<Segment>& segments,
                                   const Wrap& wrap = on_ethernet) {
    std::vector<Packet> all;
    for (const Segment& one : segments)
        all.push_back({kStart + all.size() * 1000, wrap(one)});
    return all;
}

}  // namespace pcap

#endif
