#include <csignal>
#include <cstdio>
#include <functional>
#include <iostream>
#include <string>
#include <string_view>

#include "tools/replay-postgresql/server.hpp"
#include "tools/replay-postgresql/verbs.hpp"

namespace {

using ptkt::base::Result;
namespace helper = ptkt::replay_postgresql;

constexpr int kUsage = 64;
constexpr int kUnusable = 78;

int usage() {
    std::fputs(
        "usage: replay-postgresql [init|status|check] URL\n"
        "ptkt's programs start it; see ptkt-replay(7)\n",
        stderr);
    return kUsage;
}

using Verb = std::function<Result<std::string>(const std::string&, const std::string&)>;

int run_verb(const Verb& verb, const std::string& url) {
    constexpr std::string_view kGroup = "group ";
    std::string line;
    if (!std::getline(std::cin, line) || !line.starts_with(kGroup)) return usage();
    const auto done = verb(url, line.substr(kGroup.size()));
    if (done) {
        std::fputs(done->c_str(), stdout);
        return 0;
    }
    const auto& error = done.error();
    std::fputs(fmt::format("failed\t{}\t{}\n", error.what, error.hint).c_str(), stdout);
    return kUnusable;
}

}  // namespace

int main(int argc, char** argv) {
    // A program that has gone away is seen where it is written to.
    std::signal(SIGPIPE, SIG_IGN);
    if (argc == 2 && argv[1][0] != '-') return helper::Server(argv[1]).run();
    if (argc != 3) return usage();
    const std::string_view word = argv[1];
    if (word == "init") return run_verb(helper::init, argv[2]);
    if (word == "status") return run_verb(helper::status, argv[2]);
    if (word == "check") return run_verb(helper::check, argv[2]);
    return usage();
}
