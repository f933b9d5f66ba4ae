// The chain of the audit log holds, whenever programs that write it are killed, and while it is
// rotated.
#include <chrono>
#include <csignal>
#include <filesystem>
#include <random>
#include <thread>

#include "tests/support/installation.hpp"
#include "tests/support/rounds.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using tests::Child;

TEST_CASE("the chain of the audit log holds after programs were killed at any moment") {
    const tests::StoreDirectory store(PTKT_TOOLS_DIR);
    std::mt19937 random(20261130);
    std::string commands;
    for (int i = 0; i < 200; ++i)
        commands += "LISTUSER IBMUSER\n";
    // A program is killed at any moment of the time that a whole run takes here.
    const auto begun = std::chrono::steady_clock::now();
    REQUIRE(store.admin({}, commands).status == 0);
    const auto whole = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now() - begun);
    std::uniform_int_distribution<std::chrono::microseconds::rep> moment(0, whole.count());
    int cut_off = 0;
    int rotated = 0;
    const int rounds = tests::rounds(60);
    for (int round = 0; round < rounds; ++round) {
        // Two at once: they hand each other the end of the chain.
        std::vector<Child> victims;
        for (int i = 0; i < 2; ++i) {
            victims.emplace_back(store.words("racf-admin", {}));
            victims.back().give(commands);
            victims.back().close_input();
        }
        for (Child& victim : victims) {
            // The moment is what is tried here; nothing waits for anything.
            std::this_thread::sleep_for(std::chrono::microseconds(moment(random)));
            victim.kill();
        }
        for (Child& victim : victims)
            cut_off += victim.wait().status == 128 + SIGKILL ? 1 : 0;
        if (round % 20 == 7)
            std::filesystem::rename(store.path() + "/audit.jsonl",
                                    store.path() + "/audit.jsonl." + std::to_string(++rotated));
        if (round % 10 != 9 && round != rounds - 1) continue;
        const auto verified = store.admin({"audit", "--verify"});
        INFO("round " << round << ": " << verified.out);
        // A kill may fall into a write: the half of a record is told, with a warning.
        constexpr int kWarned = 4;
        REQUIRE((verified.status == 0 || verified.status == kWarned));
        REQUIRE(verified.out.find("error") == std::string::npos);
    }
    INFO(cut_off << " of " << 2 * rounds << " were killed");
    CHECK(cut_off > rounds);
}
