// racf-admin as it is shipped, but for this: it ends as by a power cut at the step that
// PTKT_TEST_STOP_AT names, so that a test can show that the next run completes the work.
#include <csignal>

#include "common/cli/run.hpp"
#include "tools/racf-admin/run.hpp"

using namespace ptkt;

int main(int argc, char** argv) {
    return cli::run("racf-admin", argc, argv, [](cli::Io& io) {
        io.reached = [stop_at = io.env("PTKT_TEST_STOP_AT")](std::string_view step) {
            if (stop_at == step) std::raise(SIGKILL);
        };
        return admin::run(io);
    });
}
