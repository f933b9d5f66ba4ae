#ifndef PTKT_IMS_MSC_LINK_HPP
#define PTKT_IMS_MSC_LINK_HPP

#include <cstdint>
#include <string_view>

/// One logical MSC link as a state machine, without sockets: who may say what when.
///
/// A link has two connections, one each way: messages go out on the one that this side opened, and
/// come in on the one that the other side opened. The opener's connection comes first; its sign-on
/// is answered when the connection back was accepted, so that each side knows by then whether the
/// other has let it in. [MSC and IMS-to-IMS TCP/IP communications: two sockets, two one-way paths]
namespace ptkt::ims_msc {

enum class Role { Opener, Answerer };
enum class State {
    Stopped,
    Starting,
    Active,
    Stopping,  ///< stopped by this side, or the other has asked for it; messages still finish
};
[[nodiscard]] std::string_view to_string(State state);

/// What is to be done after something has happened.
enum class Action {
    Nothing,
    Open,        ///< open our connection and sign on there
    Accept,      ///< answer the other's sign-on with yes
    Refuse,      ///< answer the other's sign-on with no, and drop what there is
    SendStop,    ///< tell the other that the link ends
    AnswerStop,  ///< tell the other, who has asked for it, that all is done; the link has ended
    Drop,        ///< close both connections; the link has ended
};

/// Each event is something that happened, and gives what follows from it. An event that makes no
/// sense in its state drops the link: the other side does not keep to the rules.
class Link {
  public:
    explicit Link(Role role) : role_(role) {}

    [[nodiscard]] State state() const { return state_; }
    [[nodiscard]] Role role() const { return role_; }
    /// Messages may be sent.
    [[nodiscard]] bool may_send() const {
        return state_ == State::Active || state_ == State::Stopping;
    }

    /// Messages may come in. An opener may hear them before the answer to its sign-on, which comes
    /// on the other connection.
    [[nodiscard]] bool may_receive() const {
        return may_send() || (state_ == State::Starting && role_ == Role::Opener && partner_in_);
    }

    /// The operator, or a program, starts it. Only the opener's side has this.
    [[nodiscard]] Action start();
    /// The other side has signed on, and was verified: to an opener that is the return connection,
    /// to an answerer the beginning of all.
    [[nodiscard]] Action partner_signed_on();
    /// The other side has accepted our sign-on.
    [[nodiscard]] Action accepted();
    /// The other side has refused our sign-on, or could not be reached.
    [[nodiscard]] Action refused();
    /// A connection has ended.
    [[nodiscard]] Action lost();
    /// This side wants to end it.
    [[nodiscard]] Action stop();
    /// The other side has asked to end it.
    [[nodiscard]] Action partner_stops();
    /// Nothing of this side is under way: every message was answered, every transaction is done.
    [[nodiscard]] Action idle();
    /// The other side has answered our stop.
    [[nodiscard]] Action stop_answered();

  private:
    [[nodiscard]] Action end(Action action);

    Role role_;
    State state_ = State::Stopped;
    bool partner_in_ = false;    ///< the other side's connection is verified
    bool stop_is_ours_ = false;  ///< the stop is this side's wish
    bool stop_sent_ = false;
    bool partner_stops_ = false;
};

}  // namespace ptkt::ims_msc

#endif
