#ifndef PTKT_IMS_PROTOCOL_CLIENT_DIALOGUE_HPP
#define PTKT_IMS_PROTOCOL_CLIENT_DIALOGUE_HPP

#include <cstdint>
#include <optional>
#include <string>

#include "common/ims/wire/message_kind.hpp"
#include "common/ims/wire/response.hpp"
#include "common/ims/wire/timer.hpp"

/// The client's half of what is said on a connection: what an ordinary client of IMS Connect has to
/// do about each answer (IBM "IMS Connect client call flows", "Socket processing for transactions",
/// the resume-tpipe and send-only topics).
namespace ptkt::ims_protocol {

/// How RESUME TPIPE is to be answered: IRM_F5.
enum class Retrieval {
    Single,      ///< one message if there is one
    SingleWait,  ///< one message, waited for
    NoAuto,      ///< what there is, up to the timer
    Auto,        ///< what there is and what comes
};
/// The option bit of IRM_F5.
[[nodiscard]] base::Byte option_of(Retrieval retrieval);

/// What a client is about to say, and how it answers what comes back.
struct ClientPlan {
    ims_wire::MessageKind kind = ims_wire::MessageKind::SendReceive;
    bool is_cm0 = false;
    Retrieval retrieval = Retrieval::NoAuto;     ///< of RESUME TPIPE
    base::Byte timer = ims_wire::kTimerDefault;  ///< of the ACKs of a flow of several messages
    bool rejects = false;                        ///< output is answered by NAK
};

/// An ACK or NAK that is to be sent. It has the client id, commit mode and sync level of what it
/// belongs to.
struct ClientAnswer {
    ims_wire::MessageKind kind = ims_wire::MessageKind::Ack;
    base::Byte timer = ims_wire::kTimerDefault;
    base::Byte f1 = 0;             ///< NOWAIT, or nothing
    std::uint16_t nak_reason = 0;  ///< 0: as the settings have it
    friend bool operator==(const ClientAnswer&, const ClientAnswer&) = default;
};

enum class Ending {
    Done,        ///< it was taken, and its reply where there is one is here
    Refused,     ///< by the request status message
    NoMore,      ///< RESUME TPIPE: the timer has expired with nothing more to come
    OutOfPlace,  ///< IMS Connect said something that has no place there
};

/// What is to be done about an answer, in the order of the members.
struct ClientStep {
    bool has_output = false;  ///< write its segments out, before anything is acknowledged
    std::optional<ClientAnswer> answer;  ///< send this
    std::optional<Ending> ending;        ///< absent: another answer comes
    bool closes = false;                 ///< the connection is of no more use
    friend bool operator==(const ClientStep&, const ClientStep&) = default;
};

/// One exchange: a message that was sent, and all that follows from it. A SENDONLY message has
/// none, since nothing answers it.
class ClientDialogue {
  public:
    explicit ClientDialogue(const ClientPlan& plan) : plan_(plan) {}

    /// The next answer of IMS Connect. REQUIRES: the last step had no ending.
    [[nodiscard]] ClientStep on_answer(const ims_wire::Response& response);

  private:
    /// What the next answer is about.
    enum class Awaited {
        First,   ///< the message itself
        Commit,  ///< the ACK or NAK of commit mode 1
        More,    ///< output after the first, or the timer
    };

    [[nodiscard]] ClientStep on_status(const ims_wire::Rsm& rsm) const;
    [[nodiscard]] ClientStep on_output(const ims_wire::Response& response,
                                       const ims_wire::Csm& csm);
    void answer_commit_mode_0(ClientStep& step, const ims_wire::Csm& csm);
    void answer_commit_mode_1(ClientStep& step, const ims_wire::Csm& csm);
    void answer_retrieval(ClientStep& step);

    ClientPlan plan_;
    Awaited awaited_ = Awaited::First;
    bool has_rejected_ = false;
};

}  // namespace ptkt::ims_protocol

#endif
