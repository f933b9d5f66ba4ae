#include "common/ims/receiver/refusal.hpp"

#include <fmt/format.h>

#include <array>

#include "common/ims/wire/checks.hpp"
#include "common/ims/wire/data_code.hpp"
#include "common/ims/wire/layout.hpp"
#include "common/ims/wire/password_change.hpp"

namespace ptkt::ims_receiver {

namespace {

using ims_wire::MessageKind;

constexpr std::string_view kHeldBack = "held-back";

bool is_callout_response(MessageKind kind) {
    return kind == MessageKind::CalloutResponse || kind == MessageKind::CalloutResponseAck;
}

bool is_socket_type(base::Byte soct) {
    return soct == ims_wire::soct::kTransaction || soct == ims_wire::soct::kPersistent;
}

/// What the protocol has and this program has not.
std::optional<Refusal> find_unsupported(const ims_wire::Request& request) {
    using namespace ims_wire;
    const Irm& irm = request.irm;
    if (carries_data(irm.f4) || irm.f4 == MessageKind::ResumeTpipe)
        if (const auto fault = find_unicode_fault(request)) return malformed(*fault);
    if (carries_data(irm.f4) && (irm.f0 & (f0::kXmlD | f0::kXmlTd)) != 0)
        return refusal(rsncod::kNoFunction, "unsupported", "XML for the XML adapter (IRM_F0)");
    if ((irm.f5 & f5::kOtmaHeaders) != 0)
        return malformed(exit_refuses(rsncod::kContent, field::kIrmF5.at,
                                      "OTMA headers that the client has built"));
    if ((irm.f5 & f5::kXid) != 0)
        return refusal(rsncod::kNoFunction, "unsupported", "a message with an XID");
    if (irm.f4 == MessageKind::ResumeTpipe && (irm.f0 & f0::kSynOnly) != 0)
        return refusal(rsncod::kNoFunction, "unsupported",
                       "RESUME TPIPE for synchronous callout alone");
    return std::nullopt;
}

}  // namespace

Refusal after_the_last() {
    return refusal(ims_wire::rsncod::kShuttingDown, "shutting-down",
                   "a message after the last one that was asked for");
}

Refusal unchecked_answer() {
    return refusal(ims_wire::rsncod::kNoPassword, "no-ticket",
                   "an answer of one who came in while nobody was checked (SETRACF OFF)");
}

Refusal held_back() {
    constexpr base::Byte kNotAuthorized = 0x08;
    return refusal(ims_wire::rsncod::kSecurityViolation, std::string(kHeldBack),
                   "too many sign-ons of this address were refused", kNotAuthorized);
}

bool is_failed_sign_on(const Refusal& refusal) {
    return refusal.rsm && refusal.rsm->reason_code == ims_wire::rsncod::kSecurityViolation &&
           refusal.reason != kHeldBack;
}

std::optional<Refusal> find_fault(const ims_wire::Request& request, std::uint16_t port,
                                  bool has_program, bool takes_passwords) {
    using namespace ims_wire;
    if (const auto trouble = find_contradiction(request)) return malformed(*trouble);
    if (auto refused = find_unsupported(request)) return refused;
    const MessageKind kind = request.irm.f4;
    // It has passwords in it, which are nothing for a transaction.
    const bool is_change = is_password_change(request);
    if (is_change && !(takes_passwords && kind == MessageKind::SendReceive))
        return refusal(rsncod::kNoFunction, "unsupported", "a change of password (HWSPWCH)");
    if (is_callout_response(kind))
        return refusal(rsncod::kProtocol, "protocol-error",
                       fmt::format("{} where nothing waits for one", to_string(kind)));
    if (!has_program && kind == MessageKind::SendReceive && !is_change)
        return refusal(rsncod::kNoFunction, "unsupported",
                       "a send-receive message, and there is no program that replies");
    if (!is_socket_type(request.irm.soct))
        return malformed(
            exit_refuses(rsncod::kContent, field::kIrmSoct.at,
                         fmt::format("IRM_SOCT X'{:02X}' is not for this exit", request.irm.soct)));
    const std::array ports{port};
    if (const auto id = check_client_id(request.irm.client_id, ports); !id)
        return malformed(exit_refuses(rsncod::kContent, field::kIrmClientId.at, id.error().what));
    return std::nullopt;
}

}  // namespace ptkt::ims_receiver
