#ifndef PTKT_IMS_WIRE_STREAM_BUFFER_HPP
#define PTKT_IMS_WIRE_STREAM_BUFFER_HPP

#include <cstddef>
#include <limits>
#include <span>

#include "common/base/bytes.hpp"

namespace ptkt::ims_wire {

/// The bytes of a stream that came in and are not used yet. A reader fills `room` in place, so that
/// bytes are copied only when the rest of a message moves to the front. Passwords pass through:
/// every byte is wiped when it is used, moved or dropped. Grows with what has come in, never with
/// what a length field claims.
class StreamBuffer {
  public:
    static constexpr std::size_t kUnlimited = std::numeric_limits<std::size_t>::max();

    StreamBuffer() = default;
    StreamBuffer(StreamBuffer&& other) noexcept;
    StreamBuffer& operator=(StreamBuffer&& other) noexcept;
    StreamBuffer(const StreamBuffer&) = delete;
    StreamBuffer& operator=(const StreamBuffer&) = delete;
    ~StreamBuffer() { wipe_pending(); }

    /// Room for at least `at_least` bytes after what is pending. Views of pending bytes end. It
    /// grows by doubling up to `most` bytes, and beyond them only by what is needed.
    [[nodiscard]] std::span<base::Byte> room(std::size_t at_least, std::size_t most = kUnlimited);
    /// The first `count` bytes of the room have been filled.
    void commit(std::size_t count);
    /// Copies bytes in; for those who have them elsewhere.
    void append(base::ByteView bytes, std::size_t most = kUnlimited);

    [[nodiscard]] base::ByteView pending() const {
        return base::ByteView(storage_).subspan(begin_, end_ - begin_);
    }
    /// Wipes and drops the first `count` pending bytes. A large buffer that becomes empty is freed.
    void consume(std::size_t count);

    /// What the buffer occupies, in bytes.
    [[nodiscard]] std::size_t capacity() const { return storage_.size(); }

  private:
    void wipe_pending();
    void move_to_front();
    void grow(std::size_t at_least, std::size_t most);

    base::Bytes storage_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
};

}  // namespace ptkt::ims_wire

#endif
