#include "tools/imscon-recv/refusal.hpp"

#include <fmt/format.h>

#include <array>

#include "common/ims_wire/checks.hpp"

namespace ptkt::imscon_recv {

namespace {

using ims_wire::MessageKind;

bool is_callout_response(MessageKind kind) {
    return kind == MessageKind::CalloutResponse || kind == MessageKind::CalloutResponseAck;
}

bool is_socket_type(base::Byte soct) {
    return soct == ims_wire::soct::kTransaction || soct == ims_wire::soct::kPersistent;
}

}  // namespace

Refusal after_the_last() {
    return refusal(ims_wire::rsncod::kShuttingDown, "shutting-down",
                   "a message after the last one that was asked for");
}

std::optional<Refusal> find_fault(const ims_wire::Request& request, std::uint16_t port,
                                  bool has_program) {
    using namespace ims_wire;
    if (const auto trouble = find_contradiction(request)) return malformed(*trouble);
    const MessageKind kind = request.irm.f4;
    if (is_callout_response(kind))
        return refusal(rsncod::kProtocol, "protocol-error",
                       fmt::format("{} where nothing waits for one", to_string(kind)));
    if (!has_program && kind == MessageKind::SendReceive)
        return refusal(rsncod::kNoFunction, "unsupported",
                       "a send-receive message, and there is no program that replies");
    if (!is_socket_type(request.irm.soct))
        return malformed(
            exit_refuses(rsncod::kContent, offset::kIrmSoct,
                         fmt::format("IRM_SOCT X'{:02X}' is not for this exit", request.irm.soct)));
    const std::array ports{port};
    if (const auto id = check_client_id(request.irm.client_id, ports); !id)
        return malformed(exit_refuses(rsncod::kContent, offset::kIrmClientId, id.error().what));
    return std::nullopt;
}

}  // namespace ptkt::imscon_recv
