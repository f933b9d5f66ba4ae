#ifndef PTKT_IMS_SENDER_SEND_SOCKET_HPP
#define PTKT_IMS_SENDER_SEND_SOCKET_HPP

#include <optional>
#include <string>

#include "common/ims/config/config.hpp"
#include "common/ims/protocol/connecting.hpp"
#include "common/ims/sender/message.hpp"
#include "common/ims/sender/tickets.hpp"
#include "common/ims/wire/client_message.hpp"

namespace ptkt::ims_sender {

/// One send socket. It connects when there is something to send, and nothing waits for that here.
/// As another IMS Connect it sends user ID, application name and PassTicket with the first message
/// on each connection, and those after it travel on the trust that it made; as an ordinary client
/// it has a ticket in each message.
class SendSocket {
  public:
    SendSocket(Host& host, const Settings& settings, const ims_config::RmtImsCon& connection,
               Tickets& tickets, base::Seconds ack_limit, net::Wrap wrap)
        : host_(&host),
          settings_(&settings),
          connection_(&connection),
          tickets_(&tickets),
          ack_limit_(ack_limit),
          wrap_(std::move(wrap)) {}

    /// Connects unless it is connected, as far as that needs no waiting: true when it is, false
    /// when it is on its way. Unavailable: nobody to connect to.
    [[nodiscard]] base::Result<bool> connect();
    /// The same for a message. Malformed: it cannot be put into one of IMS Connect, and costs no
    /// connection.
    [[nodiscard]] base::Result<bool> connect_for(const Message& message);
    void close();
    /// Closes a connection that the peer has closed, or on which it has said something unasked: to
    /// be asked before a message is sent.
    void drop_stale();
    [[nodiscard]] bool is_open() const { return client_.has_value(); }
    [[nodiscard]] bool is_connecting() const { return connecting_.has_value(); }
    /// When connecting is to be gone on with at the latest. REQUIRES: it is connecting.
    [[nodiscard]] net::TimePoint connects_until() const { return connecting_->until(); }
    /// Whether the next message on it carries a PassTicket, and whether an ACK or NAK does.
    [[nodiscard]] bool needs_ticket() const;
    [[nodiscard]] bool answer_needs_ticket() const;
    /// What its answer, or the next step of connecting comes from. REQUIRES: one of the two.
    [[nodiscard]] net::Awaited awaited() const;

    /// Sends a message whose answer is then to be received. Malformed: it cannot be put into a
    /// message; the connection is as it was. Config: no ticket. Trouble with sending itself shows
    /// in `receive`, and in `sent`. REQUIRES: it is open.
    [[nodiscard]] base::Status send(const Message& message);
    /// Sends RESUME TPIPE; the same.
    [[nodiscard]] base::Status resume();
    /// Sends an ACK or NAK of what was received last. Config: no ticket.
    [[nodiscard]] base::Status answer(const ims_protocol::ClientAnswer& answer);
    /// Whether all that was to be sent is on its way.
    [[nodiscard]] const base::Status& sent() const { return sent_; }

    /// The answer to what was sent, waited for until then. Without one the connection is gone.
    [[nodiscard]] base::Result<ims_wire::Response> receive(net::TimePoint until);
    /// The same of what is there; nothing when it is not whole yet.
    [[nodiscard]] base::Result<std::optional<ims_wire::Response>> receive_ready();
    /// All has been said about a message; a connection of one message is closed.
    void end_exchange(bool peer_closes);
    /// Says that nothing more comes and waits until the peer has closed: what it still had to say.
    [[nodiscard]] std::optional<ims_wire::Response> finish();

    /// `host:port` as the member has it.
    [[nodiscard]] std::string peer() const;
    [[nodiscard]] const std::string& client_id() const { return client_id_; }

  private:
    [[nodiscard]] base::Result<std::string> new_client_id() const;
    [[nodiscard]] ims_wire::ClientMessage header(ims_wire::MessageKind kind) const;
    [[nodiscard]] ims_wire::ClientMessage header_of(const Message& message) const;
    [[nodiscard]] ims_wire::ClientMessage header_of_resume() const;
    [[nodiscard]] base::Status check(const Message& message) const;
    void connected(ims_protocol::Client client, std::string client_id);
    [[nodiscard]] base::Result<base::Secret> ticket();
    [[nodiscard]] base::Status say(ims_wire::ClientMessage header,
                                   const std::vector<base::ByteView>& data);

    Host* host_;
    const Settings* settings_;
    const ims_config::RmtImsCon* connection_;
    Tickets* tickets_;
    base::Seconds ack_limit_;
    net::Wrap wrap_;
    std::optional<ims_protocol::Connecting> connecting_;
    std::optional<ims_protocol::Client> client_;
    std::string client_id_;
    bool ticket_was_sent_ = false;
    base::Status sent_;
};

}  // namespace ptkt::ims_sender

#endif
