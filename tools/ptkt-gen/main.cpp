#include "common/cli/run.hpp"
#include "tools/ptkt-gen/run.hpp"

int main(int argc, char** argv) {
    return ptkt::cli::run("ptkt-gen", argc, argv, ptkt::gen::run);
}
