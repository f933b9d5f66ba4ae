#ifndef PTKT_TESTS_CHECKS_COMMAND_SECTION_HPP
#define PTKT_TESTS_CHECKS_COMMAND_SECTION_HPP

#include <string>

namespace ptkt::tests {

/// What the man page of racf-admin says of the commands, from the table of commands, in the
/// language of scdoc: each command with its aliases and operands, apart by what they do here.
[[nodiscard]] std::string command_section();

}  // namespace ptkt::tests

#endif
