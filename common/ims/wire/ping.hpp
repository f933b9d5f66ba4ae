#ifndef PTKT_IMS_WIRE_PING_HPP
#define PTKT_IMS_WIRE_PING_HPP

#include "common/ims/wire/request.hpp"
#include "common/ims/wire/response.hpp"

namespace ptkt::ims_wire {

/// True for a send-receive message whose only data is `PING IMS_CONNECT` in upper case, with or
/// without trailing blanks (IBM's ping topic).
[[nodiscard]] bool is_ping(const Request& request);

/// The answer to a ping: one segment of two flag bytes (see ping_flag) in the place of ZZ and the
/// text `HWSC0030I *PING RESPONSE*`, then a CSM. The flags say that extensions are taken, and
/// nothing of network security data.
[[nodiscard]] Response ping_answer(Code code);

}  // namespace ptkt::ims_wire

#endif
