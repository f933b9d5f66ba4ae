// The part of the receiver that admits connections and messages, and knows clients by their ids.
#include "common/ims_wire/send_only.hpp"
#include "tools/imscon-recv/receiver.hpp"

namespace ptkt::imscon_recv {

using ims_connection::Connection;
using ims_wire::MessageKind;
using ims_wire::Request;

/// The client id comes after the PassTicket: nobody may end another's connection, or learn that it
/// is there, before saying who he is.
std::optional<Refusal> Receiver::admit(Session& session, const Request& request) {
    const ims_wire::Irm& irm = request.irm;
    const bool is_first = !session.identity;
    if (is_first || (gate_.checks() && !session.is_ims_connect)) {
        const auto began = std::chrono::steady_clock::now();
        auto identity = gate_.admit(request, session.connection.peer(), io_.now());
        metrics_.verify.add(std::chrono::steady_clock::now() - began);
        if (!identity) return std::move(identity).error();
        if (is_first) session.is_ims_connect = signs_on_once(irm);
        if (irm.f4 != MessageKind::CancelTimer)
            if (auto refused = name_client(session, irm)) return refused;
        session.identity = std::move(*identity);
        if (is_first) {
            session.connection.signed_on();
            tell_of(session, irm);
        }
        return std::nullopt;
    }
    return name_client(session, irm);
}

std::optional<Refusal> Receiver::name_client(Session& session, const ims_wire::Irm& irm) {
    const bool is_named = !session.client_id.empty();
    if (is_named && (irm.client_id.empty() || irm.client_id == session.asked_id ||
                     irm.client_id == session.client_id))
        return std::nullopt;
    Connection& connection = session.connection;
    Connection* const holder = client_ids_.holder(connection.local().port, irm.client_id);
    std::string id = irm.client_id;
    bool is_made = false;
    if (irm.client_id.empty() || (holder != nullptr && (irm.f2 & ims_wire::f2::kGenCid) != 0)) {
        id = unused_id(connection);
        is_made = true;
    } else if (holder != nullptr && (irm.f3 & ims_wire::f3::kCancId) != 0) {
        reporter_.line(fmt::format("{}: HWSS0743I ended, since client id {} is taken over by {}",
                                   to_string(holder->peer()), irm.client_id,
                                   to_string(connection.peer())));
        holder->finish();
    } else if (holder != nullptr) {
        return refusal(ims_wire::rsncod::kDuplicateClient, "duplicate-client-id",
                       fmt::format("HWSS0742W client id {} is in use by {}", irm.client_id,
                                   to_string(holder->peer())));
    }
    if (is_named) client_ids_.release(session.client_id, connection);
    session.asked_id = irm.client_id;
    session.client_id = std::move(id);
    session.id_was_made = is_made;
    client_ids_.give(session.client_id, connection);
    return std::nullopt;
}

std::string Receiver::unused_id(const Connection& connection) const {
    auto number = static_cast<std::uint32_t>(connection.id());
    std::string id;
    do {
        id = ims_wire::generated_client_id("CLT", number++);
    } while (client_ids_.holder(connection.local().port, id) != nullptr);
    return id;
}

/// What is said to the one who cancels is documented; that the one who waits is told as if his
/// timer had expired is our choice.
Refusal Receiver::cancel_timer(const Session& session, const ims_wire::Irm& irm) {
    Connection* const holder = client_ids_.holder(session.connection.local().port, irm.client_id);
    if (holder == nullptr)
        return refusal(ims_wire::rsncod::kClientUnknown, "client-unknown",
                       fmt::format("cancel timer: nobody is client {}", irm.client_id));
    Session& other = sessions_.at(holder->id());
    apply(other, other.conversation.on_cancel());
    return refusal(ims_wire::rsncod::kCancelTimer, "timer-cancelled",
                   fmt::format("the timer of client {} is cancelled", irm.client_id));
}

void Receiver::tell_of(const Session& session, const ims_wire::Irm& irm) {
    const Identity& identity = *session.identity;
    const std::string peer = to_string(session.connection.peer());
    if (!identity.trusted) {
        reporter_.line(fmt::format("{}: not checked, since RACF=N{}", peer,
                                   irm.password.empty() ? "" : "; its PassTicket is ignored"));
        return;
    }
    if (options_.common.verbosity > 0)
        reporter_.news(fmt::format("{}: trusted as {} for {}", peer, identity.user, identity.appl));
    base::Json more = base::Json::object();
    more.set("client_id", session.client_id).set("user", identity.user).set("appl", identity.appl);
    if (const auto tls = session.connection.protection(); !tls.empty()) more.set("tls", tls);
    reporter_.event("verified", session.connection.peer(), std::move(more));
}

}  // namespace ptkt::imscon_recv
