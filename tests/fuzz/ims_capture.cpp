// Captures, streams and hexadecimal text: decoding never crashes, gives the same whatever the size
// of its pieces, and covers each byte of a stream once.
#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "common/ims/capture/decoder.hpp"
#include "common/ims/capture/render.hpp"
#include "common/ims/capture/summary.hpp"
#include "common/ims/wire/client_message.hpp"
#include "tests/unit/ims/capture/pcap.hpp"

using namespace ptkt;
using namespace ptkt::ims_capture;

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

std::vector<std::string> decode(base::ByteView bytes, Form form, std::size_t piece) {
    std::vector<std::string> seen;
    std::uint64_t covered = 0;
    Lines lines({});
    Summary summary;
    Decoder decoder({.form = form, .ports = {8888}, .largest = 100'000}, [&](const Record& record) {
        require(record.frame.length > 0);
        require(form != Form::Raw || record.frame.offset == covered);
        covered += record.frame.length;
        summary.add(record);
        seen.push_back(lines.line_of(record) + lines.details_of(record));
        seen.push_back(record_json(record, {}).dump());
    });
    bool good = true;
    for (std::size_t at = 0; at < bytes.size() && good; at += piece)
        good = decoder.feed(bytes.subspan(at, std::min(piece, bytes.size() - at))).ok();
    static_cast<void>(decoder.finish().ok());
    require(form != Form::Raw || covered == bytes.size());
    require(!summary.text(decoder.seen()).empty());
    return seen;
}

/// Every decoding of the bytes, whole and in pieces.
void try_all(base::ByteView bytes, std::size_t piece) {
    for (const Form form : {Form::Auto, Form::Capture, Form::Raw, Form::Hex})
        require(decode(bytes, form, piece) ==
                decode(bytes, form, std::max<std::size_t>(bytes.size(), 1)));
}

/// A conversation to begin from: bytes of the input change some of its own.
base::Bytes talk() {
    ims_wire::ClientMessage message;
    message.kind = ims_wire::MessageKind::SendOnlyAck;
    message.client_id = "CLIENT01";
    message.userid = "USER0002";
    const base::Bytes data(40, 0xC1);
    const auto request = ims_wire::client_request(std::move(message), {data});
    const auto said = ims_wire::encode_request(*request);
    ims_wire::Response response;
    response.client_id = "CLIENT01";
    static_cast<void>(response.segments.add(data));
    const auto answered = ims_wire::encode_response(response, ims_wire::Exit::Sampl1);
    pcap::Talk talk(70);
    talk.open();
    for (int round = 0; round < 2; ++round)
        talk.say(true, said->view()).say(false, *answered);
    return pcap::file(pcap::packets(talk.close().segments));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::size_t piece = data[0] + std::size_t{1};
    const base::ByteView input(data + 1, size - 1);
    try_all(input, piece);
    static const base::Bytes kTalk = talk();
    base::Bytes changed = kTalk;
    for (std::size_t at = 0; at + 3 <= input.size() && at < 30; at += 3)
        changed[(input[at] << 8U | input[at + 1]) % changed.size()] = input[at + 2];
    try_all(changed, piece);
    return 0;
}
