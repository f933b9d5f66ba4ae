#ifndef PTKT_IMS_MSC_FRAME_HPP
#define PTKT_IMS_MSC_FRAME_HPP

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "common/ims/msc/link_control.hpp"
#include "common/ims/wire/request.hpp"
#include "common/ims/wire/response.hpp"

namespace ptkt::ims_msc {

/// Names one logical link while it lives, over stops and restarts: random bytes of the one who
/// starts it, in IRM_SESTKN of every message.
using Token = std::array<base::Byte, ims_wire::kSessionTokenLength>;

/// What is said in one message of a link. Blank texts stay blank on the wire.
struct LinkFrame {
    LinkControl control;
    Token token{};
    std::string client_id;
    std::string userid;  ///< with the ticket in Start and Return, blank in what follows
    std::string appl_name;
    base::Secret ticket;
    std::string trancode;
    std::string lterm;
};

/// The message on the wire. `data` are the segments in EBCDIC or ASCII, as `code` says; the
/// transaction code goes before the first, as in any send-only message. Malformed: what does not
/// fit, and a Message without a segment.
[[nodiscard]] base::Result<base::Secret> encode_frame(LinkFrame frame,
                                                      const std::vector<base::ByteView>& data,
                                                      ims_wire::Code code);

/// What a request says about a link: nothing when it has no extension of ours and is an ordinary
/// message. The refusal has reason 9 (content).
[[nodiscard]] base::Result<std::optional<LinkControl>, ims_wire::DecodeError> link_control(
    const ims_wire::Request& request);

/// IRM_SESTKN, or zeros. REQUIRES: a request that says something about a link.
[[nodiscard]] Token token_of(const ims_wire::Request& request);

/// The answer to Start and Return: control data in a segment, and a CSM.
[[nodiscard]] base::Result<ims_wire::Response> accepted(const LinkControl& control,
                                                        ims_wire::Code code);

/// The control data of such an answer. Malformed: there is none in it.
[[nodiscard]] base::Result<LinkControl> accepted_control(const ims_wire::Response& response);

}  // namespace ptkt::ims_msc

#endif
