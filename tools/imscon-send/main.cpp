#include "common/cli/run.hpp"
#include "tools/imscon-send/run.hpp"

int main(int argc, char** argv) {
    return ptkt::cli::run("imscon-send", argc, argv, ptkt::imscon_send::run);
}
