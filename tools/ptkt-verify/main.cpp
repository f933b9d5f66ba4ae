#include "common/cli/run.hpp"
#include "tools/ptkt-verify/run.hpp"

int main(int argc, char** argv) {
    return ptkt::cli::run("ptkt-verify", argc, argv, ptkt::verify::run);
}
