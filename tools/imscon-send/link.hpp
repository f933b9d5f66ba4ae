#ifndef PTKT_TOOLS_IMSCON_SEND_LINK_HPP
#define PTKT_TOOLS_IMSCON_SEND_LINK_HPP

#include <optional>
#include <string>

#include "common/ims_connection/client.hpp"
#include "tools/imscon-send/message.hpp"
#include "tools/imscon-send/tickets.hpp"

namespace ptkt::imscon_send {

/// One send socket of a RMTIMSCON statement. It connects when there is something to send; the first
/// message on each connection carries user ID, application name and PassTicket, those after it
/// travel on the trust that it made.
class Link {
  public:
    Link(cli::Io& io, const Options& options, const ims_config::RmtImsCon& connection,
         Tickets& tickets, base::Seconds ack_limit, stream::Wrap wrap)
        : io_(&io),
          options_(&options),
          connection_(&connection),
          tickets_(&tickets),
          ack_limit_(ack_limit),
          wrap_(std::move(wrap)) {}

    /// Connects unless it is connected. Unavailable: nobody to connect to.
    [[nodiscard]] base::Status connect();
    void close() { client_.reset(); }
    [[nodiscard]] bool is_open() const { return client_.has_value(); }
    /// Whether the next message on it carries a PassTicket.
    [[nodiscard]] bool needs_ticket() const;
    /// What its answer comes from. REQUIRES: a message was sent.
    [[nodiscard]] int fd() const { return client_->fd(); }
    /// Whether `receive` would not wait. REQUIRES: a message was sent.
    [[nodiscard]] bool has_answer() { return client_->has_answer(); }

    /// Sends a message whose answer is then to be received. Malformed: it cannot be put into a
    /// message; the connection is as it was. Unavailable: nobody to connect to. Config: no ticket.
    /// Trouble with sending itself shows in `receive`.
    [[nodiscard]] base::Status send(const Message& message);

    /// The answer to what was sent, waited for until then. Without one the connection is gone.
    [[nodiscard]] base::Result<ims_wire::Response> receive(ims_connection::TimePoint until);

    /// `host:port` as the member has it.
    [[nodiscard]] std::string peer() const;
    [[nodiscard]] const std::string& client_id() const { return client_id_; }

  private:
    [[nodiscard]] base::Result<base::Secret> encode(const Message& message, base::Secret ticket);
    [[nodiscard]] base::Result<base::Secret> ticket();

    cli::Io* io_;
    const Options* options_;
    const ims_config::RmtImsCon* connection_;
    Tickets* tickets_;
    base::Seconds ack_limit_;
    stream::Wrap wrap_;
    std::optional<ims_connection::Client> client_;
    std::string client_id_;
    bool ticket_was_sent_ = false;
    base::Status sent_;
};

}  // namespace ptkt::imscon_send

#endif
