#ifndef PTKT_IMS_PROTOCOL_CONVERSATION_HPP
#define PTKT_IMS_PROTOCOL_CONVERSATION_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/ims/protocol/time_limit.hpp"
#include "common/ims/protocol/tpipes.hpp"
#include "common/ims/wire/irm.hpp"
#include "common/ims/wire/response.hpp"

/// What is said on one connection and in which order, without sockets, clocks and programs (IBM
/// "IMS Connect client call flows", "Socket processing for transactions", the resume-tpipe and
/// send-only topics).
namespace ptkt::ims_protocol {

/// What the port and the data store lay down.
struct Rules {
    net::Milliseconds timeout{0};             ///< TIMEOUT of TCPIP; zero: no limit
    net::Milliseconds ackto{120'000};         ///< ACKTO of the data store
    std::string timeout_queue = "DFS$$TOQ";   ///< CM0ATOQ: where unacknowledged output goes
    std::string reroute_default = "HWS$DEF";  ///< RRNAME of the data store
    bool has_transactions = true;             ///< there is a program that replies
};

/// Where output of commit mode 0 goes that its client does not take: a tpipe; nowhere (PURGE).
using Refuge = std::optional<std::string>;

/// What is to be done after an event, at most one answer among it.
struct Effects {
    bool submit = false;  ///< the message is for the application; `on_outcome` is expected, unless
                          ///< `closes` is set: then nobody waits for the outcome
    Refuge refuge;        ///< with `submit`: for output that comes when nobody waits any more

    bool accepts = false;           ///< a CSM alone
    std::optional<Output> deliver;  ///< output and a CSM
    std::optional<ims_wire::Rsm> rsm;
    base::Byte flags = 0;    ///< of the CSM
    bool closes = false;     ///< after the answer
    std::string why;         ///< with `rsm`, when it is a refusal
    std::string_view ended;  ///< why a conversation of IMS ends that its program would have gone on
                             ///< with: `deallocated`, `timeout` or `refused`

    bool sets_timer = false;
    std::optional<net::Milliseconds> timer;  ///< with `sets_timer`: from now; absent: none any more
};

/// One client's side of the protocol. Every event gives what is to be done; the timer that an
/// effect sets comes back as `on_timer`. An answer that the state does not allow is refused with
/// return code 8, reason 36, and the end of the connection.
class Conversation {
  public:
    /// `number` is what the tpipes know this client by. The tpipes must outlive it.
    Conversation(ClientNumber number, Tpipes& tpipes) : number_(number), tpipes_(&tpipes) {}

    /// A message that has been found free of faults, and whose sender may send it. `client_id` is
    /// the one in force, and the name of its tpipe; `trancode` is what its data begin with.
    [[nodiscard]] Effects on_request(const ims_wire::Irm& irm, const std::string& client_id,
                                     const Rules& rules, const std::string& trancode);
    /// The application has done with the message that was submitted last.
    [[nodiscard]] Effects on_outcome(TransactionEnd outcome);
    /// There is output on the tpipe that this client waits for.
    [[nodiscard]] Effects on_output();
    [[nodiscard]] Effects on_timer();
    /// Somebody has cancelled the timer of this client, which is told as if it had expired.
    [[nodiscard]] Effects on_cancel();
    /// After the output that waits for its ACK no other is offered.
    void offer_no_more();
    /// The connection is gone. What it has not acknowledged goes where it belongs.
    void on_close();

    enum class State {
        Idle,       ///< the next message is the client's
        Running,    ///< the application has the message
        AwaitsAck,  ///< the client must acknowledge the output
        Waiting,    ///< the client waits for output, or for its timer
    };
    [[nodiscard]] State state() const { return state_; }
    /// Whether a conversation of IMS is on, which has the connection until its end: the next input
    /// is for its program, or ends it.
    [[nodiscard]] bool is_conversational() const { return is_conversational_; }
    /// What the message in work asked for in IRM_F1: MFS MOD name, client id.
    [[nodiscard]] base::Byte wants() const { return wanted_.f1; }

  private:
    /// What the output belongs to that is delivered.
    enum class Flow { Cm1, Cm0, Single, SingleWait, NoAuto, Auto };

    Effects take_input(const ims_wire::Irm& irm, const std::string& client_id);
    Effects take_resume(const ims_wire::Irm& irm, const std::string& client_id);
    Effects take_ack(const ims_wire::Irm& irm);
    Effects take_nak(const ims_wire::Irm& irm);
    Effects deallocate();
    Effects reply_to_send_receive(TransactionEnd outcome);
    Effects deliver(Output output, bool wants_ack);
    Effects next_output(const TimeLimit& time_limit);
    Effects wait_for(const TimeLimit& time_limit, bool for_output);
    Effects after_transaction(Effects effects);
    Effects protocol_error(std::string why);
    Effects refuse(std::uint32_t return_code, std::uint32_t reason, std::string why);
    void end_conversation(Effects& effects, std::string_view why);
    void reset();
    void give_back();
    void keep(const ims_wire::Irm& irm);
    [[nodiscard]] TimeLimit answer_time_limit(const ims_wire::Irm& irm) const;
    [[nodiscard]] base::Byte flags(bool wants_ack) const;

    ClientNumber number_;
    Tpipes* tpipes_;
    Rules rules_;
    State state_ = State::Idle;
    Flow flow_ = Flow::Cm1;
    /// What the message in work asks for.
    struct Wanted {
        bool persistent = false;
        bool confirms = false;
        bool tells_no_reply = false;  ///< IRM_F3 DFS2082
        base::Byte f1 = 0;
    } wanted_;
    ims_wire::MessageKind kind_ = ims_wire::MessageKind::SendReceive;  ///< in work
    bool is_conversational_ = false;
    std::string trancode_;
    std::string tpipe_;
    Refuge refuge_;
    TimeLimit time_limit_;
    bool is_waiter_ = false;
    std::optional<Output> unacknowledged_;
};

}  // namespace ptkt::ims_protocol

#endif
