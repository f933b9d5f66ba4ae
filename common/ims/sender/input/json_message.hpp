#ifndef PTKT_IMS_SENDER_INPUT_JSON_MESSAGE_HPP
#define PTKT_IMS_SENDER_INPUT_JSON_MESSAGE_HPP

#include <optional>
#include <string_view>

#include "common/base/result.hpp"
#include "common/ims/sender/input/message.hpp"
#include "common/ims/sender/settings.hpp"

namespace ptkt::ims_sender {

/// The bytes of a text on the wire.
[[nodiscard]] base::Result<base::Bytes> to_wire(std::string_view text, Encoding encoding);

/// The message of a JSON object. Its members are `tran data lterm segments`, where segments count
/// more than data; the other members of what imscon-recv writes are passed over. Nothing when it is
/// one of imscon-recv's events; Malformed for anything else.
[[nodiscard]] base::Result<std::optional<Message>> message_of_json(std::string_view text,
                                                                   Encoding encoding);

}  // namespace ptkt::ims_sender

#endif
