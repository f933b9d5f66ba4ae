#ifndef PTKT_IMS_RECEIVER_MSC_LINKS_HPP
#define PTKT_IMS_RECEIVER_MSC_LINKS_HPP

#include <functional>
#include <map>
#include <optional>
#include <string_view>

#include "common/formats/json/json.hpp"
#include "common/ims/msc/node.hpp"
#include "common/ims/protocol/output.hpp"
#include "common/ims/receiver/record.hpp"
#include "common/ims/receiver/refusal.hpp"

namespace ptkt::ims_receiver {

/// The part of this program that has MSC links: lets the partners of the member's MSC statements
/// in, opens the connections back, and gives their messages on.
class MscLinks final : public ims_msc::Owner {
  public:
    using Connection = ims_protocol::Connection;
    /// How the work on a message ended: it is acknowledged, and its reply if there is one is sent;
    /// or it is refused.
    using Ended = base::Result<std::optional<ims_msc::Outgoing>, ims_wire::Rsm>;
    /// To be called once for each message.
    using Done = std::function<void(Ended)>;

    /// What the program does beside. All must be there.
    struct Program {
        std::function<base::Moment()> moment;  ///< when a message came
        /// A message is to be taken: written out, or refused.
        std::function<std::optional<Refusal>(const Taken&)> take;
        /// Makes the reply to a message that was taken, now or later.
        std::function<void(const Taken&, std::uint64_t number, Done)> reply;
        std::function<void(Connection&, const Refusal&)> refuse;
        std::function<void(std::string_view, const net::Endpoint&, json::Json)> event;
        std::function<void(std::string_view)> line;  ///< what is out of the ordinary
        std::function<void(std::string_view)> news;  ///< what -v asks for
        std::function<void(const std::string& lclplkid)> count_link;
        std::function<void(const Connection&, const std::string& lclplkid)> count_message;
    };

    MscLinks(const ims_config::Config& config, ims_sign_on::Gate& gate, const store::Store* store,
             ims_msc::Node::Now now, ims_msc::Node::Dial dial, Program program)
        : config_(config),
          tickets_(store),
          program_(std::move(program)),
          node_(config, gate, tickets_, *this, std::move(dial), std::move(now)) {}

    /// Takes a request that belongs to a link, or has no place beside one; false: it is an ordinary
    /// message.
    [[nodiscard]] bool take(Connection& connection, const ims_wire::Request& request);
    /// Whether `take` would have the sender admitted first.
    [[nodiscard]] bool is_sign_on(const Connection& connection,
                                  const ims_wire::Request& request) const;
    [[nodiscard]] ims_msc::Node& node() { return node_; }
    [[nodiscard]] const ims_msc::Node& node() const { return node_; }
    /// When the partner of the link signed on, if he is trusted.
    [[nodiscard]] std::optional<net::TimePoint> trusted_since(
        const ims_msc::LinkState& session) const;
    /// When the link began, or had its last message or answer.
    [[nodiscard]] net::TimePoint since(const ims_msc::LinkState& session) const;

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
    const ims_config::Config& config_;
    ims_sign_on::TicketMaker tickets_;
    Program program_;
    ims_msc::Node node_;
    std::map<const ims_msc::LinkState*, net::TimePoint> since_;  ///< links that are there
    std::map<const ims_msc::LinkState*, net::TimePoint> trusted_since_;
};

/// The reply of a receiver without a program for transactions: which message it was, and who took
/// it, such as `HWS2 TOOK MESSAGE 3 OF MSC0000A`, in the code of the message.
[[nodiscard]] ims_msc::Outgoing acknowledging_reply(const std::string& hws_id, const Taken& taken,
                                                    std::uint64_t number);

/// The reply that an application made, in the code of the message; nothing where it made none.
/// Malformed: what cannot be written in that code, or does not fit a segment.
[[nodiscard]] base::Result<std::optional<ims_msc::Outgoing>> reply_of(
    const ims_protocol::Output& output, ims_wire::Code code, ebcdic::CodePage page);

}  // namespace ptkt::ims_receiver

#endif
