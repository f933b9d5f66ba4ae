#ifndef PTKT_IMS_SENDER_RESULTS_RESULT_TEXT_HPP
#define PTKT_IMS_SENDER_RESULTS_RESULT_TEXT_HPP

#include <cstdint>
#include <string>
#include <string_view>

#include "common/formats/json/json.hpp"
#include "common/ims/sender/results/message_result.hpp"
#include "common/ims/sender/settings.hpp"

namespace ptkt::ims_sender {

/// The fields of a result's object.
inline constexpr std::string_view kResultFields =
    "v event n result detail client_id rc rsn racf_rc again data segments mod flags level";

/// A result as a line without its end: the number of its message, a word, and the detail or the
/// text of a reply, with tabs between them.
[[nodiscard]] std::string to_line(std::int64_t number, const MessageResult& result,
                                  Encoding encoding);
/// The same as an object.
[[nodiscard]] json::Json to_json(std::int64_t number, const MessageResult& result,
                                 Encoding encoding);

}  // namespace ptkt::ims_sender

#endif
