#ifndef PTKT_IMS_WIRE_FRAMER_HPP
#define PTKT_IMS_WIRE_FRAMER_HPP

#include <cstdint>
#include <optional>
#include <span>

#include "common/base/bytes.hpp"
#include "common/base/result.hpp"
#include "common/ims_wire/decode_error.hpp"
#include "common/ims_wire/numbers.hpp"
#include "common/ims_wire/stream_buffer.hpp"

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
///     read(fd) into framer.room(n), framer.commit(got), then framer.next() until it has nothing
///
/// Memory stays below a small multiple of the largest message when the caller takes all messages
/// that are there before it reads again.
class Framer {
  public:
    using Next = base::Result<std::optional<base::ByteView>, DecodeError>;

    explicit Framer(FrameLimits limits = {}) : limits_(limits) {}

    /// See StreamBuffer. The message that `next` gave ends here.
    [[nodiscard]] std::span<base::Byte> room(std::size_t at_least);
    void commit(std::size_t count) { buffer_.commit(count); }
    void feed(base::ByteView bytes);

    /// The next whole message with its LLLL, valid until the next call of `next`, `room` or `feed`
    /// and then wiped; nothing when more bytes are needed. An error stays: a stream whose lengths
    /// are wrong has no next message.
    [[nodiscard]] Next next();

    /// The bytes that came in behind the last message that `next` gave.
    [[nodiscard]] base::ByteView pending() const { return buffer_.pending().subspan(taken_); }
    /// Where `pending` begins, in bytes from the beginning of the stream.
    [[nodiscard]] std::uint64_t stream_offset() const { return stream_offset_; }
    /// What the buffer occupies, in bytes.
    [[nodiscard]] std::size_t capacity() const { return buffer_.capacity(); }

  private:
    void drop_taken();

    FrameLimits limits_;
    StreamBuffer buffer_;
    std::size_t taken_ = 0;
    std::uint64_t stream_offset_ = 0;
};

}  // namespace ptkt::ims_wire

#endif
