// A receiver with a spool that is killed at any moment, and a sender with a journal that is: every
// message is in the spool at the end, and once, unless its sender could not know and says so.
#include <chrono>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <thread>

#include "tests/support/imscon_installation.hpp"
#include "tests/support/rounds.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using tests::Child;
using tests::ImsconInstallation;

namespace {

constexpr int kSockets = 4;

/// Whether results are still awaited when the kill comes is left to chance.
void let_some_time_pass(std::mt19937& random) {
    std::uniform_int_distribution<int> moment(0, 1'500);
    std::this_thread::sleep_for(std::chrono::microseconds(moment(random)));
}

/// What became of a message: a line `N word detail`.
struct Told {
    int number = 0;
    std::string word;
    std::string detail;

    [[nodiscard]] bool is_new_ack() const {
        return word == "ack" && detail != "acknowledged in an earlier run";
    }
};

Told read_result(const std::string& line) {
    const std::size_t first = line.find('\t');
    const std::size_t second = line.find('\t', first + 1);
    return {std::stoi(line), line.substr(first + 1, second - first - 1), line.substr(second + 1)};
}

/// A sender and a receiver that share a directory, without PassTickets: of these a second has one.
class Scene {
  public:
    Scene() { at_.use_member("RACF=N", "TIMEOUT=6000"); }

    [[nodiscard]] tests::ReceiverProcess receiver() const {
        return at_.receiver(socket_, {"--output", "text", "--spool", spool()});
    }
    [[nodiscard]] Child sender(const std::string& file) const {
        return Child(at_.store().words(
            "imscon-send",
            {"-m", at_.open_sender_member(socket_.port()), "-d", "IMSB", "-t", "PART", "--journal",
             path("sent"), "--sockets", std::to_string(kSockets), "--retry", "1000000", file}));
    }
    /// A file with the messages up to a number: message N is `message N`.
    [[nodiscard]] std::string messages(int count) const {
        std::string all;
        for (int i = 1; i <= count; ++i)
            all += fmt::format("message {}\n", i);
        return at_.directory().write("messages", all);
    }
    /// How often each message is in the spool. The receiver has ended.
    [[nodiscard]] std::map<std::string, int> spooled() const {
        std::map<std::string, int> found;
        for (const auto& entry : std::filesystem::directory_iterator(spool() + "/new")) {
            std::ifstream in(entry.path());
            for (std::string line; std::getline(in, line);)
                ++found[line];
        }
        return found;
    }
    [[nodiscard]] std::string path(const std::string& name) const {
        return (at_.directory().path() / name).string();
    }

  private:
    [[nodiscard]] std::string spool() const { return path("spool"); }

    ImsconInstallation at_{PTKT_TOOLS_DIR};
    tests::ListeningSocket socket_;
};

}  // namespace

TEST_CASE("a receiver that is killed at any moment has every message that it acknowledged, once") {
    constexpr int kInRound = 40;
    const Scene scene;
    std::mt19937 random(20261123);
    std::uniform_int_distribution<int> before_kill(1, kInRound);
    std::set<int> in_doubt;
    int given = 0;
    Child sender = scene.sender("-");
    for (int round = 0; round < tests::rounds(15); ++round) {
        auto receiver = scene.receiver();
        for (int i = 0; i < kInRound; ++i)
            sender.give(fmt::format("message {}\n", ++given));
        const int results = before_kill(random);
        for (int i = 0; i < kInRound; ++i) {
            if (i == results) {
                let_some_time_pass(random);
                receiver.end(SIGKILL);
                // Connections that it left wait for the next one, who finds what it kept.
                receiver = scene.receiver();
            }
            const auto line = sender.line();
            REQUIRE(line);
            const Told told = read_result(*line);
            if (told.word != "ack") in_doubt.insert(told.number);
        }
        receiver.end(SIGKILL);
    }
    auto receiver = scene.receiver();
    static_cast<void>(sender.wait());
    // The same command goes on with what was in doubt, and with nothing else.
    const auto resumed = scene.sender(scene.messages(given)).wait();
    CHECK(resumed.status == 0);
    CHECK(receiver.end(SIGTERM) == 0);
    const auto spooled = scene.spooled();
    CHECK(spooled.size() == static_cast<std::size_t>(given));
    for (int i = 1; i <= given; ++i) {
        const auto found = spooled.find(fmt::format("message {}", i));
        INFO("message " << i << (in_doubt.contains(i) ? ", in doubt once" : ", acknowledged"));
        REQUIRE(found != spooled.end());
        CHECK(found->second <= (in_doubt.contains(i) ? 2 : 1));
    }
    INFO(in_doubt.size() << " of " << given << " were in doubt");
    CHECK(in_doubt.size() < static_cast<std::size_t>(given));
}

TEST_CASE("a sender that is killed at any moment loses no message, and doubles none it knows of") {
    constexpr int kInRound = 40;
    const Scene scene;
    auto receiver = scene.receiver();
    const int rounds = tests::rounds(15);
    const int count = rounds * kInRound;
    const std::string file = scene.messages(count);
    std::mt19937 random(20261123);
    std::uniform_int_distribution<int> before_kill(1, kInRound);
    std::multiset<int> acknowledged;
    int kills = 0;
    for (int round = 0; round < rounds; ++round) {
        Child sender = scene.sender(file);
        for (int left = before_kill(random); left > 0;) {
            const auto line = sender.line();
            if (!line) break;
            const Told told = read_result(*line);
            if (!told.is_new_ack()) continue;
            acknowledged.insert(told.number);
            --left;
        }
        let_some_time_pass(random);
        sender.kill();
        while (const auto line = sender.line())
            if (const Told told = read_result(*line); told.is_new_ack())
                acknowledged.insert(told.number);
        kills += sender.wait().status == 128 + SIGKILL ? 1 : 0;
    }
    const auto resumed = scene.sender(file).wait();
    CHECK(resumed.status == 0);
    CHECK(receiver.end(SIGTERM) == 0);
    CHECK(kills > 0);
    for (const int number : std::set(acknowledged.begin(), acknowledged.end())) {
        INFO("message " << number);
        CHECK(acknowledged.count(number) == 1);
    }
    const auto spooled = scene.spooled();
    CHECK(spooled.size() == static_cast<std::size_t>(count));
    int doubled = 0;
    for (const auto& [text, times] : spooled)
        doubled += times - 1;
    // Of each socket that a kill cut off there is one message whose answer had not come.
    CHECK(doubled <= kills * kSockets);
}
