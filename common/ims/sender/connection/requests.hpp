#ifndef PTKT_IMS_SENDER_CONNECTION_REQUESTS_HPP
#define PTKT_IMS_SENDER_CONNECTION_REQUESTS_HPP

#include "common/ims/sender/context.hpp"
#include "common/ims/sender/input/message.hpp"
#include "common/ims/wire/client_message.hpp"

namespace ptkt::ims_sender {

/// What is said on a connection, as bytes: messages, RESUME TPIPE, and the answers to output. As
/// another IMS Connect or as an ordinary client, by the settings.
class Requests {
  public:
    /// Malformed: it cannot be put into a message of IMS Connect.
    using Bytes = base::Result<base::Secret>;

    explicit Requests(const Context& context) : context_(context) {}

    /// An empty ticket is none; a password or phrase may stand in its place.
    [[nodiscard]] Bytes of(const Message& message, const std::string& client_id,
                           base::Secret ticket) const;
    [[nodiscard]] Bytes of_resume(const std::string& client_id, base::Secret ticket) const;
    /// It has the commit mode and sync level of what it answers.
    [[nodiscard]] Bytes of(const ims_protocol::ClientAnswer& answer, const std::string& client_id,
                           base::Secret ticket) const;
    /// The answer to a synchronous callout request.
    [[nodiscard]] Bytes of_callout_response(const ims_wire::CorrelationToken& token,
                                            base::ByteView data, const std::string& client_id,
                                            base::Secret ticket) const;

  private:
    [[nodiscard]] ims_wire::ClientMessage header(ims_wire::MessageKind kind,
                                                 const std::string& client_id) const;
    void put_user(bool signs_on, ims_wire::ClientMessage& out) const;
    [[nodiscard]] ims_wire::ClientMessage header_of(const Message& message,
                                                    const std::string& client_id) const;

    const Context& context_;
};

}  // namespace ptkt::ims_sender

#endif
