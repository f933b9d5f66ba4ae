#ifndef PTKT_IMS_WIRE_RESPONSE_HPP
#define PTKT_IMS_WIRE_RESPONSE_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "common/base/bytes.hpp"
#include "common/base/result.hpp"
#include "common/ims/wire/callout.hpp"
#include "common/ims/wire/dialect.hpp"
#include "common/ims/wire/numbers.hpp"
#include "common/ims/wire/segments.hpp"

namespace ptkt::ims_wire {

/// Complete status message, the last structure of a good answer (IBM "Format of the complete status
/// message"). The level counts when FLG1 has X'10'; one public client takes it always.
struct Csm {
    base::Byte flags = status_flag::kLevelMeaningful;
    base::Byte protocol_level = protocol_level::kRacfCodes;
    friend bool operator==(const Csm&, const Csm&) = default;
};

/// Request status message, the only structure of its message (IBM "Format of the request status
/// message"). `racf_or_otma` is the RACROUTE REQUEST=VERIFY return code when RACF refused, else the
/// OTMA reason.
struct Rsm {
    base::Byte flags = 0;
    base::Byte racf_or_otma = 0;
    std::uint32_t return_code = 0;
    std::uint32_t reason_code = 0;
    friend bool operator==(const Rsm&, const Rsm&) = default;
};

/// An answer of IMS Connect: `[RMM] [CID] {LL ZZ data}* CSM`, or one RSM. HWSSMPL1 puts LLLL, the
/// total with itself, in front of either. There is no trailer.
struct Response {
    Code code = Code::Ebcdic;              ///< of the ids and of the texts: that of the client
    std::optional<std::string> mod_name;   ///< RMM
    std::optional<std::string> client_id;  ///< CID
    Segments segments;
    std::optional<Callout> callout;  ///< of a synchronous callout request, which has no segments
    std::variant<Csm, Rsm> status;
    friend bool operator==(const Response&, const Response&) = default;
};

/// The answer on the wire. Malformed: a name over 8 characters or not in the code, anything beside
/// an RSM, and a data segment that a client would take for one of the structures.
[[nodiscard]] base::Result<base::Bytes> encode_response(const Response& response, Exit exit);

/// Reads one whole answer. A structure is known by its id and its exact length, in ASCII or EBCDIC;
/// the code of the answer is that of its status.
[[nodiscard]] base::Result<Response> decode_response(base::ByteView message, Exit exit);

/// For answers without LLLL: looks for the end of an answer from `scanned` on, the offset of a
/// structure, and moves it over the structures that are whole. The length of the answer when its
/// status has come; nothing when more bytes are needed; Malformed for an LL below 4.
[[nodiscard]] base::Result<std::optional<std::size_t>> find_status(base::ByteView bytes,
                                                                   std::size_t& scanned);

}  // namespace ptkt::ims_wire

#endif
