#include "common/ims/wire/framer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "common/ims/wire/big_endian.hpp"
#include "common/ims/wire/layout.hpp"

namespace ptkt::ims_wire {

namespace {

/// Whether the first bytes are those of a TLS handshake [RFC 8446, section 5.1]: as a length they
/// are above all limits.
bool begins_as_tls(std::uint32_t total) {
    constexpr std::uint32_t kHandshake = 0x1603;  // and the lower half of a version
    return total >> 16U == kHandshake;
}

}  // namespace

base::Result<std::optional<std::size_t>, DecodeError> frame_length(base::ByteView bytes,
                                                                   FrameLimits limits) {
    if (bytes.size() < kLlllLength) return std::optional<std::size_t>();
    const std::uint32_t total = u32_at(bytes, field::kLlll.at);
    if (total > kLargestTotal)
        return exit_refuses(rsncod::kNegativeLength, field::kLlll.at,
                            fmt::format("total length X'{:08X}' is negative", total));
    if (total < limits.smallest)
        return exit_refuses(rsncod::kTotalLength, field::kLlll.at,
                            fmt::format("total length {} is below {}", total, limits.smallest));
    if (total > limits.largest)
        return exit_refuses(rsncod::kInputTooLong, field::kLlll.at,
                            fmt::format("total length {} is above {}{}", total, limits.largest,
                                        begins_as_tls(total) ? ": the peer speaks TLS" : ""));
    return std::optional<std::size_t>(total);
}

void Framer::feed(base::ByteView bytes) {
    keep();
    if (buffer_.pending().empty()) {
        lent_ = bytes;
    } else {
        append(bytes);
    }
}

void Framer::keep() {
    drop_taken();
    if (!lent_.empty()) append(std::exchange(lent_, {}));
}

void Framer::append(base::ByteView bytes) {
    const auto length =
        frame_length(buffer_.pending().empty() ? bytes : buffer_.pending(), limits_);
    const bool is_known = length.ok() && length->has_value();
    buffer_.append(bytes, is_known ? std::min(**length, growth_limit_) : growth_limit_);
}

Framer::Next Framer::next() {
    drop_taken();
    const auto bytes = unused();
    const auto length = frame_length(bytes, limits_);
    if (!length) return length.error();
    if (!*length || **length > bytes.size()) return std::optional<base::ByteView>();
    taken_ = **length;
    stream_offset_ += taken_;
    return std::optional<base::ByteView>(bytes.first(taken_));
}

void Framer::drop_taken() {
    const std::size_t count = std::exchange(taken_, 0);
    if (lent_.empty()) return buffer_.consume(count);
    lent_ = lent_.subspan(count);
}

}  // namespace ptkt::ims_wire
