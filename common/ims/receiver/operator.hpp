#ifndef PTKT_IMS_RECEIVER_OPERATOR_HPP
#define PTKT_IMS_RECEIVER_OPERATOR_HPP

#include <string>

#include "common/ims/operator/command.hpp"
#include "common/ims/receiver/operator_desk.hpp"

namespace ptkt::ims_receiver {

/// Does what a command of the operator asks for. The answer is a display or a line, as JSON an
/// object a line. NotFound: what the command names is not there.
[[nodiscard]] base::Result<std::string> carry_out(OperatorDesk& desk,
                                                  const ims_operator::Command& command, bool json);

}  // namespace ptkt::ims_receiver

#endif
