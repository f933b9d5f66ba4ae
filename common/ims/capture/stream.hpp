#ifndef PTKT_IMS_CAPTURE_STREAM_HPP
#define PTKT_IMS_CAPTURE_STREAM_HPP

#include <cstdint>
#include <functional>
#include <map>
#include <optional>

#include "common/ims/capture/packet.hpp"

namespace ptkt::ims_capture {

/// One direction of a TCP connection: segments in whatever order and number they were captured
/// become the bytes that were sent. Bytes that come again are dropped, those that come early wait.
class Stream {
  public:
    struct Sink {
        std::function<void(base::ByteView)> bytes;
        std::function<void(std::uint64_t)> gap;  ///< so many bytes are not in the capture
    };

    void take(const TcpSegment& segment, const Sink& sink);
    /// The peer has received everything before `acknowledged`: what the capture lacks of that will
    /// not come any more.
    void acknowledge(std::uint32_t acknowledged, const Sink& sink);
    /// What waits for bytes that the capture lacks is given with its gap.
    void finish(const Sink& sink);
    /// Something came early and waits.
    [[nodiscard]] bool waits() const { return !early_.empty(); }
    /// Its sender has said that no more will come.
    [[nodiscard]] bool is_at_end() const { return end_ && next_ && *end_ == *next_; }

  private:
    void put(std::uint32_t at, base::ByteView data, std::size_t cut, const Sink& sink);
    void give(std::uint32_t at, base::ByteView data, std::size_t cut, const Sink& sink);
    void advance(std::uint64_t count);
    void give_early(const Sink& sink);
    void skip(const Sink& sink);

    struct Early {
        base::Bytes data;
        std::size_t cut = 0;  ///< bytes after the data that the capture did not keep

        [[nodiscard]] std::size_t length() const { return data.size() + cut; }
    };

    std::optional<std::uint32_t> next_;  ///< the number of the byte that is to come
    std::optional<std::uint32_t> end_;
    /// By distance from the first byte that was seen, so that their order is that of the numbers.
    std::map<std::uint64_t, Early> early_;
    std::size_t early_bytes_ = 0;
    std::uint64_t given_ = 0;     ///< the distance of `next_`
    int acknowledged_early_ = 0;  ///< acknowledgments beyond what the capture lacks
};

}  // namespace ptkt::ims_capture

#endif
