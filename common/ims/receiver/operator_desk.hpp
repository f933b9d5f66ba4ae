#ifndef PTKT_IMS_RECEIVER_OPERATOR_DESK_HPP
#define PTKT_IMS_RECEIVER_OPERATOR_DESK_HPP

#include <string>
#include <vector>

#include "common/ims/operator/command.hpp"
#include "common/ims/operator/snapshot.hpp"
#include "common/ims/receiver/clients.hpp"
#include "common/ims/receiver/partners.hpp"
#include "common/ims/receiver/recorder.hpp"
#include "common/ims/receiver/switches.hpp"

namespace ptkt::ims_receiver {

/// What the operator may see of a receiver, and what he may tell it to do.
class OperatorDesk {
  public:
    OperatorDesk(Context& context, Clients& clients, Partners& partners, Switches& switches)
        : context_(context), clients_(clients), partners_(partners), switches_(switches) {}

    /// Where the receiver listens.
    void listens_on(std::vector<net::Endpoint> where) { listens_on_ = std::move(where); }
    [[nodiscard]] Switches& switches() { return switches_; }
    [[nodiscard]] Recorder& recorder() { return recorder_; }
    [[nodiscard]] const ims_config::Config& config() const { return context_.config; }
    [[nodiscard]] ims_operator::Snapshot snapshot() const;
    [[nodiscard]] std::string metrics_page() const;
    /// What it is doing: STATUS.
    [[nodiscard]] json::Json status() const;
    /// The most important counters on one line.
    [[nodiscard]] std::string counters_line() const;
    [[nodiscard]] json::Json counters_json() const;
    /// Ends the links over a RMTIMSCON; none is made until it is started again. NotFound: there is
    /// none of that ID, or it is in that state already.
    [[nodiscard]] base::Result<Acted> stop_remote(const std::string& id);
    [[nodiscard]] base::Result<Acted> start_remote(const std::string& id);
    /// Ends the link that has this send client. NotFound: no link has it.
    [[nodiscard]] base::Result<Acted> stop_send_client(const std::string& client_id);
    /// Ends the connection of a client of a port, and with it the trust in it. NotFound: there is
    /// no such client.
    [[nodiscard]] base::Result<Acted> stop_client(const std::string& port,
                                                  const std::string& client_id);
    /// Ends the links of a MSC statement; none is made over it until it is started again. NotFound
    /// as for a RMTIMSCON.
    [[nodiscard]] base::Result<Acted> stop_msc(const std::string& lclplkid);
    [[nodiscard]] base::Result<Acted> start_msc(const std::string& lclplkid);
    /// Ends one link over a MSC statement. NotFound: there is none of that name.
    [[nodiscard]] base::Result<Acted> stop_link(const std::string& link,
                                                const std::string& lclplkid);
    /// RECORDER. NotFound: it is in that state already, or has no file; other errors are those of
    /// the file.
    [[nodiscard]] base::Result<Acted> set_recorder(bool on);
    /// Ends the program after this turn: as SIGTERM does, or with `force` at once.
    [[nodiscard]] base::Result<Acted> close_hws(bool force);
    /// A command was carried out: it is on record where the log keeps such things.
    void acted(const Acted& done, const ims_operator::Command& command) {
        context_.reporter.acted(done.number, done.text, ims_operator::to_string(command));
    }
    /// What CLOSEHWS asks for.
    [[nodiscard]] std::optional<ims_protocol::After> close() const { return close_; }

  private:
    [[nodiscard]] std::size_t sockets() const;
    [[nodiscard]] std::vector<ims_operator::Port> port_views() const;
    [[nodiscard]] ims_operator::DataStore datastore_view(const ims_config::DataStore& one) const;
    [[nodiscard]] ims_operator::Remote remote_view(const ims_config::RmtImsCon& one) const;
    [[nodiscard]] ims_operator::MscPath path_view(const ims_config::Msc& one) const;
    [[nodiscard]] base::Result<const ims_config::Msc*> served_msc(
        const std::string& lclplkid) const;

    Context& context_;
    Clients& clients_;
    Partners& partners_;
    Switches& switches_;
    Recorder recorder_{context_};
    std::vector<net::Endpoint> listens_on_;
    std::optional<ims_protocol::After> close_;
    base::Instant since_ = context_.host.now();
};

}  // namespace ptkt::ims_receiver

#endif
