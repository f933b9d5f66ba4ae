#ifndef PTKT_IMS_WIRE_CALLOUT_HPP
#define PTKT_IMS_WIRE_CALLOUT_HPP

#include <array>

#include "common/base/bytes.hpp"
#include "common/ims/wire/numbers.hpp"

namespace ptkt::ims_wire {

/// The token of a synchronous callout request, by which IMS knows its response: bytes 12 to 51 of
/// the COR structure, and of a response those at IRM offset 124.
using CorrelationToken = std::array<base::Byte, kCorrelationTokenLength>;

/// What a synchronous callout request has in the place of segments (IBM "Format of synchronous
/// callout messages"). The data have a length of four bytes on the wire, and may be many megabytes.
struct Callout {
    CorrelationToken token{};
    base::Bytes data;
    friend bool operator==(const Callout&, const Callout&) = default;
};

}  // namespace ptkt::ims_wire

#endif
