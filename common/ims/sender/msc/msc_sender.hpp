#ifndef PTKT_IMS_SENDER_MSC_MSC_SENDER_HPP
#define PTKT_IMS_SENDER_MSC_MSC_SENDER_HPP

#include <optional>

#include "common/ims/msc/node.hpp"
#include "common/ims/sender/backoff.hpp"
#include "common/ims/sender/msc/msc_input.hpp"
#include "common/ims/sender/msc/msc_route.hpp"

namespace ptkt::ims_sender {

/// Sends messages over one MSC link and reports what became of each, and the replies that come in
/// on the return connection. It opens the link once it listens, and starts a lost one again
/// as often as the settings allow, and goes on where it was.
class MscSender final : public ims_protocol::Handler, public ims_msc::Owner, private MscOutlet {
  public:
    using Connection = ims_protocol::Connection;
    using Refusal = ims_sign_on::Refusal;

    /// What the context refers to, and the others, must outlive it.
    MscSender(MscContext context, ims_sign_on::Gate& gate, const store::Store* store,
              Reader& reader);

    /// Listens. Its loop exists from then on.
    [[nodiscard]] base::Status begin();
    [[nodiscard]] net::Loop& loop() { return server_->loop(); }
    /// Sends all that the reader has, and how it ended.
    [[nodiscard]] base::Result<Verdict> run();
    /// For a signal: the first time nothing more is read, and what is under way comes to its end;
    /// the second time that ends, too.
    void stop();

    void on_open(Connection& connection) override;
    void on_frame(Connection& connection, base::ByteView frame) override;
    void on_framing_error(Connection& connection, const ims_wire::DecodeError& error) override;
    [[nodiscard]] ims_protocol::After on_turn_end() override;
    void on_close(Connection& connection, ims_protocol::CloseReason reason) override;
    void on_refused(const net::Endpoint& peer, std::string_view why) override;

    void on_verified(const Connection& connection, const ims_msc::LinkState& session) override;
    void on_active(ims_msc::LinkState& session) override;
    void on_ended(ims_msc::LinkState& session) override;
    void refuse(Connection& connection, const Refusal& refusal) override;
    [[nodiscard]] std::optional<Refusal> on_message(Connection& connection,
                                                    ims_msc::LinkState& session,
                                                    const ims_msc::LinkControl& control,
                                                    const ims_wire::Request& request) override;
    void on_answered(ims_msc::LinkState& session, ims_msc::Outbox<ims_msc::Outgoing>::Entry entry,
                     const ims_wire::Rsm* refusal) override;

  private:
    /// What it waits for beside its connections, on the loop of the server.
    struct Waits {
        Waits(MscSender& sender, ims_protocol::Server& server);
        MscRoute route;
        MscInput input;
        net::Timer answers;  ///< are late
        net::Timer again;    ///< the link is started
    };

    [[nodiscard]] base::Status listen();
    [[nodiscard]] base::Status open_session();
    void start();
    void on_addresses(const base::Status& found);
    [[nodiscard]] bool tries_next_address();
    [[nodiscard]] bool tries_again();
    void lost(const ims_msc::LinkState& session);
    void start_anew();
    void give_up();

    [[nodiscard]] bool has_room() const override;
    void send(Message message) override;
    void on_input_end() override;
    void results_lost();
    void acknowledge_replies();
    void withhold_replies();
    void set_deadline();
    void on_late_answers();
    void over();

    MscContext context_;
    MscLedger ledger_;
    Reader& reader_;
    ims_sign_on::TicketMaker tickets_;
    std::optional<ims_protocol::Server> server_;
    ims_msc::Node node_;
    ims_msc::LinkState* session_ = nullptr;
    std::optional<Waits> waits_;
    std::vector<std::pair<ims_msc::Token, std::uint64_t>> replies_;  ///< told in this turn
    Backoff backoff_;
    Tries tries_;
    bool results_lost_ = false;
    bool gave_up_ = false;
    bool is_over_ = false;
};

}  // namespace ptkt::ims_sender

#endif
