#ifndef PTKT_IMS_RECEIVER_PARTNERS_HPP
#define PTKT_IMS_RECEIVER_PARTNERS_HPP

#include <set>

#include "common/ims/receiver/clients.hpp"
#include "common/ims/receiver/dialogue.hpp"
#include "common/ims/receiver/jobs.hpp"
#include "common/ims/receiver/ledger.hpp"
#include "common/ims/receiver/msc_links.hpp"

namespace ptkt::ims_receiver {

/// The partners of the member's MSC statements: their links, and what their messages become.
class Partners {
  public:
    Partners(Context& context, Clients& clients, Arrivals& arrivals, Dialogue& dialogue, Jobs& jobs,
             Ledger& ledger)
        : context_(context),
          clients_(clients),
          arrivals_(arrivals),
          dialogue_(dialogue),
          jobs_(jobs),
          ledger_(ledger) {}

    /// Where a connection that we opened was lost, or never came about.
    using Unreached = std::function<void(const net::Endpoint&)>;
    /// Lets them in from now on; `dial` opens the connections back. `store` as for the gate.
    void serve(Gate& gate, const store::Store* store, ims_msc::Node::Dial dial,
               Unreached unreached);
    /// Nothing before they are served.
    [[nodiscard]] MscLinks* links() { return links_ ? &*links_ : nullptr; }
    [[nodiscard]] const MscLinks* links() const { return links_ ? &*links_ : nullptr; }

    /// Whether it is a connection back that we have opened.
    [[nodiscard]] bool is_ours(ims_protocol::ConnectionId id) const {
        return links_ && links_->node().is_ours(id);
    }
    /// Whether `take` would have the sender admitted first.
    [[nodiscard]] bool is_sign_on(const ClientState& session,
                                  const ims_wire::Request& request) const {
        return links_ && links_->is_sign_on(session.connection, request);
    }
    /// Takes what belongs to a link; false: it is an ordinary message.
    [[nodiscard]] bool take(ClientState& session, const ims_wire::Request& request);
    void closed(ims_protocol::Connection& connection, ims_protocol::CloseReason reason);

    /// No link is made over a RMTIMSCON that is stopped. False: it is in that state already.
    [[nodiscard]] bool stop(const std::string& rmtimscon) {
        return stopped_.insert(rmtimscon).second;
    }
    [[nodiscard]] bool start(const std::string& rmtimscon) { return stopped_.erase(rmtimscon) > 0; }
    [[nodiscard]] bool is_stopped(const std::string& rmtimscon) const {
        return stopped_.contains(rmtimscon);
    }

  private:
    [[nodiscard]] MscLinks::Program program();
    void reply(const Taken& taken, std::uint64_t number, MscLinks::Done done);
    void reply_done(ims_wire::Code code, const MscLinks::Done& done,
                    ims_protocol::TransactionEnd outcome);

    Context& context_;
    Clients& clients_;
    Arrivals& arrivals_;
    Dialogue& dialogue_;
    Jobs& jobs_;
    Ledger& ledger_;
    std::optional<MscLinks> links_;
    Unreached unreached_;
    std::set<std::string> stopped_;
};

}  // namespace ptkt::ims_receiver

#endif
