#ifndef PTKT_RACF_COMMAND_PASSWORD_OPTIONS_HPP
#define PTKT_RACF_COMMAND_PASSWORD_OPTIONS_HPP

#include "common/racf/language/command.hpp"
#include "common/racf/model/options.hpp"

namespace ptkt::racf_command {

/// Sets the options that SETROPTS PASSWORD(...) names.
void set_password_options(const Operand& password, racf::Options& options);

}  // namespace ptkt::racf_command

#endif
