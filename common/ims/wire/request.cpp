#include "common/ims/wire/request.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "common/ims/wire/big_endian.hpp"
#include "common/ims/wire/layout.hpp"

namespace ptkt::ims_wire {

namespace {

/// Checks LLLL against the bytes that are there.
std::optional<DecodeError> wrong_total(base::ByteView message) {
    if (message.size() < kSmallestRequest)
        return exit_refuses(rsncod::kTotalLength, field::kLlll.at,
                            fmt::format("message of {} bytes is shorter than {}", message.size(),
                                        kSmallestRequest));
    const std::uint32_t total = u32_at(message, field::kLlll.at);
    if (total != message.size())
        return exit_refuses(
            rsncod::kTotalLength, field::kLlll.at,
            fmt::format("total length {} in a message of {} bytes", total, message.size()));
    return std::nullopt;
}

/// The segments before the trailer, which is the last of them; others without data are passed over.
base::Result<Segments, DecodeError> decode_segments(base::ByteView message, std::size_t first) {
    bool ends = false;      // the segment before had no data
    std::size_t empty = 0;  // segments without data
    for (std::size_t at = first; at < message.size();) {
        const std::size_t left = message.size() - at;
        if (left < kSegmentHeaderLength)
            return exit_refuses(ends ? rsncod::kMessageLength : rsncod::kIncomplete, at,
                                ends ? fmt::format("{} bytes after the end of the message", left)
                                     : "message ends without X'00040000'");
        const std::size_t ll = u16_at(message, at);
        if (ll < kSegmentHeaderLength)
            return exit_refuses(
                rsncod::kNegativeLength, at,
                fmt::format("segment length {} is below {}", ll, kSegmentHeaderLength));
        if (ll > left)
            return exit_refuses(rsncod::kMessageLength, at,
                                fmt::format("segment length {} where {} bytes are left", ll, left));
        ends = ll == kTrailerLength;
        if (ends) ++empty;
        at += ll;
    }
    if (!ends)
        return exit_refuses(rsncod::kIncomplete, message.size(),
                            "message ends without X'00040000'");
    const auto row = message.subspan(first, message.size() - kTrailerLength - first);
    auto all = Segments::from_wire(row).value();
    if (empty == 1) return all;
    Segments segments;
    for (const Segment segment : all)
        if (!segment.data.empty()) static_cast<void>(segments.add(segment.data, segment.zz));
    return segments;
}

/// All but the segments.
std::optional<DecodeError> read_header(base::ByteView message, std::span<const ExitAlias> aliases,
                                       Request& request) {
    const auto dialect = dialect_of(message, aliases);
    if (!dialect) return DecodeError{std::nullopt, field::kIrmId.at, unknown_exit(message)};
    request.code = dialect->code;
    request.exit = dialect->exit;
    return decode_irm(message, dialect->code, request.irm);
}

std::optional<DecodeError> read_request(base::ByteView message, std::span<const ExitAlias> aliases,
                                        Request& request) {
    if (auto error = wrong_total(message)) return error;
    if (auto error = read_header(message, aliases, request)) return error;
    auto segments =
        decode_segments(message, field::kIrmLen.at + u16_at(message, field::kIrmLen.at));
    if (!segments) return std::move(segments).error();
    request.segments = *std::move(segments);
    return std::nullopt;
}

}  // namespace

base::Result<Request, DecodeError> decode_request(base::ByteView message,
                                                  std::span<const ExitAlias> aliases) {
    // Filled in place: a request has many members to move.
    base::Result<Request, DecodeError> request{Request()};
    if (auto error = read_request(message, aliases, *request)) request = *std::move(error);
    return request;
}

base::Result<Request, DecodeError> decode_front(base::ByteView front,
                                                std::span<const ExitAlias> aliases) {
    base::Result<Request, DecodeError> request{Request()};
    if (front.size() < kSmallestRequest) {
        request = exit_refuses(rsncod::kTotalLength, field::kLlll.at,
                               fmt::format("the first {} bytes have no IRM", front.size()));
    } else if (auto error = read_header(front, aliases, *request)) {
        request = *std::move(error);
    }
    return request;
}

base::Result<base::Secret> encode_request(const Request& request) {
    const std::size_t irm_end = field::kIrmLen.at + irm_length(request.irm);
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
    put_u32(message, field::kLlll.at, static_cast<std::uint32_t>(total));
    std::ranges::copy(segments, message.begin() + static_cast<std::ptrdiff_t>(irm_end));
    put_u16(message, total - kTrailerLength, kTrailerLength);
    const auto status = encode_irm(request.irm, request.dialect(), message);
    base::Secret owned(std::move(message));
    if (!status) return status.error();
    return owned;
}

}  // namespace ptkt::ims_wire
