#ifndef PTKT_IMS_WIRE_SEND_ONLY_HPP
#define PTKT_IMS_WIRE_SEND_ONLY_HPP

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/ims_wire/request.hpp"
#include "common/ims_wire/timer.hpp"

namespace ptkt::ims_wire {

/// What our sender says in one message. Blank names stay blank on the wire.
struct SendOnly {
    std::string client_id;
    std::string trancode;
    std::string datastore;
    std::string lterm;
    std::string userid;
    std::string group;
    base::Secret ticket;  ///< PassTicket; empty once the connection is trusted
    std::string appl_name;
    base::Byte timer = kTimerDefault;
    Code code = Code::Ebcdic;
};

/// A send-only message with acknowledgment (SNDONLYA) for HWSSMPL1 on a persistent socket: ARCH 1
/// with the application name, commit mode 0, sync level confirm (IBM "Send-only with
/// acknowledgment"). `data` are the segments' data in the code of the message. The transaction
/// code, blank padded to 8, goes before the first one; without a code the data goes as it is.
/// Malformed: no data, or a segment that IMS would see as longer than 32,767 with its LL and ZZ.
[[nodiscard]] base::Result<Request> send_only_request(SendOnly message,
                                                      const std::vector<base::ByteView>& data);

/// A client id for one of our sockets: `prefix` of 3 characters (`OTM`, `MSC`) and the low 20 bits
/// of `value` as 5 upper-case hexadecimal digits. IBM's displays show ids such as OTM924FA; that
/// the digits are hexadecimal is inferred.
[[nodiscard]] std::string generated_client_id(std::string_view prefix, std::uint32_t value);

}  // namespace ptkt::ims_wire

#endif
