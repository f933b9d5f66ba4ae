#ifndef PTKT_IMS_SENDER_MSC_MSC_CONTEXT_HPP
#define PTKT_IMS_SENDER_MSC_MSC_CONTEXT_HPP

#include "common/ims/config/config.hpp"
#include "common/ims/sender/host.hpp"
#include "common/ims/sender/settings.hpp"
#include "common/net/clock.hpp"
#include "common/net/stream.hpp"

namespace ptkt::ims_sender {

/// What all parts of a sender over MSC share: what it is to do, over which link of its member, whom
/// it reports to, the time, and what protects the connections, where anything does.
struct MscContext {
    Host& host;
    const Settings& settings;
    const ims_config::Config& config;
    const ims_config::Msc& msc;
    net::Wrap for_clients;
    net::Wrap for_server;
    net::Clock& clock = net::system_clock();

    /// The statement that says where the other side is.
    [[nodiscard]] const ims_config::RmtImsCon& connection() const {
        return *ims_config::find_rmtimscon(config, msc.rmtimscon);
    }
};

}  // namespace ptkt::ims_sender

#endif
