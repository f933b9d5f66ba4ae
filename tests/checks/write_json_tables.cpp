// Prints man/ptkt-json.5.scd with the tables that man/ptkt-json.schema.json gives.
#include <cstdio>
#include <fstream>
#include <sstream>

#include "tests/checks/json_tables.hpp"

namespace {

std::string text_of(const char* path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) return 64;
    const auto page =
        ptkt::tests::with_sections(text_of(argv[1]), ptkt::tests::json_sections(text_of(argv[2])));
    return std::fputs(page.c_str(), stdout) < 0 ? 74 : 0;
}
