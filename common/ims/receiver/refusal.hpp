#ifndef PTKT_IMS_RECEIVER_REFUSAL_HPP
#define PTKT_IMS_RECEIVER_REFUSAL_HPP

#include <optional>

#include "common/ims/sign_on/refusal.hpp"
#include "common/ims/wire/request.hpp"

namespace ptkt::ims_receiver {

using ims_sign_on::malformed;
using ims_sign_on::Refusal;
using ims_sign_on::refusal;

/// For a message after the one that --max-messages ends with.
[[nodiscard]] Refusal after_the_last();

/// For the sign-on of a source that is held back, since so many of its sign-ons were refused; it
/// gives the peer the answer that a wrong ticket would get.
[[nodiscard]] Refusal held_back();

/// For an answer of somebody who came in while nobody was checked (SETRACF OFF), when that is over.
[[nodiscard]] Refusal unchecked_answer();

/// Whether it is that of a sign-on which was examined, and counts towards holding its source back.
[[nodiscard]] bool is_failed_sign_on(const Refusal& refusal);

/// What is wrong with a well-formed message, or that this receiver does not do what it asks for:
/// without a program there is nobody to reply to a send-receive message. Which codes IMS Connect
/// would use is not documented; ours are reason 71 (function not found) for what it could do and we
/// do not, 36 (protocol error) for a callout response, since nothing is ever called out, and 9
/// (content not valid) for a client id or an IRM_SOCT that breaks the rules. `takes_passwords`: a
/// change of password is in place here.
[[nodiscard]] std::optional<Refusal> find_fault(const ims_wire::Request& request,
                                                std::uint16_t port, bool has_program,
                                                bool takes_passwords = false);

}  // namespace ptkt::ims_receiver

#endif
