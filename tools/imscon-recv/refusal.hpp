#ifndef PTKT_TOOLS_IMSCON_RECV_REFUSAL_HPP
#define PTKT_TOOLS_IMSCON_RECV_REFUSAL_HPP

#include <optional>

#include "common/ims_trust/refusal.hpp"
#include "common/ims_wire/request.hpp"

namespace ptkt::imscon_recv {

using ims_trust::malformed;
using ims_trust::Refusal;
using ims_trust::refusal;

/// What is wrong with a well-formed message, or that this receiver does not do what it asks for:
/// it takes send-only messages (with an acknowledgment, with an answer to errors only, without
/// any) in commit mode 0. Which codes IMS Connect would use is not documented; ours are reason 71
/// (function not found) for what it could do and we do not, 36 (protocol error) for an answer to a
/// message that was never sent, and 9 (content not valid) for a client id that breaks the rules.
[[nodiscard]] std::optional<Refusal> find_fault(const ims_wire::Request& request,
                                                std::uint16_t port);

}  // namespace ptkt::imscon_recv

#endif
