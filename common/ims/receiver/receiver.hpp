#ifndef PTKT_IMS_RECEIVER_RECEIVER_HPP
#define PTKT_IMS_RECEIVER_RECEIVER_HPP

#include <map>
#include <memory>
#include <set>
#include <span>
#include <unordered_map>
#include <vector>

#include "common/ims/operator/metrics.hpp"
#include "common/ims/operator/snapshot.hpp"
#include "common/ims/receiver/client_ids.hpp"
#include "common/ims/receiver/keeper.hpp"
#include "common/ims/receiver/msc_links.hpp"
#include "common/ims/receiver/reporter.hpp"
#include "common/ims/receiver/session.hpp"
#include "common/ims/receiver/socket_warning.hpp"
#include "common/ims/receiver/strangers.hpp"
#include "common/net/loop.hpp"

namespace ptkt::ims_receiver {

using ims_sign_on::datastore_of;

/// What a command of the operator did: the number of a message, and its text.
struct Acted {
    std::string number;
    std::string text;
};

/// What an IMS Connect that receives does with connections and messages. Another IMS Connect is admitted once and
/// is trusted from then on, an ordinary client with every message. A message that is taken goes to
/// the application, or is written out; it is acknowledged when the application has replied, or when
/// the output has it: written at the end of the turn, and only then do answers leave.
class Receiver final : public ims_protocol::Handler {
  public:
    /// `host`, `settings` and `config` must outlive it; messages and events go to `out`.
    Receiver(Host& host, Outlet out, const Settings& settings, const ims_config::Config& config,
             Gate gate);

    /// The loop of the server, which must live until `finish`; starts the application, or opens
    /// the spool, of the settings.
    [[nodiscard]] base::Status use(net::Loop& loop);

    /// Where a connection that we opened was lost, or never came about.
    using Unreached = std::function<void(const net::Endpoint&)>;
    /// Lets MSC partners in; `dial` opens the connections back. `store` as for the gate.
    void serve_msc(const store::Store* store, ims_msc::Node::Dial dial, Unreached unreached);

    void on_open(ims_protocol::Connection& connection) override;
    void on_frame(ims_protocol::Connection& connection, base::ByteView frame) override;
    void on_framing_error(ims_protocol::Connection& connection,
                          const ims_wire::DecodeError& error) override;
    void on_timer(ims_protocol::Connection& connection) override;
    void on_front(ims_protocol::Connection& connection, base::ByteView front) override;
    [[nodiscard]] ims_protocol::After on_turn_end() override;
    void on_close(ims_protocol::Connection& connection, ims_protocol::CloseReason reason) override;
    void on_refused(const net::Endpoint& peer, std::string_view why) override;
    [[nodiscard]] bool is_busy() const override { return !jobs_.empty() || !link_jobs_.empty(); }

    /// Output of the application that nobody waits for, put on a tpipe and sent to who wants it.
    void on_async_output(const std::string& tpipe, ims_protocol::Output output);
    /// The application has done with a job.
    void on_done(JobNumber number, ims_protocol::TransactionEnd outcome);

    /// Where it listens, for the operator.
    void listens_on(std::vector<net::Endpoint> where) { listens_on_ = std::move(where); }
    /// What the operator may see.
    [[nodiscard]] ims_operator::Snapshot snapshot() const;
    [[nodiscard]] std::string metrics_page() const;
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
    /// Ends the program after this turn: as SIGTERM does, or with `force` at once.
    [[nodiscard]] base::Result<Acted> close_hws(bool force);

    /// After the server: ends the application, and waits for the reader of standard output, until
    /// `stop_fd` is readable.
    void finish(int stop_fd);
    /// Whether the output or the spool could not be written, which ends the run.
    [[nodiscard]] bool has_failed() const { return has_failed_; }

  private:
    using Effects = ims_protocol::Effects;
    struct Job {
        ims_protocol::ConnectionId connection;
        ims_protocol::Refuge refuge;
    };
    using TransactionEnd = ims_protocol::TransactionEnd;
    /// A message of an MSC link: whoever sent it gets the reply by the link.
    struct LinkJob {
        ims_wire::Code code;
        MscLinks::Done done;
    };

    /// A message that waits for the end of the turn, where all that came in it are admitted with
    /// one durable record of their tickets. While another program holds the replay cache it waits
    /// for more turns, up to `kAdmissionLimit`; nobody else notices.
    struct Waiting {
        ims_protocol::ConnectionId connection;
        ims_wire::Request request;
        net::TimePoint since;
        bool is_front = false;  ///< the rest is still to come
    };
    static constexpr std::chrono::milliseconds kAdmissionLimit{1'000};

    [[nodiscard]] std::optional<Refusal> examine(const Session& session,
                                                 const ims_wire::Request& request) const;
    [[nodiscard]] bool is_held_back(const Session& session) const;
    void tell_of_opening(const Session& session);
    void tell_of_strangers(bool at_once);
    [[nodiscard]] bool must_be_admitted(const Session& session, const ims_wire::Irm& irm) const;
    void wait_for_admission(Session& session, ims_wire::Request request, bool is_front = false);
    void admit_waiting();
    void admit_group(std::span<Waiting> group);
    [[nodiscard]] std::vector<Gate::Verdict> verdicts_on(std::span<const Waiting> group);
    void let_in(Waiting& one, Gate::Verdict verdict);
    template <typename Step>
    void within_memory(ims_protocol::ConnectionId id, const Step& step);
    void refuse_overdue();
    [[nodiscard]] bool admit_to_link(Waiting& one);
    void ask_again_soon();
    void tell_of_notes();
    void finish_notes();
    [[nodiscard]] std::optional<Refusal> admitted(Session& session, const ims_wire::Irm& irm,
                                                  Gate::Verdict verdict);
    [[nodiscard]] std::optional<Refusal> take(Session& session, const ims_wire::Request& request);
    [[nodiscard]] std::optional<Refusal> name_client(Session& session, const ims_wire::Irm& irm);
    [[nodiscard]] static std::optional<Refusal> find_stranger(const Session& session,
                                                              const ims_wire::Irm& irm);
    [[nodiscard]] std::string unused_id(const ims_protocol::Connection& connection) const;
    [[nodiscard]] Refusal cancel_timer(const Session& session, const ims_wire::Irm& irm);
    [[nodiscard]] ims_protocol::Rules rules_of(const ims_config::DataStore* datastore) const;
    void submit(Session& session, const Effects& effects, const ims_wire::Request& request,
                const ims_config::DataStore* datastore);
    void keep(const Taken& taken);
    void apply(Session& session, const Effects& effects);
    void answer(Session& session, const Effects& effects);
    void send(Session& session, base::ByteView bytes, std::string_view kind);
    [[nodiscard]] std::vector<ims_operator::Port> port_views() const;
    [[nodiscard]] ims_operator::Remote remote_view(const ims_config::RmtImsCon& one) const;
    [[nodiscard]] base::Result<const ims_config::Msc*> served_msc(
        const std::string& lclplkid) const;
    [[nodiscard]] ims_operator::MscPath path_view(const ims_config::Msc& one) const;
    [[nodiscard]] MscLinks::Program msc_program();
    [[nodiscard]] bool give_to_link(Session& session, const ims_wire::Request& request);
    [[nodiscard]] bool takes_for_link(Session& session, ims_wire::Request& request);
    void link_closed(ims_protocol::Connection& connection, ims_protocol::CloseReason reason);
    void reply_to_link(const Taken& taken, std::uint64_t number, MscLinks::Done done);
    void reply_done(const LinkJob& job, TransactionEnd outcome);
    void wake(const std::string& tpipe);
    void watch_trust();
    void look_at_trust();
    void end_trust(Session& session, std::string_view why);
    void end_trust(const ims_msc::Session& link, const std::string& why);
    static void end_without_trust(Session& session);
    void tell_of(const Session& session, const ims_wire::Irm& irm);
    void refuse(Session& session, const Refusal& refusal);
    void tell_of_refusal(const Session& session, const Refusal& refusal);
    void output_failed();
    void fail(const base::Error& why);
    void watch_output(bool wanted);
    void count_sockets();
    [[nodiscard]] Session* find(ims_protocol::ConnectionId id);
    [[nodiscard]] bool enough() const {
        return settings_.max_messages && taken_ >= *settings_.max_messages;
    }

    Host& host_;
    const Settings& settings_;
    const ims_config::Config& config_;
    Gate gate_;
    Reporter reporter_;
    net::Loop* loop_ = nullptr;
    net::Clock* clock_ = &net::system_clock();
    bool watches_output_ = false;
    std::unique_ptr<Application> application_;
    std::unique_ptr<Keeper> keeper_;
    JobNumber last_job_ = 0;
    std::vector<Waiting> waiting_;
    bool is_asked_again_ = false;
    std::map<JobNumber, Job> jobs_;
    std::map<JobNumber, LinkJob> link_jobs_;
    std::optional<MscLinks> msc_;
    Unreached unreached_;
    ims_protocol::Tpipes tpipes_;
    ClientIds client_ids_;
    std::unordered_map<ims_protocol::ConnectionId, Session> sessions_;
    SocketWarning socket_warning_;
    net::TimePoint recheck_at_{};
    Strangers strangers_;
    bool is_strangers_event_due_ = false;
    std::int64_t taken_ = 0;
    std::vector<net::Endpoint> listens_on_;
    std::set<std::string> stopped_;             ///< RMTIMSCONs, by the operator
    std::optional<ims_protocol::After> close_;  ///< what CLOSEHWS asks for
    ims_operator::Metrics metrics_;
    bool has_failed_ = false;
};

}  // namespace ptkt::ims_receiver

#endif
