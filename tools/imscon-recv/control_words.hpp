#ifndef PTKT_TOOLS_IMSCON_RECV_CONTROL_WORDS_HPP
#define PTKT_TOOLS_IMSCON_RECV_CONTROL_WORDS_HPP

#include <string>
#include <string_view>

#include "common/ims/receiver/operator_desk.hpp"

namespace ptkt::imscon_recv {

/// What stands before the command of a request on the socket of `--control`.
inline constexpr std::string_view kWantsText = "text ";
inline constexpr std::string_view kWantsJson = "json ";

/// Does what a request asks for: `text` or `json`, and a command. The answer is the exit status on
/// a line, and then the display (a JSON object a line), or what is wrong.
[[nodiscard]] std::string answer_operator(ims_receiver::OperatorDesk& desk,
                                          std::string_view request);

}  // namespace ptkt::imscon_recv

#endif
