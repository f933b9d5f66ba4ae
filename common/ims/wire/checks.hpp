#ifndef PTKT_IMS_WIRE_CHECKS_HPP
#define PTKT_IMS_WIRE_CHECKS_HPP

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "common/ims/wire/request.hpp"

/// What a receiver asks of a well-formed message. Decoding does not, so that the receiver decides.
namespace ptkt::ims_wire {

/// True for a name as `check_name` wants it.
[[nodiscard]] bool is_name(std::string_view name);

/// A name of 1 to 8 of A-Z, 0-9, @, # and $: a user id, a group, a transaction code, an application
/// name. `what` names it in the Malformed error.
[[nodiscard]] base::Status check_name(std::string_view what, std::string_view name);

/// IRM_CLIENTID as IMS Connect wants it: a name that does not begin with HWS and is not the number
/// of one of `ports` (IBM "Format of fixed portion of IRM"). A blank one is not refused: it asks
/// IMS Connect to make one.
[[nodiscard]] base::Status check_client_id(std::string_view client_id,
                                           std::span<const std::uint16_t> ports = {});

/// What contradicts itself in a message, with the codes for its sender: RESUME TPIPE with commit
/// mode 1 (93, documented); RESUME TPIPE for synchronous callout below ARCH 3 (9, documented); a
/// send-only kind with commit mode 1 (9, our choice); a kind that carries data without any (12),
/// and one that carries none with some (9, our choice).
[[nodiscard]] std::optional<DecodeError> find_contradiction(const Request& request);

}  // namespace ptkt::ims_wire

#endif
