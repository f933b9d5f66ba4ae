// Prints the section COMMANDS of man/racf-admin.1.scd.
#include <cstdio>

#include "tests/checks/command_section.hpp"

int main() {
    return std::fputs(ptkt::tests::command_section().c_str(), stdout) < 0 ? 74 : 0;
}
