#include "common/ims_wire/ping.hpp"

namespace ptkt::ims_wire {

bool is_ping(const Request& request) {
    if (request.irm.f4 != MessageKind::SendReceive || request.segments.size() != 1) return false;
    const auto data = without_fill(request.segments.front().data, request.code);
    return is_text(data, "PING IMS_CONNECT", request.code);
}

Response ping_answer(Code code) {
    Response response;
    response.code = code;
    const auto text = to_wire("HWSC0030I *PING RESPONSE*", code);
    // A text of fixed, valid length cannot be refused.
    static_cast<void>(response.segments.add(*text));
    return response;
}

}  // namespace ptkt::ims_wire
