#ifndef PTKT_IMS_RECEIVER_TRANSACTIONS_HPP
#define PTKT_IMS_RECEIVER_TRANSACTIONS_HPP

#include <set>
#include <string>

#include "common/ims/receiver/clients.hpp"
#include "common/ims/receiver/dialogue.hpp"
#include "common/ims/receiver/jobs.hpp"
#include "common/ims/receiver/ledger.hpp"

namespace ptkt::ims_receiver {

/// Messages of clients that may be taken: handed to the application or kept, and what comes back.
class Transactions {
  public:
    Transactions(Context& context, Gate& gate, Clients& clients, Dialogue& dialogue, Jobs& jobs,
                 Ledger& ledger)
        : context_(context),
          gate_(gate),
          clients_(clients),
          dialogue_(dialogue),
          jobs_(jobs),
          ledger_(ledger) {}

    /// A message whose sender is admitted; its user may still lack the access to what it asks for.
    [[nodiscard]] std::optional<Refusal> take(ClientState& session,
                                              const ims_wire::Request& request);
    /// STOPDS and OPENDS: messages for a stopped data store are refused; what it has taken goes on.
    /// False: it was in that state already.
    [[nodiscard]] bool stop_datastore(const std::string& id) { return stopped_.insert(id).second; }
    [[nodiscard]] bool start_datastore(const std::string& id) { return stopped_.erase(id) > 0; }
    [[nodiscard]] bool is_stopped(const std::string& id) const { return stopped_.contains(id); }
    /// Output of the application that nobody waits for, put on a tpipe and sent to who wants it.
    void on_async_output(const std::string& tpipe, ims_protocol::Output output);
    void on_timer(ClientState& session);
    /// The connection is gone.
    void on_close(ClientState& session);
    /// Sends what is on a tpipe to who waits for it.
    void wake(const std::string& tpipe);

  private:
    /// Whom the outcome of a job is for.
    struct Origin {
        ims_protocol::ConnectionId connection;
        ims_protocol::Refuge refuge;
        bool is_first = true;  ///< does not go on with a conversation
    };
    /// Does what the conversation asks for; its program is told when it is over by that.
    void settle(ClientState& session, const ims_protocol::Effects& effects);
    [[nodiscard]] std::optional<Refusal> find_lack_of_access(const ClientState& session,
                                                             const ims_wire::Request& request);
    [[nodiscard]] Refusal cancel_timer(const ClientState& session, const ims_wire::Irm& irm);
    [[nodiscard]] ims_protocol::Rules rules_of(const ims_config::DataStore* datastore) const;
    void submit(ClientState& session, const ims_protocol::Effects& effects,
                const ims_wire::Request& request, const ims_config::DataStore* datastore);
    void on_outcome(JobNumber job, const Origin& origin, ims_protocol::TransactionEnd outcome);

    Context& context_;
    Gate& gate_;
    Clients& clients_;
    Dialogue& dialogue_;
    Jobs& jobs_;
    Ledger& ledger_;
    std::set<std::string> stopped_;  ///< data stores
};

}  // namespace ptkt::ims_receiver

#endif
