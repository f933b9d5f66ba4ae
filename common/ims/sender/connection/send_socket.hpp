#ifndef PTKT_IMS_SENDER_CONNECTION_SEND_SOCKET_HPP
#define PTKT_IMS_SENDER_CONNECTION_SEND_SOCKET_HPP

#include <optional>
#include <string>

#include "common/ims/protocol/connecting.hpp"
#include "common/ims/sender/connection/requests.hpp"

namespace ptkt::ims_sender {

/// One send socket on the loop. It connects when there is something to send, and nothing waits for
/// that here, nor for a peer that takes what is sent slowly. As another IMS Connect it sends user
/// ID, application name and PassTicket with the first message on each connection, and those after
/// it travel on the trust that it made; as an ordinary client it has a ticket in each message.
class SendSocket {
  public:
    /// `woken` is called when what it waits for has happened. The context must outlive it.
    SendSocket(const Context& context, net::Loop::Callback woken);

    /// Connects unless it is connected, as far as that needs no waiting: true when it is, false
    /// when it is on its way. Unavailable: nobody to connect to.
    [[nodiscard]] base::Result<bool> connect();
    /// The same for a message. Malformed: it cannot be put into one of IMS Connect, and costs no
    /// connection.
    [[nodiscard]] base::Result<bool> connect_for(const Message& message);
    void close();
    /// Whether the peer has closed the connection, or has said something unasked on it: to be asked
    /// before a message is sent, which belongs on another one then.
    [[nodiscard]] bool is_stale() const { return client_ && client_->is_stale(); }
    void drop_stale();
    [[nodiscard]] bool is_open() const { return client_.has_value(); }
    [[nodiscard]] bool is_connecting() const { return connecting_.has_value(); }
    /// When connecting, or sending, is to be gone on with at the latest. REQUIRES: it does that.
    [[nodiscard]] net::TimePoint until() const {
        return connecting_ ? connecting_->until() : until_;
    }
    /// Whether the next message on it carries a PassTicket.
    [[nodiscard]] bool needs_ticket() const;
    /// How long it is until the ticket of the next message can be made, or that of an ACK or NAK;
    /// zero: now, or there is none.
    [[nodiscard]] std::chrono::milliseconds ticket_pause() const { return pause(needs_ticket()); }
    [[nodiscard]] std::chrono::milliseconds answer_ticket_pause() const {
        return pause(answer_needs_ticket());
    }

    /// Sends a message, as far as that needs no waiting. Malformed: it cannot be put into a
    /// message; the connection is as it was. Config: no ticket. Trouble with sending itself shows
    /// in `receive_ready`, and in `sent`. REQUIRES: it is open.
    [[nodiscard]] base::Status send(const Message& message);
    /// Sends RESUME TPIPE; the same.
    [[nodiscard]] base::Status resume();
    /// Sends the answer to a callout; the same.
    [[nodiscard]] base::Status send_callout_response(const ims_wire::CorrelationToken& token,
                                                     base::ByteView data);
    /// Sends an ACK or NAK of what was received last. Config: no ticket.
    [[nodiscard]] base::Status answer(const ims_protocol::ClientAnswer& answer);
    /// Whether some of it is not on its way yet. Then it waits for room, which `send_more` uses.
    [[nodiscard]] bool is_sending() const { return client_ && client_->is_sending(); }
    void send_more();
    /// What became of sending.
    [[nodiscard]] const base::Status& sent() const { return sent_; }

    /// The answer to what was sent; nothing when it is not whole yet: then it waits for it. After
    /// an error the connection is gone.
    [[nodiscard]] base::Result<std::optional<ims_wire::Response>> receive_ready();
    /// It has not come in time, and the connection goes.
    [[nodiscard]] base::Error give_up();
    /// Waits for what the peer says; or for nothing.
    void listen() { await(false); }
    void ignore() { watch_.clear(); }
    /// All has been said about a message; a connection of one message is closed.
    void end_exchange(bool peer_closes);
    /// Says that nothing more comes. False: to be called again when it is woken.
    [[nodiscard]] bool end_output();

    [[nodiscard]] const std::string& client_id() const { return client_id_; }

  private:
    [[nodiscard]] base::Result<std::string> new_client_id() const;
    void connected(ims_protocol::Client client, std::string client_id);
    [[nodiscard]] bool answer_needs_ticket() const;
    [[nodiscard]] std::chrono::milliseconds pause(bool is_needed) const;
    [[nodiscard]] base::Result<base::Secret> ticket(bool is_needed);
    void say(base::Secret bytes);
    void await(bool for_room);

    const Context& context_;
    Requests requests_;
    net::Loop::Callback woken_;
    net::Watch watch_;
    bool is_woken_ = true;  ///< for the next step of connecting
    std::optional<ims_protocol::Connecting> connecting_;
    std::optional<ims_protocol::Client> client_;
    std::string client_id_;
    bool ticket_was_sent_ = false;
    base::Status sent_;
    net::TimePoint until_{};  ///< for all of what is being sent
};

}  // namespace ptkt::ims_sender

#endif
