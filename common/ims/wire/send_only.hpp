#ifndef PTKT_IMS_WIRE_SEND_ONLY_HPP
#define PTKT_IMS_WIRE_SEND_ONLY_HPP

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/ims/wire/client_message.hpp"

namespace ptkt::ims_wire {

/// What one IMS Connect says to another in one message. Blank names stay blank on the wire.
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

/// A send-only message with acknowledgment (SNDONLYA) for HWSSMPL1 on a persistent socket: commit
/// mode 0, sync level confirm (IBM "Send-only with acknowledgment"); else as `client_request`.
[[nodiscard]] base::Result<Request> send_only_request(SendOnly message,
                                                      const std::vector<base::ByteView>& data);

}  // namespace ptkt::ims_wire

#endif
