// racf-admin as it is shipped, but for this: it ends as by a power cut at the step that
// PTKT_TEST_STOP_AT names, so that a test can show that the next run completes the work; and it
// waits for SIGCONT the first time at the one that PTKT_TEST_PAUSE_AT names, so that something else
// comes between.
#include <csignal>

#include "common/cli/run.hpp"
#include "tools/racf-admin/run.hpp"

using namespace ptkt;

int main(int argc, char** argv) {
    return cli::run("racf-admin", argc, argv, [](cli::Io& io) {
        io.reached = [stop_at = io.env("PTKT_TEST_STOP_AT"),
                      pause_at = io.env("PTKT_TEST_PAUSE_AT")](std::string_view step) mutable {
            if (stop_at == step) std::raise(SIGKILL);
            if (pause_at != step) return;
            pause_at.reset();
            std::raise(SIGSTOP);
        };
        return admin::run(io);
    });
}
