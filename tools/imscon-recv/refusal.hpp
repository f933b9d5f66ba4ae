#ifndef PTKT_TOOLS_IMSCON_RECV_REFUSAL_HPP
#define PTKT_TOOLS_IMSCON_RECV_REFUSAL_HPP

#include <optional>
#include <string>

#include "common/ims_wire/decode_error.hpp"
#include "common/ims_wire/request.hpp"
#include "common/ims_wire/response.hpp"

namespace ptkt::imscon_recv {

/// Why a message is not taken: what the peer is told (nothing: it sees its connection closed, and
/// that is all), one stable word, and a line for whoever runs this program. The connection ends
/// with it, as IMS Connect closes it for every return code that is used here.
struct Refusal {
    std::optional<ims_wire::Rsm> rsm;
    std::string reason;
    std::string detail;
};

/// An error that IMS Connect itself finds: return code 8.
[[nodiscard]] Refusal refusal(std::uint32_t reason_code, std::string reason, std::string detail,
                              base::Byte racf = 0);

/// Bytes that are no message, with the codes that the decoder gave.
[[nodiscard]] Refusal malformed(const ims_wire::DecodeError& error);

/// What is wrong with a well-formed message, or that this receiver does not do what it asks for:
/// without a program there is nobody to reply to a send-receive message. Which codes IMS Connect
/// would use is not documented; ours are reason 71 (function not found) for what it could do and we
/// do not, 36 (protocol error) for a callout response, since nothing is ever called out, and 9
/// (content not valid) for a client id or an IRM_SOCT that breaks the rules.
[[nodiscard]] std::optional<Refusal> find_fault(const ims_wire::Request& request,
                                                std::uint16_t port, bool has_program);

}  // namespace ptkt::imscon_recv

#endif
