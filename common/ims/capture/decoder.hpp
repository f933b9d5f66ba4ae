#ifndef PTKT_IMS_CAPTURE_DECODER_HPP
#define PTKT_IMS_CAPTURE_DECODER_HPP

#include <cstdint>
#include <deque>
#include <memory>
#include <unordered_map>
#include <vector>

#include "common/base/result.hpp"
#include "common/ims/capture/conversation.hpp"
#include "common/ims/capture/dissector.hpp"
#include "common/ims/capture/packet_reader.hpp"

namespace ptkt::ims_capture {

/// What the bytes are.
enum class Form : std::uint8_t { Auto, Capture, Raw, Hex };

struct DecoderSettings {
    Form form = Form::Auto;
    std::vector<std::uint16_t> ports;  ///< whose connections are surely of IMS Connect
    std::uint32_t largest = ims_wire::kLargestTmraTotal;
};

/// What was seen beside messages.
struct Seen {
    std::uint64_t packets = 0;
    std::uint64_t unknown_links = 0;  ///< packets of a link type that is not known here
    std::uint64_t conversations = 0;
    std::uint64_t others = 0;  ///< connections that are none of IMS Connect
    std::uint64_t tls = 0;     ///< of these, those that are TLS
    std::uint64_t cut = 0;     ///< bytes of a packet at the end of a file
};

/// Decodes files one after the other. What of each is open at its end is finished there.
class Decoder {
  public:
    Decoder(DecoderSettings settings, Sink sink);
    ~Decoder();
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;

    /// More bytes of a file. Malformed when they are not of the form that it began with, or that
    /// was asked for.
    [[nodiscard]] base::Status feed(base::ByteView bytes);
    /// The file is at its end.
    [[nodiscard]] base::Status finish();
    [[nodiscard]] const Seen& seen() const { return seen_; }

  private:
    /// The two ends of a connection, in whatever order.
    struct Ends {
        Peer one;
        Peer other;
        friend bool operator==(const Ends& a, const Ends& b) {
            return (a.one == b.one && a.other == b.other) || (a.one == b.other && a.other == b.one);
        }
    };
    struct EndsHash {
        [[nodiscard]] std::size_t operator()(const Ends& ends) const;
    };

    /// What is known between two ends.
    struct Known {
        std::unique_ptr<Conversation> conversation;  ///< none: the last one is over
        std::uint64_t since = 0;                     ///< of what was put, in order
    };
    using Connections = std::unordered_map<Ends, Known, EndsHash>;

    [[nodiscard]] base::Status begin();
    [[nodiscard]] base::Status take(base::ByteView bytes);
    [[nodiscard]] base::Status read_packets();
    [[nodiscard]] base::Status decode_text();
    void take_segment(const TcpSegment& segment);
    void put(const Ends& ends, std::unique_ptr<Conversation> conversation);
    void forget_old();
    void end(Conversation& conversation);
    [[nodiscard]] bool is_surely(const TcpSegment& segment) const;

    DecoderSettings settings_;
    Seen seen_;
    ConversationSettings common_;
    Form form_ = Form::Auto;
    base::Bytes front_;  ///< until the form is known; all of a text
    std::unique_ptr<PacketReader> reader_;
    Dissector dissector_;
    Connections connections_;
    Connections::value_type* last_ = nullptr;            ///< of the segment before
    std::deque<std::pair<Ends, std::uint64_t>> recent_;  ///< what was put, the oldest first
    std::uint64_t begun_ = 0;                            ///< connections, and ends of them
    std::unique_ptr<Conversation> stream_;
};

}  // namespace ptkt::ims_capture

#endif
