// A ticket is accepted once: by however many programs it is presented at the same moment, and
// whenever one of them is killed.
#include <chrono>
#include <fstream>
#include <random>
#include <thread>

#include "common/base/text/hex.hpp"
#include "common/racf/passticket/legacy.hpp"
#include "tests/support/installation.hpp"
#include "tests/support/rounds.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using tests::Child;
using tests::run_program;

namespace {

constexpr int kAccepted = 0;
constexpr int kRejected = 1;

/// A store whose user U may sign on to A with tickets of a known key, and its tickets: each second
/// of the evaluation's clock has a ticket of its own.
class Installation {
  public:
    Installation() {
        store_.commands(
            "SETROPTS CLASSACT(PTKTDATA) RACLIST(PTKTDATA)\n"
            "RDEFINE PTKTDATA A SSIGNON(KEYMASKED(7A1C5E9B30D2F486))\n"
            "SETROPTS RACLIST(PTKTDATA) REFRESH\nADDUSER U PASSWORD(TEST)\n");
    }

    /// Defines one more user, and writes a batch of so many of his tickets.
    [[nodiscard]] std::string batch_of(const std::string& user, int tickets) const {
        store_.commands("ADDUSER " + user + " PASSWORD(TEST)\n");
        const passticket::LegacyCoder coder(
            key(), passticket::encode_names(
                       {racf::UserId::parse(user).value(), racf::ApplName::parse("A").value()}));
        std::string path = store_.path() + "-" + user + ".batch";
        std::ofstream out(path);
        for (int i = 0; i < tickets; ++i) {
            const std::int64_t second = 1'800'000'000 + i;
            out << user << " A " << coder.generate(base::instant(second)).value().text() << " @"
                << second << '\n';
        }
        return path;
    }
    [[nodiscard]] std::vector<std::string> verify_batch(const std::string& path) const {
        return store_.words("ptkt-verify", {"--batch", path});
    }

    /// The next ticket and the moment it is evaluated at.
    struct Presented {
        std::string ticket;
        std::string at;
    };
    Presented next() {
        const std::int64_t second = 1'800'000'000 + ++tickets_;
        return {std::string(coder_.generate(base::instant(second)).value().text()),
                "@" + std::to_string(second)};
    }
    [[nodiscard]] std::vector<std::string> verify(const Presented& presented) const {
        return store_.words("ptkt-verify", {"-u", "U", "-a", "A", "--at", presented.at});
    }

  private:
    static std::shared_ptr<const crypto::DesKey> key() {
        return std::make_shared<const crypto::DesKey>(
            crypto::DesKey::make(base::Secret(base::from_hex("7A1C5E9B30D2F486").value())).value());
    }

    tests::StoreDirectory store_{PTKT_TOOLS_DIR};
    int tickets_ = 0;
    passticket::LegacyCoder coder_{
        key(), passticket::encode_names(
                   {racf::UserId::parse("U").value(), racf::ApplName::parse("A").value()})};
};

}  // namespace

TEST_CASE("of 64 programs with the same ticket at the same moment one accepts it") {
    Installation at;
    constexpr int kPrograms = 64;
    for (int round = 0; round < tests::rounds(10); ++round) {
        const auto presented = at.next();
        std::vector<Child> programs;
        for (int i = 0; i < kPrograms; ++i)
            programs.emplace_back(at.verify(presented));
        for (const Child& program : programs)  // each waits for its ticket: they start together
            program.give(presented.ticket + "\n");
        int accepted = 0;
        int replayed = 0;
        for (Child& program : programs) {
            const auto ended = program.wait();
            accepted += ended.status == kAccepted ? 1 : 0;
            replayed += ended.status == kRejected && ended.out.starts_with("rejected: replayed");
        }
        CHECK(accepted == 1);
        CHECK(replayed == kPrograms - 1);
    }
}

TEST_CASE("a verifier that is killed at any moment lets no ticket be accepted twice") {
    Installation at;
    std::mt19937 random(20261122);
    std::uniform_int_distribution<int> moment(0, 4000);
    int killed_before_the_answer = 0;
    const int rounds = tests::rounds(60);
    for (int round = 0; round < rounds; ++round) {
        const auto presented = at.next();
        Child victim(at.verify(presented));
        victim.give(presented.ticket + "\n");
        // The moment is what is tried here; nothing waits for anything.
        std::this_thread::sleep_for(std::chrono::microseconds(moment(random)));
        victim.kill();
        const bool answered = victim.wait().out.starts_with("accepted");
        killed_before_the_answer += answered ? 0 : 1;
        const auto second = run_program(at.verify(presented), presented.ticket + "\n");
        // An answer counts; a record without one may cost a ticket, never accept one twice.
        CHECK((second.status == kAccepted || second.status == kRejected));
        if (answered) CHECK(second.status == kRejected);
        const auto third = run_program(at.verify(presented), presented.ticket + "\n");
        CHECK(third.status == kRejected);
        CHECK(third.out.starts_with("rejected: replayed"));
    }
    INFO(killed_before_the_answer << " of " << rounds << " were killed before they answered");
    CHECK(killed_before_the_answer > 0);
}

TEST_CASE("64 programs with a ticket each are all accepted, and never again") {
    Installation at;
    for (int round = 0; round < tests::rounds(2); ++round) {
        std::vector<Installation::Presented> all;
        for (int i = 0; i < 64; ++i)
            all.push_back(at.next());
        for (const int expected : {kAccepted, kRejected}) {
            std::vector<Child> programs;
            for (const auto& presented : all)
                programs.emplace_back(at.verify(presented));
            for (std::size_t i = 0; i < all.size(); ++i)
                programs[i].give(all[i].ticket + "\n");
            for (Child& program : programs)
                CHECK(program.wait().status == expected);
        }
    }
}

TEST_CASE("64 programs at work with many tickets each accept every one once") {
    Installation at;
    const int tickets = tests::rounds(50);
    const auto lines_with = [](const std::string& out, const std::string& word) {
        int count = 0;
        for (std::size_t i = out.find(word); i != std::string::npos; i = out.find(word, i + 1))
            ++count;
        return count;
    };
    std::vector<std::string> batches;
    for (int i = 0; i < 64; ++i)
        batches.push_back(at.batch_of("U" + std::to_string(i), tickets));
    for (const std::string expected : {"\taccepted\tok\n", "\trejected\treplayed\n"}) {
        std::vector<Child> programs;
        for (const std::string& batch : batches)
            programs.emplace_back(at.verify_batch(batch));
        for (Child& program : programs)
            CHECK(lines_with(program.wait().out, expected) == tickets);
    }
}
