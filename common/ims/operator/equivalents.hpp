#ifndef PTKT_IMS_OPERATOR_EQUIVALENTS_HPP
#define PTKT_IMS_OPERATOR_EQUIVALENTS_HPP

#include <string_view>
#include <vector>

#include "common/ims/operator/command.hpp"

namespace ptkt::ims_operator {

/// The commands that a line asks for, in any of IMS Connect's three forms: as a reply to its WTOR
/// (`STOPRMT ICON2B`), by z/OS MODIFY (`UPDATE RMTIMSCON NAME(ICON2B) STOP(COMM)`, also behind
/// `F job,`), or as a type-2 command (`UPDATE IMSCON TYPE(RMTIMSCON) NAME(ICON2B) STOP(COMM)`). A
/// list of names or of settings gives a command for each. Usage for anything else. [Equivalent IMS
/// Connect WTOR, z/OS, and type-2 commands]
[[nodiscard]] base::Result<std::vector<Command>> parse_any_form(std::string_view text);

}  // namespace ptkt::ims_operator

#endif
