#include "common/ims/receiver/clients.hpp"

#include "common/base/text/ascii.hpp"
#include "common/ims/wire/reasons.hpp"
#include "common/ims/wire/send_only.hpp"

namespace ptkt::ims_receiver {

using ims_protocol::Connection;

ClientState& Clients::open(Connection& connection) {
    ClientState& session =
        sessions_.try_emplace(connection.id(), connection, tpipes_).first->second;
    session.since = context_.now();
    count_sockets();
    return session;
}

ClientState* Clients::find(ims_protocol::ConnectionId id) {
    const auto found = sessions_.find(id);
    return found == sessions_.end() ? nullptr : &found->second;
}

void Clients::count_sockets() {
    if (const auto words = socket_warning_.at(sessions_.size() + 1)) context_.reporter.line(*words);
}

void Clients::release(const ClientState& session) {
    client_ids_.release(session.client_id, session.connection);
}

void Clients::forget(const ClientState& session) {
    sessions_.erase(session.connection.id());
    count_sockets();
}

std::optional<Refusal> Clients::name(ClientState& session, const ims_wire::Irm& irm) {
    const bool is_named = !session.client_id.empty();
    if (is_named && (irm.client_id.empty() || irm.client_id == session.asked_id ||
                     irm.client_id == session.client_id))
        return std::nullopt;
    Connection& connection = session.connection;
    Connection* const holder = client_ids_.holder(connection.local().port, irm.client_id);
    std::string id = irm.client_id;
    if (irm.client_id.empty() || (holder != nullptr && (irm.f2 & ims_wire::f2::kGenCid) != 0)) {
        id = unused_id(connection);
    } else if (holder != nullptr && (irm.f3 & ims_wire::f3::kCancId) != 0) {
        context_.reporter.line(
            fmt::format("{}: HWSS0743I ended, since client id {} is taken over by {}",
                        to_string(holder->peer()), irm.client_id, to_string(connection.peer())));
        holder->finish();
    } else if (holder != nullptr) {
        return refusal(ims_wire::rsncod::kDuplicateClient, "duplicate-client-id",
                       fmt::format("HWSS0742W client id {} is in use by {}", irm.client_id,
                                   to_string(holder->peer())));
    }
    if (is_named) client_ids_.release(session.client_id, connection);
    session.asked_id = irm.client_id;
    session.client_id = std::move(id);
    client_ids_.give(session.client_id, connection);
    return std::nullopt;
}

/// An ACK or NAK has the client ID of what it answers, or none.
std::optional<Refusal> Clients::find_stranger(const ClientState& session,
                                              const ims_wire::Irm& irm) {
    const std::string& id = irm.client_id;
    if (id.empty() || id == session.asked_id || id == session.client_id) return std::nullopt;
    return refusal(
        ims_wire::rsncod::kProtocol, "protocol-error",
        fmt::format("{} of client {} on the connection of {}", to_string(irm.f4),
                    base::printable(id), session.client_id.empty() ? "nobody" : session.client_id));
}

ClientState* Clients::holder(const ClientState& session, const std::string& client_id) {
    const Connection* const connection =
        client_ids_.holder(session.connection.local().port, client_id);
    return connection == nullptr ? nullptr : find(connection->id());
}

std::string Clients::unused_id(const Connection& connection) const {
    auto number = static_cast<std::uint32_t>(connection.id());
    std::string id;
    do {
        id = ims_wire::generated_client_id("CLT", number++);
    } while (client_ids_.holder(connection.local().port, id) != nullptr);
    return id;
}

}  // namespace ptkt::ims_receiver
