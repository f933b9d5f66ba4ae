// Prints the sections STRUCTURES, VALUES and CODES of man/imscon-wire.7.scd; with --lua the lists of
// tools/wireshark/imscon.lua.
#include <cstdio>
#include <string_view>

#include "tests/checks/dissector_lists.hpp"
#include "tests/checks/wire_tables.hpp"

int main(int count, char** arguments) {
    const bool is_lua = count > 1 && std::string_view(arguments[1]) == "--lua";
    const auto text = is_lua ? ptkt::tests::dissector_lists() : ptkt::tests::wire_tables();
    return std::fputs(text.c_str(), stdout) < 0 ? 74 : 0;
}
