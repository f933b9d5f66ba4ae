// Answers: decoding never crashes; what decodes is written and read back the same; a stream gives
// the same answers whatever the size of its chunks.
#include <algorithm>
#include <cstdlib>
#include <vector>

#include "common/ims/wire/big_endian.hpp"
#include "common/ims/wire/reasons.hpp"
#include "common/ims/wire/response_reader.hpp"

using namespace ptkt;
using namespace ptkt::ims_wire;

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

void try_decode(base::ByteView message, Exit exit) {
    const auto response = decode_response(message, exit);
    if (!response) {
        require(!response.error().what.empty());
        return;
    }
    if (const auto* rsm = std::get_if<Rsm>(&response->status)) require(!describe(*rsm).empty());
    const auto once = encode_response(*response, exit);
    // Ids in one code and a status in the other decode, but cannot be written in one code.
    if (!once) return;
    const auto again = decode_response(*once, exit);
    require(again.ok());
    require(again->segments == response->segments);
    require(again->callout == response->callout);
    require(again->status == response->status);
    require(encode_response(*again, exit).value() == *once);
}

struct Cut {
    std::vector<Response> answers;
    bool failed = false;
    friend bool operator==(const Cut&, const Cut&) = default;
};

Cut cut_stream(base::ByteView stream, std::size_t chunk, Exit exit) {
    ResponseReader reader(exit, 100'000);
    Cut cut;
    for (std::size_t at = 0; at < stream.size() && !cut.failed; at += chunk) {
        reader.feed(stream.subspan(at, std::min(chunk, stream.size() - at)));
        for (;;) {
            auto next = reader.next();
            cut.failed = !next.ok();
            if (!next || !*next) break;
            cut.answers.push_back(**std::move(next));
        }
    }
    return cut;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::size_t chunk = data[0] + std::size_t{1};
    const base::ByteView input(data + 1, size - 1);
    for (const Exit exit : {Exit::Sampl0, Exit::Sampl1}) {
        try_decode(input, exit);
        const auto whole = cut_stream(input, std::max<std::size_t>(input.size(), 1), exit);
        require(cut_stream(input, chunk, exit) == whole);
    }
    base::Bytes fitting(input.begin(), input.end());
    if (fitting.size() >= kLlllLength) {
        put_u32(fitting, 0, static_cast<std::uint32_t>(fitting.size()));
        try_decode(fitting, Exit::Sampl1);
        // The rest of a callout request whose beginning is right.
        base::Bytes callout{0, 0, 0, 0, 0, 0x34, 0, 0, '*', 'C', 'O', 'R', 'T', 'K', 'N', '*'};
        callout.insert(callout.end(), fitting.begin(), fitting.end());
        put_u32(callout, 0, static_cast<std::uint32_t>(callout.size()));
        try_decode(callout, Exit::Sampl1);
    }
    return 0;
}
