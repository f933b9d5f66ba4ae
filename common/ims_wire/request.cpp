#include "common/ims_wire/request.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "common/base/hex.hpp"
#include "common/ims_wire/big_endian.hpp"

namespace ptkt::ims_wire {

namespace {

/// Checks LLLL against the bytes that are there.
std::optional<DecodeError> wrong_total(base::ByteView message) {
    if (message.size() < kSmallestRequest)
        return exit_refuses(rsncod::kTotalLength, offset::kLlll,
                            fmt::format("message of {} bytes is shorter than {}", message.size(),
                                        kSmallestRequest));
    const std::uint32_t total = u32_at(message, offset::kLlll);
    if (total != message.size())
        return exit_refuses(
            rsncod::kTotalLength, offset::kLlll,
            fmt::format("total length {} in a message of {} bytes", total, message.size()));
    return std::nullopt;
}

/// The offset of the trailer, every segment before it being well-formed.
base::Result<std::size_t, DecodeError> find_trailer(base::ByteView message, std::size_t first) {
    for (std::size_t at = first;;) {
        const std::size_t left = message.size() - at;
        if (left < kSegmentHeaderLength)
            return exit_refuses(rsncod::kIncomplete, at, "message ends without X'00040000'");
        const std::size_t ll = u16_at(message, at);
        if (ll < kSegmentHeaderLength)
            return exit_refuses(
                rsncod::kNegativeLength, at,
                fmt::format("segment length {} is below {}", ll, kSegmentHeaderLength));
        if (ll > left)
            return exit_refuses(rsncod::kMessageLength, at,
                                fmt::format("segment length {} where {} bytes are left", ll, left));
        if (ll == kTrailerLength) return at;
        at += ll;
    }
}

base::Result<Segments, DecodeError> decode_segments(base::ByteView message, std::size_t first) {
    const auto trailer = find_trailer(message, first);
    if (!trailer) return trailer.error();
    const std::size_t end = *trailer + kTrailerLength;
    if (end != message.size())
        return exit_refuses(
            rsncod::kMessageLength, end,
            fmt::format("{} bytes behind the end of the message", message.size() - end));
    return Segments::from_wire(message.subspan(first, *trailer - first)).value();
}

/// All but the segments.
std::optional<DecodeError> read_header(base::ByteView message, Request& request) {
    const auto dialect = dialect_of(message);
    if (!dialect)
        return DecodeError{std::nullopt, offset::kIrmId,
                           fmt::format("HWSP1445E unknown exit name in IRM_ID: X'{}'",
                                       base::to_hex(message.subspan(offset::kIrmId, kNameLength)))};
    request.code = dialect->code;
    request.exit = dialect->exit;
    return decode_irm(message, dialect->code, request.irm);
}

std::optional<DecodeError> read_request(base::ByteView message, Request& request) {
    if (auto error = wrong_total(message)) return error;
    if (auto error = read_header(message, request)) return error;
    auto segments = decode_segments(message, offset::kIrmLen + u16_at(message, offset::kIrmLen));
    if (!segments) return std::move(segments).error();
    request.segments = *std::move(segments);
    return std::nullopt;
}

/// The text before the first blank, of at most 8 characters.
std::string leading_word(base::ByteView data, Code code) {
    const auto head = data.first(std::min(data.size(), kNameLength));
    const auto end = std::ranges::find(head, blank(code));
    return to_text(head.first(static_cast<std::size_t>(end - head.begin())), code);
}

}  // namespace

base::Result<Request, DecodeError> decode_request(base::ByteView message) {
    // Filled in place: a request has many members to move.
    base::Result<Request, DecodeError> request{Request()};
    if (auto error = read_request(message, *request)) request = *std::move(error);
    return request;
}

base::Result<Request, DecodeError> decode_front(base::ByteView front) {
    base::Result<Request, DecodeError> request{Request()};
    if (front.size() < kSmallestRequest) {
        request = exit_refuses(rsncod::kTotalLength, offset::kLlll,
                               fmt::format("the first {} bytes have no IRM", front.size()));
    } else if (auto error = read_header(front, *request)) {
        request = *std::move(error);
    }
    return request;
}

base::Result<base::Secret> encode_request(const Request& request) {
    const std::size_t irm_end = offset::kIrmLen + irm_length(request.irm);
    const auto segments = request.segments.wire();
    const std::size_t total = irm_end + segments.size() + kTrailerLength;
    if (total > kLargestTotal)
        return base::fail(base::ErrorKind::Malformed, "message of {} bytes is longer than {}",
                          total, kLargestTotal);
    const auto is_empty = [](const Segment& segment) { return segment.data.empty(); };
    if (std::any_of(request.segments.begin(), request.segments.end(), is_empty))
        return base::fail(base::ErrorKind::Malformed, "a segment must have at least one byte");
    // One buffer of the final size: a growing one would leave copies of the password behind.
    base::Bytes message(total);
    put_u32(message, offset::kLlll, static_cast<std::uint32_t>(total));
    std::ranges::copy(segments, message.begin() + static_cast<std::ptrdiff_t>(irm_end));
    put_u16(message, total - kTrailerLength, kTrailerLength);
    const auto status = encode_irm(request.irm, request.dialect(), message);
    base::Secret owned(std::move(message));
    if (!status) return status.error();
    return owned;
}

std::string transaction_code(const Request& request) {
    if (!request.irm.trancode.empty() || request.segments.empty()) return request.irm.trancode;
    return leading_word(request.segments.front().data, request.code);
}

}  // namespace ptkt::ims_wire
