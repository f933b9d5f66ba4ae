#ifndef PTKT_IMS_WIRE_RESPONSE_READER_HPP
#define PTKT_IMS_WIRE_RESPONSE_READER_HPP

#include <cstdint>
#include <optional>
#include <span>

#include "common/ims/wire/response.hpp"
#include "common/ims/wire/stream_buffer.hpp"

namespace ptkt::ims_wire {

/// Reads the answers on a client's connection as their bytes come in: by LLLL when the exit is
/// HWSSMPL1, else up to the CSM or RSM that ends an answer. Memory as in Framer.
class ResponseReader {
  public:
    using Next = base::Result<std::optional<Response>>;

    /// `largest`: the longest answer that is taken, in bytes.
    explicit ResponseReader(Exit exit, std::uint32_t largest = kLargestTmraTotal)
        : exit_(exit), largest_(largest) {}

    /// See StreamBuffer.
    [[nodiscard]] std::span<base::Byte> room(std::size_t at_least) {
        return buffer_.room(at_least);
    }
    void commit(std::size_t count) { buffer_.commit(count); }
    void feed(base::ByteView bytes) { buffer_.append(bytes); }

    /// The next whole answer; nothing when more bytes are needed; a Malformed error, which stays,
    /// when the bytes are no answer or are more than the largest.
    [[nodiscard]] Next next();

    /// Bytes of an answer that is not whole yet.
    [[nodiscard]] std::size_t pending() const { return buffer_.pending().size(); }

  private:
    [[nodiscard]] base::Result<std::optional<std::size_t>> answer_length();

    Exit exit_;
    std::uint32_t largest_;
    StreamBuffer buffer_;
    std::size_t scanned_ = 0;
};

}  // namespace ptkt::ims_wire

#endif
