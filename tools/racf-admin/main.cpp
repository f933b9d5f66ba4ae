#include "common/cli/run.hpp"
#include "tools/racf-admin/run.hpp"

int main(int argc, char** argv) {
    return ptkt::cli::run("racf-admin", argc, argv, ptkt::admin::run);
}
