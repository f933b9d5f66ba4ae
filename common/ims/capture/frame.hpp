#ifndef PTKT_IMS_CAPTURE_FRAME_HPP
#define PTKT_IMS_CAPTURE_FRAME_HPP

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "common/ims/wire/request.hpp"
#include "common/ims/wire/response.hpp"
#include "common/ims/wire/stream_buffer.hpp"

namespace ptkt::ims_capture {

/// What a stream has at one place.
struct Frame {
    enum class Kind : std::uint8_t {
        Request,
        Answer,
        Fault,  ///< bytes that are no message
        Gap,    ///< bytes that are not in the capture
    };
    Kind kind = Kind::Fault;
    std::uint64_t offset = 0;  ///< in the stream
    std::uint64_t length = 0;
    base::ByteView bytes;  ///< of a message, all of it; of a fault, what is known to belong to it
    ims_wire::Exit exit = ims_wire::Exit::Sampl1;  ///< whose form it has
    const ims_wire::Request* request = nullptr;
    const ims_wire::Response* answer = nullptr;
    base::ByteView callout;          ///< the data of a synchronous callout, which have no segments
    std::string reason;              ///< of a fault
    std::uint64_t fault_offset = 0;  ///< in the stream
};

/// Finds the messages and answers of a stream, which may begin in the middle of one. What does not
/// hold is told with its place, and the search goes on at the next message that can be found.
class FrameFinder {
  public:
    using Sink = std::function<void(const Frame&)>;

    /// `largest`: LLLL of the longest message that is taken.
    explicit FrameFinder(Sink sink, std::uint32_t largest = ims_wire::kLargestTmraTotal)
        : sink_(std::move(sink)), largest_(largest) {}

    void feed(base::ByteView bytes);
    void gap(std::uint64_t missing);
    void finish();

    /// The exit that the client speaks to, by which answers are told apart.
    void expect(ims_wire::Exit exit) { exit_ = exit; }
    /// Messages that were found.
    [[nodiscard]] std::uint64_t found() const { return found_; }
    /// The stream begins as one of TLS does.
    [[nodiscard]] bool is_tls() const { return is_tls_; }
    [[nodiscard]] std::uint64_t offset() const { return offset_; }

  private:
    struct Look {
        enum class What : std::uint8_t { More, Message, Wrong };
        What what = What::More;
        std::size_t length = 0;  ///< of what is wrong, 0 where nobody knows
        std::string reason = {};
        std::size_t at = 0;    ///< of the fault
        std::size_t read = 0;  ///< how much was read to know that
    };

    [[nodiscard]] std::size_t work(base::ByteView bytes, bool at_end);
    [[nodiscard]] Look look(base::ByteView front);
    [[nodiscard]] Look look_at_request(base::ByteView front);
    [[nodiscard]] Look look_at_stranger(base::ByteView front) const;
    [[nodiscard]] Look look_at_answer(base::ByteView front, std::optional<ims_wire::Exit> sure);
    [[nodiscard]] std::optional<std::size_t> start_within_guess(base::ByteView front);
    [[nodiscard]] Look answer_of(base::ByteView whole, ims_wire::Exit exit);
    [[nodiscard]] bool callout_response(base::ByteView whole, std::size_t length);
    [[nodiscard]] bool callout_request(base::ByteView whole);
    [[nodiscard]] std::size_t pass_over(base::ByteView bytes, const Look& look);
    [[nodiscard]] bool is_overspent() const;
    void give(Frame& frame);
    void tell_fault();

    Sink sink_;
    std::uint32_t largest_;
    std::optional<ims_wire::Exit> exit_;
    ims_wire::StreamBuffer buffer_;
    std::uint64_t offset_ = 0;    ///< of the first byte that was not dealt with
    std::optional<Frame> wrong_;  ///< a fault whose end is not found yet
    std::size_t scanned_ = 0;     ///< of an answer without LLLL
    std::uint64_t found_ = 0;
    std::size_t hunted_ = 0;   ///< up to here, for what shows a guess to be wrong
    std::uint64_t spent_ = 0;  ///< bytes that were read for what was not a message
    bool is_guess_ = false;    ///< what was looked at last is an answer only perhaps
    bool is_tls_ = false;
};

}  // namespace ptkt::ims_capture

#endif
