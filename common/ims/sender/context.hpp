#ifndef PTKT_IMS_SENDER_CONTEXT_HPP
#define PTKT_IMS_SENDER_CONTEXT_HPP

#include <memory>

#include "common/ims/config/config.hpp"
#include "common/ims/sender/connection/client_ids.hpp"
#include "common/ims/sender/connection/tickets.hpp"
#include "common/net/loop.hpp"
#include "common/net/stream.hpp"

namespace ptkt::ims_sender {

/// What all parts of a sender share: its task, the statement, the time, the host it reports to.
struct Context {
    Host& host;
    const Settings& settings;
    const ims_config::RmtImsCon& connection;
    Tickets& tickets;
    base::Seconds ack_limit;  ///< how long an acknowledgment may take
    net::Wrap wrap;           ///< protects the connections
    net::Loop& loop;
    std::shared_ptr<ClientIds> client_ids = std::make_shared<ClientIds>();

    [[nodiscard]] net::TimePoint now() const { return loop.now(); }
    /// `host:port` as the member has it.
    [[nodiscard]] std::string peer() const {
        return fmt::format("{}:{}", connection.host(), connection.port);
    }
};

}  // namespace ptkt::ims_sender

#endif
