// A stream of commands that is killed at any moment: what was answered is there, everything can be
// read, and no command is half done.
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <random>

#include "common/base/result.hpp"
#include "tests/support/installation.hpp"
#include "tests/support/rounds.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using tests::Child;

namespace {

constexpr int kNames = 8;  // in one stream

/// Commands of every kind about one number. The listing at their end answers for all of them.
std::string commands_about(const std::string& name) {
    return fmt::format(
        "ADDUSER {0} NOPASSWORD DFLTGRP(STAFF)\n"
        "CONNECT {0} GROUP(OTHERS)\n"
        "RDEFINE FACILITY F{0} UACC(NONE)\n"
        "PERMIT F{0} CLASS(FACILITY) ID({0}) ACCESS(READ)\n"
        "ALTUSER {0} NAME('DONE')\n"
        "RLIST FACILITY F{0} AUTHUSER\n",
        name);
}

/// Profiles that nobody changes, of each kind.
constexpr const char* kBystanders =
    "ADDGROUP KEPT\n"
    "ADDUSER KEPT1 NOPASSWORD DFLTGRP(KEPT) NAME('KEPT ONE')\n"
    "CONNECT KEPT1 GROUP(OTHERS)\n"
    "RDEFINE FACILITY KEPT.ONE UACC(READ)\n"
    "PERMIT KEPT.ONE CLASS(FACILITY) ID(KEPT1) ACCESS(UPDATE)\n"
    "RDEFINE PTKTDATA KEPTAPPL SSIGNON(KEYMASKED(7A1C5E9B30D2F486))\n";

/// The bytes of the bystanders' files.
std::map<std::string, std::string> bystanders_of(const tests::StoreDirectory& store) {
    std::map<std::string, std::string> all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(store.path())) {
        if (!entry.is_regular_file() ||
            entry.path().filename().string().find("KEPT") == std::string::npos)
            continue;
        std::ifstream in(entry.path(), std::ios::binary);
        all[entry.path().string()].assign(std::istreambuf_iterator<char>(in), {});
    }
    return all;
}

/// How long a stream takes that nobody kills, so that the moments lie within it on any machine.
std::chrono::microseconds whole_run(const tests::StoreDirectory& store) {
    std::string stream;
    for (int i = 0; i < kNames; ++i)
        stream += commands_about(fmt::format("W{}", i));
    const auto start = std::chrono::steady_clock::now();
    store.commands(stream);
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() -
                                                                 start);
}

}  // namespace

TEST_CASE("commands that were answered are done when the program is killed") {
    constexpr int kRoundsOfAStore = 50;  // a check reads all that the rounds before have left
    std::optional<tests::StoreDirectory> fresh;
    std::map<std::string, std::string> bystanders;
    const auto renew = [&] {
        fresh.emplace(PTKT_TOOLS_DIR);
        fresh->commands("ADDGROUP STAFF\nADDGROUP OTHERS\n");
        fresh->commands(kBystanders);
        bystanders = bystanders_of(*fresh);
    };
    renew();
    std::mt19937 random(20261122);
    std::uniform_int_distribution<std::int64_t> moment(500, whole_run(*fresh).count());
    int number = 0;
    int answers = 0;
    for (int round = 0; round < tests::rounds(40); ++round) {
        if (round % kRoundsOfAStore == 0) renew();
        const tests::StoreDirectory& store = *fresh;
        Child victim(store.words("racf-admin", {}));
        std::vector<std::string> names;
        for (int i = 0; i < kNames; ++i) {
            names.push_back(fmt::format("K{}", ++number));
            victim.give(commands_about(names.back()));
        }
        victim.close_input();
        const auto end =
            std::chrono::steady_clock::now() + std::chrono::microseconds(moment(random));
        std::vector<std::string> acknowledged;
        for (const std::string& name : names) {
            if (!victim.says("\n" + name + " ", end)) break;
            acknowledged.push_back(name);
            ++answers;
        }
        victim.kill();
        static_cast<void>(victim.wait());
        for (const std::string& name : acknowledged) {
            INFO(name << " in round " << round);
            const auto profile = store.admin({"RLIST", "FACILITY", "F" + name, "AUTHUSER"});
            CHECK(profile.out.find("\n" + name + " ") != std::string::npos);
            const auto user = store.admin({"LISTUSER", name});
            CHECK(user.out.find("NAME=DONE") != std::string::npos);
            CHECK(user.out.find("GROUP=OTHERS") != std::string::npos);
        }
        INFO("round " << round);
        CHECK(bystanders.size() >= 4);
        CHECK((bystanders_of(store) == bystanders));
        // A temporary file may be left; nothing else, and nothing once that is swept away.
        CHECK(store.admin({"check", "--repair"}).status <= 4);
        const auto checked = store.admin({"check"});
        CHECK(checked.out.empty());
        CHECK(checked.status == 0);
    }
    INFO(answers << " of " << number << " were answered before the end");
    CHECK(answers > 0);
}
