// MSC links: control data that decodes is written back the same; a message that decodes as a
// request of the client protocol never crashes what looks for a link in it, nor does an answer.
#include <cstdlib>

#include "common/ims/msc/frame.hpp"

using namespace ptkt;
using namespace ptkt::ims_msc;

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

void try_control(base::ByteView bytes) {
    const auto control = decode_control(bytes);
    if (!control) return require(!control.error().what.empty());
    // Names may be filled with X'00' or X'40'; what is written has blanks.
    const auto once = encode_control(*control).value();
    require(decode_control(once).value() == *control);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const base::ByteView input(data, size);
    try_control(input);
    base::Bytes fitting(input.begin(), input.end());
    fitting.resize(kControlLength);
    fitting[0] = kVersion;
    try_control(fitting);
    if (const auto request = ims_wire::decode_request(input)) {
        const auto control = link_control(*request);
        require(!control || !*control || (*control)->verb != Verb::Accepted);
    }
    if (const auto response = ims_wire::decode_response(input, ims_wire::Exit::Sampl1))
        static_cast<void>(accepted_control(*response));
    return 0;
}
