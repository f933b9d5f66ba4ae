#include "tools/imscon-recv/refusal.hpp"

#include <fmt/format.h>

#include <array>

#include "common/ims_wire/checks.hpp"

namespace ptkt::imscon_recv {

namespace {

using ims_wire::MessageKind;

bool is_unasked_answer(MessageKind kind) {
    return kind == MessageKind::Ack || kind == MessageKind::Nak ||
           kind == MessageKind::Deallocate || kind == MessageKind::CalloutResponse ||
           kind == MessageKind::CalloutResponseAck;
}

bool is_taken(MessageKind kind) {
    return kind == MessageKind::SendOnly || kind == MessageKind::SendOnlyAck ||
           kind == MessageKind::SendOnlyError;
}

}  // namespace

std::optional<Refusal> find_fault(const ims_wire::Request& request, std::uint16_t port) {
    using namespace ims_wire;
    if (const auto trouble = find_contradiction(request)) return malformed(*trouble);
    const MessageKind kind = request.irm.f4;
    if (is_unasked_answer(kind))
        return refusal(36, "protocol-error",
                       fmt::format("{} where nothing waits for one", to_string(kind)));
    if (!is_taken(kind))
        return refusal(71, "unsupported",
                       fmt::format("{} messages are not supported", to_string(kind)));
    const std::array ports{port};
    if (const auto id = check_client_id(request.irm.client_id, ports); !id)
        return malformed(exit_refuses(rsncod::kContent, offset::kIrmClientId, id.error().what));
    return std::nullopt;
}

}  // namespace ptkt::imscon_recv
