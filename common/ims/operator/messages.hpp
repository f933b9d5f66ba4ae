#ifndef PTKT_IMS_OPERATOR_MESSAGES_HPP
#define PTKT_IMS_OPERATOR_MESSAGES_HPP

#include <string>
#include <string_view>

#include "common/formats/json/json.hpp"

namespace ptkt::ims_operator {

/// A message as IMS Connect has it in its log.
struct Message {
    std::string id;  ///< its number, or where none is documented the event, such as REFUSED
    std::string text;
    char severity = 'I';  ///< E, W or I
};

/// The message that a line of ours is: by the number of IBM's that stands in it, or by what `facts`
/// say. HWSP1503E and HWSP1445E have IBM's text and inserts, with PTKT for the module; of others
/// the topics give the number alone.
[[nodiscard]] Message message_of(std::string_view line, const json::Json& facts);

/// The code R= of HWSP1503E in a line, or 0.
[[nodiscard]] int racroute_code(std::string_view line);

}  // namespace ptkt::ims_operator

#endif
