#ifndef PTKT_IMS_SENDER_MSC_SENDER_HPP
#define PTKT_IMS_SENDER_MSC_SENDER_HPP

#include <deque>
#include <optional>

#include "common/base/unique_fd.hpp"
#include "common/ims/msc/node.hpp"
#include "common/ims/protocol/server.hpp"
#include "common/ims/sender/backoff.hpp"
#include "common/ims/sender/reader.hpp"
#include "common/ims/sender/results.hpp"
#include "common/net/look_up.hpp"

namespace ptkt::ims_sender {

/// What protects the connections of a link; nothing where they are clear.
struct MscProtection {
    net::Wrap for_clients;
    net::Wrap for_server;
};

/// Sends messages over one MSC link and tells what became of each, and the replies that come in on
/// the return connection. The link is opened once the program listens; when it is lost it is
/// started again as often as --retry allows, and goes on where it was.
class MscSender final : public ims_protocol::Handler, public ims_msc::Owner {
  public:
    using Connection = ims_protocol::Connection;
    using Refusal = ims_sign_on::Refusal;

    MscSender(Host& host, const Settings& settings, const ims_config::Config& config,
              const ims_config::Msc& msc, ims_sign_on::Gate& gate, const store::Store* store,
              const MscProtection& protection);

    /// Listens. Its loop is there from then on.
    [[nodiscard]] base::Status begin(Reader& reader);
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

    void on_verified(const Connection& connection, const ims_msc::Session& session) override;
    void on_active(ims_msc::Session& session) override;
    void on_ended(ims_msc::Session& session) override;
    void refuse(Connection& connection, const Refusal& refusal) override;
    [[nodiscard]] std::optional<Refusal> on_message(Connection& connection,
                                                    ims_msc::Session& session,
                                                    const ims_msc::LinkControl& control,
                                                    const ims_wire::Request& request) override;
    void on_answered(ims_msc::Session& session, ims_msc::Outbox<ims_msc::Outgoing>::Entry entry,
                     const ims_wire::Rsm* refusal) override;

  private:
    /// A message on the link: its number in the input, and as it was read.
    struct Waiting {
        std::int64_t number;
        std::string original;
    };

    [[nodiscard]] base::Status set_up();
    [[nodiscard]] base::Status listen();
    [[nodiscard]] base::Result<Connection*> dial(const ims_config::RmtImsCon& connection);
    [[nodiscard]] base::Status open_session();
    void start();
    void on_addresses();
    [[nodiscard]] bool tries_next_address();
    void lost(const ims_msc::Session& session);
    void read_input();
    void take_ready();
    void take_next();
    void send(Message message);
    void watch_input(bool wanted);
    void on_timer();
    void set_timer(std::chrono::milliseconds wait);
    void set_deadline();
    void give_up();
    void keep_rest();
    void results_lost();
    void start_anew();
    void tell_doubt(std::size_t count);
    void keep(const base::Status& done);
    void over();
    [[nodiscard]] bool try_again();

    Host& host_;
    const Settings& settings_;
    const ims_config::Config& config_;
    const ims_config::Msc& msc_;
    ims_sign_on::TicketMaker tickets_;
    const MscProtection& protection_;
    Results results_;
    std::optional<ims_protocol::Server> server_;
    ims_msc::Node node_;
    ims_msc::Session* session_ = nullptr;
    Reader* reader_ = nullptr;
    base::UniqueFd timer_;
    base::UniqueFd end_;
    std::optional<net::LookUp> look_up_;  ///< of whom to connect to
    std::vector<net::Endpoint> addresses_;
    std::size_t next_address_ = 0;
    bool is_unreached_ = false;  ///< the last connection of ours ended before anything came on it
    bool input_watched_ = false;
    bool input_ended_ = false;   ///< nothing more of it is sent
    bool reader_ended_ = false;  ///< nothing more of it is to be read
    bool results_lost_ = false;
    bool waits_to_retry_ = false;
    bool gave_up_ = false;
    std::deque<Waiting> waiting_;  ///< on the link and not acknowledged, in the order of the link
    std::deque<std::pair<std::uint64_t, std::int64_t>> numbers_;  ///< link to input, for replies
    Backoff backoff_;
    Tries tries_;
    base::Status done_;
};

}  // namespace ptkt::ims_sender

#endif
