#ifndef PTKT_IMS_RECEIVER_REPLY_HPP
#define PTKT_IMS_RECEIVER_REPLY_HPP

#include <string_view>

#include "common/formats/json/json.hpp"
#include "common/ims/protocol/output.hpp"

namespace ptkt::ims_receiver {

/// The most that a program may reply to one message, in bytes.
inline constexpr std::size_t kLargestReply = 10'000'000;

/// What a program printed: a segment a line in UTF-8, with `\n`, `\\` and `\xNN` read back as
/// `--output text` writes them. An empty line is not a segment. Malformed: another escape, what is
/// not UTF-8, a segment over 32,763 characters.
[[nodiscard]] base::Result<ims_protocol::Output> reply_of_text(std::string_view text);

/// `segments` (texts) or `data` (one text), and `mod`. An empty text is not a segment. Malformed
/// for anything else.
[[nodiscard]] base::Result<ims_protocol::Output> reply_of_json(const json::Json& json);

}  // namespace ptkt::ims_receiver

#endif
