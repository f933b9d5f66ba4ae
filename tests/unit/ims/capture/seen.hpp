#ifndef PTKT_TESTS_UNIT_IMS_CAPTURE_SEEN_HPP
#define PTKT_TESTS_UNIT_IMS_CAPTURE_SEEN_HPP

#include <string>
#include <vector>

#include "common/ims/capture/decoder.hpp"
#include "common/ims/capture/render.hpp"
#include "common/ims/wire/client_message.hpp"
#include "tests/unit/ims/capture/pcap.hpp"
#include "tests/unit/ims/wire/samples.hpp"

namespace seen {

using namespace ptkt;
using namespace ptkt::ims_capture;

/// What a decoder gave for some bytes.
struct Result {
    std::vector<std::string>
        what;  ///< `SNDONLYA CLIENT01`, `RSM 8/40 CLIENT01`, `fault 12`, `gap 3`
    std::vector<std::string> lines;  ///< for people
    std::vector<json::Json> json;
    Seen counts;
    bool failed = false;

    /// How many messages and answers there are.
    [[nodiscard]] std::size_t whole() const {
        return static_cast<std::size_t>(std::ranges::count_if(what, [](const std::string& one) {
            return !one.starts_with("fault") && !one.starts_with("gap");
        }));
    }
};

inline std::string word_of(const Record& record) {
    const Frame& frame = record.frame;
    if (frame.kind == Frame::Kind::Gap) return fmt::format("gap {}", frame.length);
    if (frame.kind == Frame::Kind::Fault) return fmt::format("fault {}", frame.length);
    const std::string whose = record.asked == nullptr ? "" : " " + record.asked->client_id;
    if (frame.request != nullptr) return std::string(to_string(frame.request->irm.f4)) + whose;
    if (const auto* rsm = std::get_if<ims_wire::Rsm>(&frame.answer->status))
        return fmt::format("RSM {}/{}{}", rsm->return_code, rsm->reason_code, whose);
    return "CSM" + whose;
}

/// Decodes bytes that come in pieces.
inline Result decode(base::ByteView bytes, DecoderSettings settings = {},
                     std::size_t piece = 1'000'000, Reading reading = {}) {
    Result result;
    Lines lines(reading);
    Decoder decoder(std::move(settings), [&](const Record& record) {
        result.what.push_back(word_of(record));
        result.lines.push_back(lines.line_of(record));
        result.lines.push_back(lines.details_of(record));
        result.json.push_back(record_json(record, reading));
    });
    for (std::size_t at = 0; at < bytes.size() && !result.failed; at += piece)
        result.failed = !decoder.feed(bytes.subspan(at, std::min(piece, bytes.size() - at))).ok();
    result.failed = !decoder.finish().ok() || result.failed;
    result.counts = decoder.seen();
    return result;
}

/// A message of a client with a ticket, in one of the codes.
inline base::Bytes message(std::string client, ims_wire::Code code, std::string_view data,
                           ims_wire::Exit exit = ims_wire::Exit::Sampl1) {
    ims_wire::ClientMessage one;
    one.kind = ims_wire::MessageKind::SendOnlyAck;
    one.dialect = {exit, code};
    one.client_id = std::move(client);
    one.trancode = "PART";
    one.datastore = "IMSB";
    one.userid = "USER0002";
    one.ticket = base::Secret(base::as_bytes("SECRETPW"));
    one.appl_name = "APPLI2I";
    const auto bytes = ims_wire::to_wire(data, code, ebcdic::CodePage::Cp1047).value();
    const auto request = ims_wire::client_request(std::move(one), {base::ByteView(bytes)}).value();
    const auto encoded = ims_wire::encode_request(request).value();
    return {encoded.view().begin(), encoded.view().end()};
}

inline base::Bytes answer(std::variant<ims_wire::Csm, ims_wire::Rsm> status,
                          ims_wire::Code code = ims_wire::Code::Ebcdic,
                          ims_wire::Exit exit = ims_wire::Exit::Sampl1,
                          std::string_view text = "") {
    ims_wire::Response response;
    response.code = code;
    response.status = status;
    if (!text.empty())
        static_cast<void>(
            response.segments.add(ims_wire::to_wire(text, code, ebcdic::CodePage::Cp1047).value()));
    return ims_wire::encode_response(response, exit).value();
}

}  // namespace seen

#endif
