// Requests: decoding never crashes; what decodes is written and read back the same; a stream gives
// the same messages whatever the size of its chunks.
#include <algorithm>
#include <cstdlib>
#include <vector>

#include "common/ims/wire/big_endian.hpp"
#include "common/ims/wire/checks.hpp"
#include "common/ims/wire/data_code.hpp"
#include "common/ims/wire/framer.hpp"
#include "common/ims/wire/ping.hpp"
#include "common/ims/wire/request.hpp"

using namespace ptkt;
using namespace ptkt::ims_wire;

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

base::Bytes encoded(const Request& request) {
    const auto message = encode_request(request);
    require(message.ok());
    return {message->view().begin(), message->view().end()};
}

void try_decode(base::ByteView message) {
    const auto request = decode_request(message);
    if (!request) {
        require(request.error().offset <= message.size());
        require(!request.error().what.empty());
        return;
    }
    static_cast<void>(is_ping(*request));
    static_cast<void>(find_unicode_fault(*request));
    const Transaction transaction = transaction_of(*request);
    require(transaction.code.size() <= kNameLength);
    for (const Segment segment : request->segments)
        require(!segment.data.empty());
    if (!request->segments.empty())
        require(transaction.length <= request->segments.front().data.size());
    static_cast<void>(find_contradiction(*request));
    const auto once = encoded(*request);
    const auto again = decode_request(once);
    require(again.ok());
    require(again->segments == request->segments);
    require(again->irm.password.equals(request->irm.password));
    require(again->irm.userid == request->irm.userid);
    require(encoded(*again) == once);
}

struct Cut {
    std::vector<base::Bytes> messages;
    bool failed = false;
    friend bool operator==(const Cut&, const Cut&) = default;
};

void take_all(Framer& framer, Cut& cut) {
    while (!cut.failed) {
        const auto next = framer.next();
        cut.failed = !next.ok();
        if (!next || !*next) return;
        cut.messages.emplace_back((*next)->begin(), (*next)->end());
    }
}

Cut cut_stream(base::ByteView stream, std::size_t chunk) {
    Framer framer({kSmallestRequest, 4096});
    Cut cut;
    for (std::size_t at = 0; at < stream.size(); at += chunk) {
        const auto part = stream.subspan(at, std::min(chunk, stream.size() - at));
        const base::Bytes bytes(part.begin(), part.end());
        framer.feed(bytes);
        take_all(framer, cut);
        framer.keep();  // they go away
    }
    return cut;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::size_t chunk = data[0] + std::size_t{1};
    const base::ByteView input(data + 1, size - 1);
    try_decode(input);
    base::Bytes fitting(input.begin(), input.end());
    if (fitting.size() >= kLlllLength) {
        put_u32(fitting, 0, static_cast<std::uint32_t>(fitting.size()));
        try_decode(fitting);
    }
    const auto whole = cut_stream(input, std::max<std::size_t>(input.size(), 1));
    require(cut_stream(input, chunk) == whole);
    for (const auto& message : whole.messages)
        try_decode(message);
    return 0;
}
