#ifndef PTKT_TOOLS_IMSCON_RECV_OPERATOR_HPP
#define PTKT_TOOLS_IMSCON_RECV_OPERATOR_HPP

#include <string>
#include <string_view>

#include "tools/imscon-recv/receiver.hpp"

namespace ptkt::imscon_recv {

/// What stands before the command of a request.
inline constexpr std::string_view kWantsText = "text ";
inline constexpr std::string_view kWantsJson = "json ";

/// Does what a request asks for: `text` or `json`, and a command. The answer is the exit status on
/// a line, and then the display (a JSON object a line), or what is wrong.
[[nodiscard]] std::string answer_operator(Receiver& receiver, std::string_view request);

}  // namespace ptkt::imscon_recv

#endif
