#include "common/ims/wire/ping.hpp"

namespace ptkt::ims_wire {

bool is_ping(const Request& request) {
    if (request.irm.f4 != MessageKind::SendReceive || request.segments.size() != 1) return false;
    // One whose client has translated the data into EBCDIC says it in EBCDIC.
    for (const Code code : {request.code, Code::Ebcdic}) {
        const auto data = without_fill(request.segments.front().data, code);
        if (is_text(data, "PING IMS_CONNECT", code)) return true;
    }
    return false;
}

Response ping_answer(Code code) {
    Response response;
    response.code = code;
    const auto text = to_wire("HWSC0030I *PING RESPONSE*", code);
    // A text of fixed, valid length cannot be refused.
    static_cast<void>(response.segments.add(*text, std::uint16_t{ping_flag::kExtensions} << 8U));
    return response;
}

}  // namespace ptkt::ims_wire
