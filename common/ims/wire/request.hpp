#ifndef PTKT_IMS_WIRE_REQUEST_HPP
#define PTKT_IMS_WIRE_REQUEST_HPP

#include "common/base/bytes.hpp"
#include "common/base/result.hpp"
#include "common/base/secret.hpp"
#include "common/ims/wire/irm.hpp"
#include "common/ims/wire/segments.hpp"

namespace ptkt::ims_wire {

/// A message from a client: `LLLL IRM {LL ZZ data}* X'00040000'`. It owns what it holds; nothing
/// points into the bytes it was read from, so the password is in `irm.password` only.
struct Request {
    Irm irm;
    Segments segments;
    Code code = Code::Ebcdic;
    Exit exit = Exit::Sampl1;

    [[nodiscard]] Dialect dialect() const { return {exit, code}; }
};

/// Reads one whole message, such as a Framer gives it. What must hold, and the reason code when it
/// does not: LLLL is the length of the bytes and at least 88 (7); IRM_ID names a known exit (no
/// codes: no RSM); what `decode_irm` asks for (6, 9, 113 to 118); each segment has LL of at least 4
/// (5) and ends inside the message (48); the last one has LL 4 (44). LLLL says where the message
/// ends: an empty segment before that is passed over, as clients put one before the trailer. Which
/// of 5, 44 and 48 IMS Connect uses where is not documented: the choice is ours.
/// Whether names, lengths of names and flags make sense together is checks.hpp's question.
[[nodiscard]] base::Result<Request, DecodeError> decode_request(
    base::ByteView message, std::span<const ExitAlias> aliases = {});

/// The IRM of a message of which only the beginning has come: a request without segments. Of the
/// length nothing is checked.
[[nodiscard]] base::Result<Request, DecodeError> decode_front(
    base::ByteView front, std::span<const ExitAlias> aliases = {});

/// The message on the wire, wiped when it goes away because it holds the password. A text that does
/// not fit its field, a segment without data and a message over 2,147,483,647 bytes are Malformed.
[[nodiscard]] base::Result<base::Secret> encode_request(const Request& request);

}  // namespace ptkt::ims_wire

#endif
