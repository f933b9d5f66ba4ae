#ifndef PTKT_IMS_WIRE_CLIENT_MESSAGE_HPP
#define PTKT_IMS_WIRE_CLIENT_MESSAGE_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/ims/wire/callout.hpp"
#include "common/ims/wire/request.hpp"
#include "common/ims/wire/timer.hpp"

namespace ptkt::ims_wire {

/// What a client says in one message. Blank names stay blank on the wire.
struct ClientMessage {
    MessageKind kind = MessageKind::SendReceive;
    Dialect dialect;
    std::string client_id;
    std::string trancode;
    std::string datastore;
    std::string lterm;
    std::string userid;
    /// The user of a message whose `userid` signs on for the connection: the extension *PTKUSR*.
    std::string message_user;
    std::string group;
    base::Secret ticket;  ///< PassTicket or password; empty where none is sent
    base::Secret phrase;  ///< password phrase, in the extension *PHRASE*; empty where none is sent
    std::string appl_name;
    std::string tpipe;     ///< of RESUME TPIPE: whose output, where it is not that of `client_id`
    bool is_cm0 = true;    ///< commit mode 0, else 1
    bool confirms = true;  ///< sync level confirm, else none
    bool is_persistent = true;
    base::Byte timer = kTimerDefault;
    std::uint16_t nak_reason = 0;
    std::optional<CorrelationToken> token;  ///< of a callout response
    // Flags beside those that follow from what is above, see numbers.hpp.
    base::Byte f0 = 0;
    base::Byte f1 = 0;
    base::Byte f2 = 0;
    base::Byte f3 = 0;
    base::Byte f5 = 0;
};

/// The message for HWSSMPL0 or HWSSMPL1: ARCH 1 with the application name, or 5 with an extension
/// (IBM "Format of fixed portion of IRM", user portion of the IRM for HWSSMPL0/HWSSMPL1). `data`
/// are the segments' data in the code of the message; the kinds that carry none have none, and
/// those of a callout response neither, whose data are not segments: see callout_message.hpp. The
/// transaction code, blank padded to 8, goes before the first one; without a code the data goes as
/// it is. Malformed: data that is missing or has no place, or a segment that IMS would see as
/// longer than 32,767 with its LL and ZZ.
[[nodiscard]] base::Result<Request> client_request(ClientMessage message,
                                                   const std::vector<base::ByteView>& data);

/// A name in the 8 bytes of its field. Malformed: it is longer, or has characters that the code has
/// not.
[[nodiscard]] base::Result<base::Bytes> name_field(std::string_view name, Code code);

/// A client id for one of our sockets: `prefix` of 3 characters (`OTM`, `MSC`) and the low 20 bits
/// of `value` as 5 upper-case hexadecimal digits. IBM's displays show ids such as OTM924FA; that
/// the digits are hexadecimal is inferred.
[[nodiscard]] std::string generated_client_id(std::string_view prefix, std::uint32_t value);

}  // namespace ptkt::ims_wire

#endif
