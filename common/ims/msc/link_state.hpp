#ifndef PTKT_IMS_MSC_LINK_STATE_HPP
#define PTKT_IMS_MSC_LINK_STATE_HPP

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "common/ims/config/config.hpp"
#include "common/ims/msc/frame.hpp"
#include "common/ims/msc/link.hpp"
#include "common/ims/msc/link_numbers.hpp"
#include "common/ims/protocol/connection.hpp"
#include "common/ims/sign_on/gate.hpp"
#include "common/ims/wire/framer.hpp"
#include "common/ims/wire/layout.hpp"

namespace ptkt::ims_msc {

/// The lengths that answers on our connections have: LLLL and a CSM at least.
inline constexpr ims_wire::FrameLimits kAnswerLimits{
    static_cast<std::uint32_t>(ims_wire::kLlllLength + ims_wire::kCsmLayout.length()), 4096};

// Which of IMS Connect's reasons a message is refused with that has no place is our choice: no
// topic says.
inline constexpr std::uint32_t kSequenceNumber = 32;
inline constexpr std::uint32_t kProtocolError = 36;

/// A message on its way out over a link. The data is in the code of the wire.
struct Outgoing {
    std::uint64_t answers = 0;  ///< the other side's message that this replies to, or 0
    std::string trancode;
    std::string lterm;
    std::vector<base::Bytes> segments;
    ims_wire::Code code = ims_wire::Code::Ebcdic;
};

/// Whether it can be sent at all. Malformed: a name or a segment that does not fit, no segment.
[[nodiscard]] base::Status check(const Outgoing& message);

/// One logical link as a node keeps it, over stops and restarts. The connections are there while
/// the link is.
struct LinkState {
    LinkState(const ims_config::Msc& statement, const Token& name, Role role)
        : msc(&statement), token(name), link(role) {}

    /// What our sign-on, message or stop on `out` still waits for, in this order.
    enum class Awaited { SignOn, Message, Stop };

    const ims_config::Msc* msc;
    Token token;
    Link link;
    Outbox<Outgoing> outbox;
    Inbox<ims_wire::Rsm> inbox;
    std::uint64_t partner_answered = 0;  ///< answers that the other side has had, by its sign-on
    std::size_t open = 0;                ///< messages that were taken and are still worked on
    ims_sign_on::Identity partner;       ///< as whom the other side has signed on
    std::string partner_client_id;       ///< of the connection it opened
    std::string client_id;               ///< of the connection we opened
    ims_protocol::Connection* out = nullptr;
    ims_protocol::Connection* in = nullptr;
    std::deque<Awaited> awaited;
    std::optional<LinkControl> asked;  ///< the sign-on of an opener, to its answerer
    bool in_generic_group = false;     ///< it counts in the affinity of GENIMSID
    ims_wire::Code partner_code = ims_wire::Code::Ebcdic;
    bool forgotten = false;    ///< by the other side: it cannot be started again
    std::size_t in_doubt = 0;  ///< of the first waiting messages: sent, not answered, when it ended
    std::string why;           ///< what is known of why it ended
    std::optional<ims_wire::Rsm> refused_with;  ///< the other side's refusal, if that ended it
};

}  // namespace ptkt::ims_msc

#endif
