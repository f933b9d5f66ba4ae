#ifndef PTKT_IMS_WIRE_MESSAGE_USER_HPP
#define PTKT_IMS_WIRE_MESSAGE_USER_HPP

#include <optional>
#include <string>

#include "common/ims/wire/irm.hpp"

namespace ptkt::ims_wire {

/// The user of a message that signs on as another user for its connection, from the extension
/// *PTKUSR*: 8 characters in the code of the message. Two IMS Connects have a place for both that
/// is not published; this one is ours. Nothing for a message without the extension.
[[nodiscard]] std::optional<std::string> message_user(const Irm& irm, Code code);

}  // namespace ptkt::ims_wire

#endif
