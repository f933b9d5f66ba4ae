#ifndef PTKT_IMS_WIRE_FRAMER_HPP
#define PTKT_IMS_WIRE_FRAMER_HPP

#include <cstdint>
#include <limits>
#include <optional>

#include "common/base/bytes.hpp"
#include "common/base/result.hpp"
#include "common/ims/wire/decode_error.hpp"
#include "common/ims/wire/numbers.hpp"
#include "common/ims/wire/stream_buffer.hpp"

namespace ptkt::ims_wire {

/// What LLLL may say, in bytes.
struct FrameLimits {
    std::uint32_t smallest = kSmallestRequest;
    std::uint32_t largest = kLargestTmraTotal;
};

/// The length of the message at the front of `bytes`; nothing while fewer than 4 bytes are there.
/// Reasons: 7 below the smallest, 5 with the sign bit on, 4 above the largest. What IMS Connect
/// answers to such a length is not documented: the choice of the reason is ours.
[[nodiscard]] base::Result<std::optional<std::size_t>, DecodeError> frame_length(
    base::ByteView bytes, FrameLimits limits);

/// Cuts a stream into messages by their LLLL. Memory grows with the bytes that have come in: a
/// length that claims more than arrives costs nothing.
///
///     framer.feed(bytes), then framer.next() until it has nothing, then framer.keep()
///
/// Memory stays below a small multiple of the largest message when the caller takes all messages
/// that are there before it reads again.
class Framer {
  public:
    using Next = base::Result<std::optional<base::ByteView>, DecodeError>;

    explicit Framer(FrameLimits limits = {}) : limits_(limits) {}

    /// Bytes that came in. What is whole in them is given from where they are, so they must stay
    /// until `keep`, which is implied by the next `feed`. Wiping them is the caller's.
    void feed(base::ByteView bytes);
    /// Copies what is left of them. The message that `next` gave ends here.
    void keep();

    /// How far the buffer may grow beyond what has come, so that it need not grow for each piece.
    /// It never does beyond the length of the message that has begun.
    void limit_growth(std::size_t bytes) { growth_limit_ = bytes; }

    /// The next whole message with its LLLL, valid until the next call of `next`, `feed` or `keep`,
    /// which wipes it where it lies in a buffer of our own; nothing when more bytes are needed. An
    /// error stays: a stream whose lengths are wrong has no next message.
    [[nodiscard]] Next next();

    /// The bytes that came in after the last message that `next` gave.
    [[nodiscard]] base::ByteView pending() const { return unused().subspan(taken_); }
    /// Where `pending` begins, in bytes from the beginning of the stream.
    [[nodiscard]] std::uint64_t stream_offset() const { return stream_offset_; }
    /// What the buffer occupies, in bytes.
    [[nodiscard]] std::size_t capacity() const { return buffer_.capacity(); }

  private:
    void drop_taken();
    void append(base::ByteView bytes);
    /// What came in, from the message that `next` gave on.
    [[nodiscard]] base::ByteView unused() const {
        return lent_.empty() ? buffer_.pending() : lent_;
    }

    FrameLimits limits_;
    std::size_t growth_limit_ = std::numeric_limits<std::size_t>::max();
    StreamBuffer buffer_;
    base::ByteView lent_;  ///< only while the buffer is empty
    std::size_t taken_ = 0;
    std::uint64_t stream_offset_ = 0;
};

}  // namespace ptkt::ims_wire

#endif
