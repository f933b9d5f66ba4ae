#ifndef PTKT_IMS_MSC_NODE_HPP
#define PTKT_IMS_MSC_NODE_HPP

#include <functional>
#include <list>
#include <set>
#include <unordered_map>

#include "common/ims/msc/affinity.hpp"
#include "common/ims/msc/link_state.hpp"
#include "common/ims/sign_on/ticket_maker.hpp"

namespace ptkt::ims_msc {

/// What the program with the links does about what happens to them.
class Owner {
  public:
    virtual ~Owner() = default;

    /// The other side has signed on by this connection, and RACF has let it in (or RACF=N).
    virtual void on_verified(const ims_protocol::Connection& connection,
                             const LinkState& session) = 0;
    /// Both ways are there.
    virtual void on_active(LinkState& session) = 0;
    /// The link has ended; `session.why` says why unless it was stopped in order.
    virtual void on_ended(LinkState& session) = 0;
    /// Answers the refusal on the connection, reports it, and finishes the connection.
    virtual void refuse(ims_protocol::Connection& connection,
                        const ims_sign_on::Refusal& refusal) = 0;
    /// A message came in. When it is taken, `Node::finish` or `Node::fail` is to be called for it,
    /// now or later: that answers it.
    [[nodiscard]] virtual std::optional<ims_sign_on::Refusal> on_message(
        ims_protocol::Connection& connection, LinkState& session, const LinkControl& control,
        const ims_wire::Request& request) = 0;
    /// The other side has answered a message of ours: yes, or with a refusal.
    virtual void on_answered(LinkState& session, Outbox<Outgoing>::Entry entry,
                             const ims_wire::Rsm* refusal) = 0;
};

/// The MSC links of one IMS Connect, as opener and as answerer: every connection is verified by the
/// one that accepts it, and a link exists when both ways do. It works on connections of whatever
/// kind; whoever owns the sockets hands it what happens to them.
class Node {
  public:
    using Connection = ims_protocol::Connection;
    using Dial = std::function<base::Result<Connection*>(const ims_config::RmtImsCon&)>;
    using Now = std::function<base::Instant()>;

    /// Messages that may be unanswered on one link.
    static constexpr std::size_t kWindow = 64;
    /// Replies that wait for the other side, above which it no longer keeps to the rules.
    static constexpr std::size_t kMostWaiting = 4096;
    /// Links that are kept for a restart.
    static constexpr std::size_t kMostSessions = 256;

    Node(const ims_config::Config& config, ims_sign_on::Gate& gate,
         ims_sign_on::TicketMaker& tickets, Owner& owner, Dial dial, Now now)
        : config_(config),
          gate_(gate),
          tickets_(tickets),
          owner_(owner),
          dial_(std::move(dial)),
          now_(std::move(now)) {}

    /// A request that says something about a link. What comes back is for the caller to answer; the
    /// connection ends with it.
    [[nodiscard]] std::optional<ims_sign_on::Refusal> on_request(Connection& connection,
                                                                 const ims_wire::Request& request,
                                                                 const LinkControl& control);
    /// Whether the connection carries a link, so that ordinary messages have no place on it.
    [[nodiscard]] bool carries_link(ims_protocol::ConnectionId id) const {
        return sessions_by_connection_.contains(id);
    }
    /// Whether we opened the connection.
    [[nodiscard]] bool is_ours(ims_protocol::ConnectionId id) const { return ours_.contains(id); }
    /// An answer on a connection that we opened.
    void on_answer(Connection& connection, base::ByteView frame);
    /// To be told of every connection that ends.
    void on_close(Connection& connection, ims_protocol::CloseReason reason);

    /// A new link over a statement; it begins with `start`.
    [[nodiscard]] LinkState& open(const ims_config::Msc& msc, const Token& token);
    /// Starts it, for the first time or again, unless the other side has forgotten it.
    void start(LinkState& session);
    /// Sends a message over it, now or when it exists.
    std::uint64_t send(LinkState& session, Outgoing message);
    /// A message that was taken is done, with a reply or without: it is acknowledged.
    void finish(const Token& token, std::uint64_t number, std::optional<Outgoing> reply);
    /// A message that was taken is not acknowledged, but refused. The link stays.
    void fail(const Token& token, std::uint64_t number, const ims_wire::Rsm& why);
    /// Ends it when nothing is under way any more.
    void stop(LinkState& session);
    /// Ends it at once, with what the reason is.
    void drop(LinkState& session, std::string why);

    /// The same with all links that `which` picks among those that are there or begin; how many.
    std::size_t drop_if(const std::function<bool(const LinkState&)>& which, const std::string& why);

    /// No link is begun over the statement any more, and those that are there or begin are ended at
    /// once; or links may begin again. False: it is in that state already. A statement of a
    /// GENIMSID that is closed leaves new links to the others of its group.
    bool close_path(const ims_config::Msc& msc, const std::string& why);
    bool open_path(const ims_config::Msc& msc) { return closed_.erase(&msc) > 0; }
    [[nodiscard]] bool is_closed(const ims_config::Msc& msc) const {
        return closed_.contains(&msc);
    }

    [[nodiscard]] const std::list<LinkState>& sessions() const { return sessions_; }

  private:
    using Refusal = ims_sign_on::Refusal;
    using Refused = std::optional<Refusal>;

    [[nodiscard]] Refused on_start(Connection& connection, const ims_wire::Request& request,
                                   const LinkControl& control);
    [[nodiscard]] Refused on_return(Connection& connection, const ims_wire::Request& request,
                                    const LinkControl& control);
    [[nodiscard]] Refused on_message(Connection& connection, const ims_wire::Request& request,
                                     const LinkControl& control);
    [[nodiscard]] Refused on_stop(Connection& connection);
    [[nodiscard]] Refused sign_on(Connection& connection, LinkState& session,
                                  const ims_wire::Request& request, ims_sign_on::Identity identity);
    [[nodiscard]] base::Result<LinkState*, Refusal> session_for(const ims_wire::Request& request,
                                                                const LinkControl& control);
    [[nodiscard]] base::Result<std::vector<const ims_config::Msc*>, Refusal> open_partners(
        const LinkControl& control) const;
    [[nodiscard]] LinkState* find(const Token& token);
    [[nodiscard]] LinkState* find(const Connection& connection);
    void perform(LinkState& session, Action action, const Refusal& why);
    void perform(LinkState& session, Action action);
    [[nodiscard]] base::Status call(LinkState& session);
    void take_answer(LinkState& session, LinkState::Awaited awaited,
                     const ims_wire::Response& response);
    void signed_on(LinkState& session, const ims_wire::Response& response);
    void write(LinkState& session, Verb verb, std::uint64_t number, base::Secret ticket = {});
    void pump(LinkState& session);
    void answer(Connection& connection, ims_wire::Response response);
    void close_message(const Token& token, std::uint64_t number, std::optional<Outgoing> reply,
                       std::optional<ims_wire::Rsm> refusal);
    void answer_due(LinkState& session);
    void end(LinkState& session);
    void forget_one();
    [[nodiscard]] LinkControl control_of(const LinkState& session, Verb verb,
                                         std::uint64_t number) const;

    const ims_config::Config& config_;
    ims_sign_on::Gate& gate_;
    ims_sign_on::TicketMaker& tickets_;
    Owner& owner_;
    Dial dial_;
    Now now_;
    std::list<LinkState> sessions_;  ///< the one that began last is the last
    std::unordered_map<ims_protocol::ConnectionId, LinkState*> sessions_by_connection_;
    std::set<ims_protocol::ConnectionId> ours_;
    Affinity<ims_config::Msc> affinity_;
    std::set<const ims_config::Msc*> closed_;
};

}  // namespace ptkt::ims_msc

#endif
