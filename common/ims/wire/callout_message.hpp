#ifndef PTKT_IMS_WIRE_CALLOUT_MESSAGE_HPP
#define PTKT_IMS_WIRE_CALLOUT_MESSAGE_HPP

#include <string>

#include "common/ims/wire/client_message.hpp"
#include "common/ims/wire/response.hpp"

namespace ptkt::ims_wire {

/// Whether the structures of an answer, without its LLLL, are a synchronous callout request.
[[nodiscard]] bool is_callout(base::ByteView structures);

/// Reads one: `COR [RMM] [control data] LLLL data CSM`. Control data are structures with an id,
/// which are passed over.
[[nodiscard]] base::Result<Response> decode_callout(base::ByteView structures);

/// Writes one, with its LLLL. Malformed: it has segments, a client ID or no CSM, or is too long.
[[nodiscard]] base::Result<base::Bytes> encode_callout(const Response& response);

/// The response to a callout, with its token: `LLLL IRM {LLLL data} X'00040000'`.
/// REQUIRES: a kind of callout response.
[[nodiscard]] base::Result<base::Secret> encode_callout_response(ClientMessage message,
                                                                 base::ByteView data);

/// What a token says about its request, for people and programs; empty where it does not.
struct TokenNames {
    std::string imsid;
    std::string tpipe;
    std::string user;
};
[[nodiscard]] TokenNames names_of(const CorrelationToken& token);

}  // namespace ptkt::ims_wire

#endif
