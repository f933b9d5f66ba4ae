#ifndef PTKT_IMS_RECEIVER_RECEIVER_HPP
#define PTKT_IMS_RECEIVER_RECEIVER_HPP

#include "common/ims/receiver/admission.hpp"
#include "common/ims/receiver/explanations.hpp"
#include "common/ims/receiver/operator_desk.hpp"
#include "common/ims/receiver/trust.hpp"

namespace ptkt::ims_receiver {

/// What an IMS Connect that receives does with connections and messages: which of its parts an
/// event of the server concerns. A message that is taken goes to the application, or is written
/// out; it is acknowledged when the application has replied, or when the output has it: written at
/// the end of the turn, and only then do answers leave.
class Receiver final : public ims_protocol::Handler {
  public:
    /// `host`, `settings` and `config` must outlive it; messages and events go to `out`.
    Receiver(Host& host, Outlet out, const Settings& settings, const ims_config::Config& config,
             Gate gate);
    Receiver(const Receiver&) = delete;
    Receiver& operator=(const Receiver&) = delete;

    /// The loop of the server, which must live until `finish`; starts the application, or opens
    /// the spool, of the settings.
    [[nodiscard]] base::Status use(net::Loop& loop);
    /// Lets MSC partners in: see Partners.
    void serve_msc(const store::Store* store, ims_msc::Node::Dial dial,
                   Partners::Unreached unreached) {
        partners_.serve(gate_, store, std::move(dial), std::move(unreached));
    }

    void on_open(ims_protocol::Connection& connection) override;
    void on_frame(ims_protocol::Connection& connection, base::ByteView frame) override;
    void on_framing_error(ims_protocol::Connection& connection,
                          const ims_wire::DecodeError& error) override;
    void on_timer(ims_protocol::Connection& connection) override;
    void on_front(ims_protocol::Connection& connection, base::ByteView front) override;
    [[nodiscard]] ims_protocol::After on_turn_end() override;
    void on_close(ims_protocol::Connection& connection, ims_protocol::CloseReason reason) override;
    void on_refused(const net::Endpoint& peer, std::string_view why) override;
    [[nodiscard]] bool is_busy() const override { return jobs_.is_busy() || admission_.is_busy(); }

    [[nodiscard]] Transactions& transactions() { return transactions_; }
    [[nodiscard]] OperatorDesk& desk() { return desk_; }

    /// After the server: ends the application, and waits for the reader of standard output, until
    /// `stop_fd` is readable.
    void finish(int stop_fd);
    /// Whether the output or the spool could not be written, which ends the run.
    [[nodiscard]] bool has_failed() const { return ledger_.has_failed(); }

  private:
    void handle(ClientState& session, ims_wire::Request& request);
    [[nodiscard]] std::optional<Refusal> examine(const ClientState& session,
                                                 const ims_wire::Request& request) const;
    void tell_of_group(const std::string& why, bool& is_away);
    void tell_of_end(const ClientState& session, ims_protocol::CloseReason reason);

    Context context_;
    Gate gate_;
    Clients clients_{context_};
    Arrivals arrivals_{context_};
    Dialogue dialogue_{context_, arrivals_};
    Ledger ledger_{context_};
    Jobs jobs_{context_};
    Transactions transactions_{context_, gate_, clients_, dialogue_, jobs_, ledger_};
    Partners partners_{context_, clients_, arrivals_, dialogue_, jobs_, ledger_};
    Admission admission_{context_, gate_, clients_, arrivals_, dialogue_, partners_, transactions_};
    Explanations explanations_{context_, gate_};
    Trust trust_{context_, gate_, clients_, partners_};
    Switches switches_{context_.reporter, gate_, transactions_, trust_};
    OperatorDesk desk_{context_, clients_, partners_, switches_};
};

}  // namespace ptkt::ims_receiver

#endif
