#ifndef PTKT_IMS_CAPTURE_PACKET_READER_HPP
#define PTKT_IMS_CAPTURE_PACKET_READER_HPP

#include <cstdint>
#include <optional>
#include <vector>

#include "common/base/result.hpp"
#include "common/ims/capture/packet.hpp"
#include "common/ims/wire/stream_buffer.hpp"

namespace ptkt::ims_capture {

/// True when a file that begins so is a capture in the form of pcap or pcapng. REQUIRES: 4 bytes.
[[nodiscard]] bool is_capture(base::ByteView front);

/// Reads the packets of a capture as its bytes come in, in the forms of pcap (IETF draft "PCAP
/// Capture File Format") and pcapng ("PCAP Next Generation"), of either byte order. libpcap reads
/// them too, but would be one more library that a receiver must be started with.
class PacketReader {
  public:
    using Next = base::Result<std::optional<Packet>>;

    /// More of the file; it is read where it is, so it must stay until `next` has nothing more.
    void feed(base::ByteView bytes);
    /// The next packet, whose view ends with the next call; nothing while more bytes are needed.
    /// Malformed, for good, when what follows is not a capture.
    [[nodiscard]] Next next();
    /// Bytes of a packet that is not whole yet.
    [[nodiscard]] std::size_t pending() const { return rest().size(); }

  private:
    struct Interface {
        std::uint32_t link_type = 0;
        std::uint64_t units = 1'000'000;  ///< of time, in a second
        std::int64_t offset = 0;          ///< in seconds
    };

    [[nodiscard]] base::ByteView rest() const {
        return (is_buffered_ ? buffer_.pending() : given_).subspan(used_);
    }
    [[nodiscard]] bool has_more();
    [[nodiscard]] Next parse();
    [[nodiscard]] std::uint32_t number(base::ByteView bytes, std::size_t at) const;
    [[nodiscard]] std::uint16_t half(base::ByteView bytes, std::size_t at) const;
    [[nodiscard]] base::Error malformed(std::string what) const;
    void take(std::size_t count);

    [[nodiscard]] base::Result<bool> begin();
    [[nodiscard]] Next next_pcap();
    [[nodiscard]] Next next_block();
    void read_interface(base::ByteView block);
    [[nodiscard]] std::optional<Packet> packet_of(std::uint32_t type, base::ByteView block) const;
    [[nodiscard]] std::optional<Packet> packet_at(std::size_t interface, std::uint64_t time,
                                                  base::ByteView block, std::size_t header,
                                                  std::size_t length) const;

    enum class Form { Unknown, Pcap, Pcapng };

    base::ByteView given_;           ///< what was fed
    ims_wire::StreamBuffer buffer_;  ///< a packet that was not whole, and what follows it
    std::size_t carried_ = 0;        ///< of the buffer, from before what was fed
    bool is_buffered_ = true;        ///< the buffer is read, not what was fed
    std::size_t used_ = 0;           ///< of what is read
    std::uint64_t offset_ = 0;       ///< in the file
    Form form_ = Form::Unknown;
    bool is_little_ = false;
    std::vector<Interface> interfaces_;
};

}  // namespace ptkt::ims_capture

#endif
