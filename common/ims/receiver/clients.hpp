#ifndef PTKT_IMS_RECEIVER_CLIENTS_HPP
#define PTKT_IMS_RECEIVER_CLIENTS_HPP

#include <unordered_map>

#include "common/ims/receiver/client_ids.hpp"
#include "common/ims/receiver/client_state.hpp"
#include "common/ims/receiver/context.hpp"
#include "common/ims/receiver/refusal.hpp"
#include "common/ims/receiver/socket_warning.hpp"

namespace ptkt::ims_receiver {

/// The connections that are there, what is known of each, and by which IDs their clients go.
class Clients {
  public:
    explicit Clients(Context& context)
        : context_(context),
          socket_warning_(context.config.tcpip.maxsoc, context.config.tcpip.warnsoc,
                          context.config.tcpip.warninc) {}

    using Sessions = std::unordered_map<ims_protocol::ConnectionId, ClientState>;
    ClientState& open(ims_protocol::Connection& connection);
    [[nodiscard]] ClientState& at(ims_protocol::ConnectionId id) { return sessions_.at(id); }
    [[nodiscard]] ClientState* find(ims_protocol::ConnectionId id);
    [[nodiscard]] Sessions& all() { return sessions_; }
    [[nodiscard]] const Sessions& all() const { return sessions_; }
    /// Speaks of the number of sockets where WARNSOC wants it.
    void count_sockets();
    /// Frees the client ID of a connection that is gone.
    void release(const ClientState& session);
    void forget(const ClientState& session);

    /// Gives a connection the client ID that a message asks for, or one that nobody has. Refused:
    /// somebody else has it, and the message does not say what is to be done then.
    [[nodiscard]] std::optional<Refusal> name(ClientState& session, const ims_wire::Irm& irm);
    /// Whether an answer has the client ID of what it answers, or none.
    [[nodiscard]] static std::optional<Refusal> find_stranger(const ClientState& session,
                                                              const ims_wire::Irm& irm);
    /// The session with this client ID on the port of `session`, or nullptr.
    [[nodiscard]] ClientState* holder(const ClientState& session, const std::string& client_id);
    [[nodiscard]] ims_protocol::Tpipes& tpipes() { return tpipes_; }

  private:
    [[nodiscard]] std::string unused_id(const ims_protocol::Connection& connection) const;

    Context& context_;
    ims_protocol::Tpipes tpipes_;  // sessions keep references to it
    ClientIds client_ids_;
    Sessions sessions_;
    SocketWarning socket_warning_;
};

}  // namespace ptkt::ims_receiver

#endif
