#ifndef PTKT_IMS_CAPTURE_DISSECTOR_HPP
#define PTKT_IMS_CAPTURE_DISSECTOR_HPP

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "common/ims/capture/packet.hpp"

namespace ptkt::ims_capture {

/// From packets to TCP segments. It puts fragments of IP together, at most 64 datagrams at once.
class Dissector {
  public:
    /// The segment of a packet; nothing for another protocol, for damage, and for a fragment whose
    /// datagram is not whole yet. Its data are valid until the next call.
    [[nodiscard]] std::optional<TcpSegment> segment_of(const Packet& packet);

  private:
    /// A datagram, or a part of one.
    struct Datagram {
        Peer from;
        Peer to;
        std::uint8_t protocol = 0;
        base::ByteView data;
        std::size_t cut = 0;  ///< bytes that the capture did not keep
        std::uint32_t id = 0;
        std::size_t offset = 0;
        bool is_fragment = false;
        bool has_more = false;
    };
    /// A datagram of which parts have come.
    struct Parts {
        Peer from;
        Peer to;
        std::uint8_t protocol = 0;
        std::uint32_t id = 0;
        base::Bytes data;
        std::vector<bool> has;  ///< by eight bytes
        std::optional<std::size_t> length;
    };

    [[nodiscard]] static std::optional<Datagram> datagram_v4(base::ByteView ip);
    [[nodiscard]] static std::optional<Datagram> datagram_v6(base::ByteView ip);
    [[nodiscard]] bool put_together(Datagram& datagram);
    [[nodiscard]] static bool add_part(Parts& parts, const Datagram& part);

    std::deque<Parts> open_;
    base::Bytes whole_;
};

}  // namespace ptkt::ims_capture

#endif
