#include "common/cli/run.hpp"
#include "tools/imscon-recv/run.hpp"

int main(int argc, char** argv) {
    return ptkt::cli::run("imscon-recv", argc, argv, ptkt::imscon_recv::run);
}
