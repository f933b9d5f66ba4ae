#ifndef PTKT_TOOLS_IMSCON_RECV_RECEIVER_HPP
#define PTKT_TOOLS_IMSCON_RECV_RECEIVER_HPP

#include <unordered_map>

#include "common/cli/exit_status.hpp"
#include "common/ims_connection/connection.hpp"
#include "common/ims_trust/gate.hpp"
#include "tools/imscon-recv/client_ids.hpp"
#include "tools/imscon-recv/log.hpp"
#include "tools/imscon-recv/msc_links.hpp"
#include "tools/imscon-recv/options.hpp"
#include "tools/imscon-recv/record.hpp"
#include "tools/imscon-recv/refusal.hpp"

namespace ptkt::imscon_recv {

using ims_trust::datastore_of;
using ims_trust::Gate;
using ims_trust::Identity;

/// What this program does with connections and messages. The first message of a connection decides
/// whether its sender is trusted; every message that is taken is written out, and acknowledged only
/// when the output has it: written at the end of the turn, and only then do answers leave.
class Receiver final : public ims_connection::Handler {
  public:
    Receiver(cli::Io& io, const Options& options, const ims_config::Config& config, Gate gate)
        : io_(io),
          options_(options),
          config_(config),
          gate_(std::move(gate)),
          log_(io),
          news_(io) {}

    /// Lets MSC partners in; `dial` opens the connections back. `store` as for the gate.
    void serve_msc(const store::Store* store, ims_msc::Node::Dial dial);

    void on_open(ims_connection::Connection& connection) override;
    void on_frame(ims_connection::Connection& connection, base::ByteView frame) override;
    void on_framing_error(ims_connection::Connection& connection,
                          const ims_wire::DecodeError& error) override;
    [[nodiscard]] ims_connection::After on_turn_end() override;
    void on_close(ims_connection::Connection& connection,
                  ims_connection::CloseReason reason) override;
    void on_refused(const ims_connection::Endpoint& peer, std::string_view why) override;

    /// How the run ended: Done, or Io when the output could not be written.
    [[nodiscard]] cli::ExitStatus status() const { return status_; }

  private:
    struct Session {
        std::optional<Identity> identity;  ///< once the first message was admitted
        std::string client_id;
        bool id_was_made = false;
        ims_wire::Dialect dialect;
        std::int64_t messages = 0;
    };

    [[nodiscard]] std::optional<Refusal> take(ims_connection::Connection& connection,
                                              Session& session, const ims_wire::Request& request);
    [[nodiscard]] std::optional<Refusal> sign_on(ims_connection::Connection& connection,
                                                 Session& session,
                                                 const ims_wire::Request& request);
    [[nodiscard]] std::optional<Refusal> name_client(ims_connection::Connection& connection,
                                                     Session& session, const ims_wire::Irm& irm);
    [[nodiscard]] std::string unused_id(const ims_connection::Connection& connection) const;
    void tell_of(const ims_connection::Connection& connection, const Session& session,
                 const ims_wire::Irm& irm);
    void acknowledge(ims_connection::Connection& connection, Session& session,
                     const ims_wire::Irm& irm);
    void refuse(ims_connection::Connection& connection, Session& session, const Refusal& refusal);
    void answer(ims_connection::Connection& connection, const Session& session,
                ims_wire::Response response);
    [[nodiscard]] MscLinks::Program msc_program();
    void write(const Taken& taken);
    void event(std::string_view what, const ims_connection::Endpoint& peer, base::Json more);
    [[nodiscard]] bool enough() const {
        return options_.max_messages && taken_ >= *options_.max_messages;
    }

    cli::Io& io_;
    const Options& options_;
    const ims_config::Config& config_;
    Gate gate_;
    Log log_;   ///< what is out of the ordinary
    Log news_;  ///< what `-v` asks for; its lines never crowd out the others
    std::optional<MscLinks> msc_;
    ClientIds client_ids_;
    std::unordered_map<ims_connection::ConnectionId, Session> sessions_;
    std::int64_t taken_ = 0;
    cli::ExitStatus status_ = cli::ExitStatus::Done;
};

}  // namespace ptkt::imscon_recv

#endif
