#include "common/ims/wire/response_reader.hpp"

#include "common/ims/wire/framer.hpp"
#include "common/ims/wire/layout.hpp"

namespace ptkt::ims_wire {

ResponseReader::Next ResponseReader::next() {
    const auto length = answer_length();
    if (!length) return length.error();
    if (!*length || **length > buffer_.pending().size()) return std::optional<Response>();
    auto response = decode_response(buffer_.pending().first(**length), exit_);
    if (!response) return std::move(response).error();
    buffer_.consume(**length);
    scanned_ = 0;
    return std::optional<Response>(*std::move(response));
}

base::Result<std::optional<std::size_t>> ResponseReader::answer_length() {
    const auto bytes = buffer_.pending();
    if (exit_ == Exit::Sampl1) {
        constexpr auto kSmallest =
            static_cast<std::uint32_t>(kLlllLength + kCsmLayout.length());
        auto length = frame_length(bytes, {kSmallest, largest_});
        if (!length)
            return base::fail(base::ErrorKind::Malformed, "answer: {}", length.error().what);
        return *length;
    }
    auto end = find_status(bytes, scanned_);
    if (end && (*end ? **end : scanned_) > largest_)
        return base::fail(base::ErrorKind::Malformed, "answer is longer than {} bytes", largest_);
    return end;
}

}  // namespace ptkt::ims_wire
