// Prints the sections STRUCTURES, VALUES and CODES of man/imscon-wire.7.scd.
#include <cstdio>

#include "tests/checks/wire_tables.hpp"

int main() {
    return std::fputs(ptkt::tests::wire_tables().c_str(), stdout) < 0 ? 74 : 0;
}
