// Prints the commands and operands of man/racf-admin-commands.7.scd.
#include <cstdio>

#include "tests/checks/command_section.hpp"

int main() {
    return std::fputs(ptkt::tests::command_section().c_str(), stdout) < 0 ? 74 : 0;
}
