// Two stores with clocks of their own, tickets between them in every second that matters, and
// rotations at random moments. The clocks are values, so hours pass in seconds.
// PTKT_ROUNDS sets the number of rotations of each kind of key.
#include <cstdlib>
#include <filesystem>
#include <random>

#include "common/racf/authorization/authenticate.hpp"
#include "common/racf/authorization/ticket_generator.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/support/test_io.hpp"
#include "tests/unit/test.hpp"
#include "tools/racf-admin/run.hpp"

using namespace ptkt;
using base::Instant;
using base::Seconds;

namespace {

constexpr int kUsers = 50;  // one ticket a second for each user is 50 a second

int rounds() {
    const char* wanted = std::getenv("PTKT_ROUNDS");
    return wanted == nullptr ? 12 : std::atoi(wanted);
}

racf::UserId user(int number) {
    return racf::UserId::parse(fmt::format("USER{:04}", number)).value();
}

const auto kAppl = racf::ApplName::parse("APPLI2I").value();

/// One installation: a store, and how far its clock is from the true time.
class Side {
  public:
    Side(std::filesystem::path root, Seconds offset) : root_(std::move(root)), offset_(offset) {}

    [[nodiscard]] Instant clock(Instant now) const { return now + offset_; }
    void set_offset(Seconds offset) { offset_ = offset; }

    /// Runs racf-admin here; gives what it wrote.
    std::string admin(Instant now, std::vector<std::string> words, const std::string& in = {}) {
        tests::World world;
        world.tool = "racf-admin";
        world.args = {"--store", root_.string(), "--quiet"};
        world.args.insert(world.args.end(), words.begin(), words.end());
        world.now = clock(now);
        world.in = in;
        const auto outcome = world.run(admin::run);
        INFO(fmt::format("{}\n{}", fmt::join(world.args, " "), outcome.err));
        REQUIRE(outcome.status == cli::ExitStatus::Done);
        return outcome.out;
    }

    void define(Instant now, const std::string& ssignon) {
        admin(now, {"init"});
        std::string commands = "SETROPTS CLASSACT(PTKTDATA) RACLIST(PTKTDATA)\n";
        for (int i = 0; i < kUsers; ++i)
            commands += fmt::format("ADDUSER {} PASSWORD(TEST)\n", user(i).str());
        commands += fmt::format("RDEFINE PTKTDATA APPLI2I SSIGNON({})\n", ssignon);
        admin(now, {}, commands + "SETROPTS RACLIST(PTKTDATA) REFRESH\n");
        store_ = store::Store::open(root_).value();
        replay_.emplace(store_->replay_cache().value());
        generator_.emplace(*store_);
    }

    std::string ticket(int number, Instant now) {
        generator_->keep_up(clock(now));
        auto made = generator_->generate({user(number), kAppl}, {}, clock(now));
        REQUIRE(made.ok());
        return std::string(made->ticket.text());
    }

    authorization::Decision verify(int number, const std::string& ticket, Instant now) {
        auto decision = authorization::authenticate(*store_, *replay_,
                                                    {user(number), kAppl, ticket, {}, "test"},
                                                    clock(now), authorization::Recording::No);
        REQUIRE(decision.ok());
        return std::move(*decision);
    }

    std::string status(Instant now, const std::string& field) {
        return admin(now, {"rotate", "APPLI2I", "--status", "--field", field});
    }

  private:
    std::filesystem::path root_;
    Seconds offset_;
    std::unique_ptr<store::Store> store_;
    std::optional<replay::ReplayCache> replay_;
    std::optional<authorization::TicketGenerator> generator_;
};

class Proof {
  public:
    Proof(const std::string& ssignon, const std::string& upgrade)
        : sender_(directory_.path() / "sender", Seconds(0)),
          receiver_(directory_.path() / "receiver", Seconds(0)) {
        copy_keys();
        sender_.define(now_, ssignon);
        receiver_.define(now_, ssignon);
        if (upgrade.empty()) return;
        now_ = rotate({"--upgrade", upgrade}) + Seconds(1000);
    }

    void run() {
        for (int i = 0; i < rounds(); ++i)
            one_round();
        CHECK(made_ >= rounds() * 4 * kUsers);
    }

  private:
    int between(int least, int most) {
        return std::uniform_int_distribution<int>(least, most)(random_);
    }

    [[nodiscard]] std::string key_file(const std::string& name) const {
        return (directory_.path() / "keys" / name).string();
    }

    /// The sample keys, in a mode that a private key may have.
    void copy_keys() const {
        namespace fs = std::filesystem;
        fs::copy(fmt::format("{}/samples/keys", PTKT_TESTS_DIR), directory_.path() / "keys");
        for (const auto& file : fs::directory_iterator(directory_.path() / "keys"))
            fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
    }

    /// Stages a key on both sides, over the way that keys take; gives its moment.
    Instant rotate(std::vector<std::string> more) {
        grace_ = Seconds(between(130, 400));
        // Behind both sides' present: the package must arrive before the moment.
        const Instant at = now_ + Seconds(between(100, 300));
        std::vector<std::string> words{"rotate",  "APPLI2I",
                                       "--at",    base::to_rfc3339(at),
                                       "--grace", fmt::format("{}s", grace_.count())};
        words.insert(words.end(), more.begin(), more.end());
        sender_.admin(now_, words);
        const std::string package = sender_.admin(
            now_, {"key", "wrap", "APPLI2I", "--to", key_file("receiver-ec.pem"), "--sign",
                   key_file("sender.pem"), "--sign-key", key_file("sender.key")});
        receiver_.admin(now_,
                        {"key", "unwrap", "--expect", "APPLI2I", "--key",
                         key_file("receiver-ec.key"), "--from", key_file("sender.pem")},
                        package);
        return at;
    }

    /// A second in which every user signs on, the ticket being on its way for a moment.
    void second_of_sign_ons(Instant now) {
        for (int i = 0; i < kUsers; ++i) {
            const std::string ticket = sender_.ticket(i, now);
            const auto decision = receiver_.verify(i, ticket, now + Seconds(between(0, 3)));
            INFO(decision.detail);
            CHECK(decision.accepted());
            ++made_;
        }
    }

    void one_round() {
        const int apart = between(-60, 60);
        sender_.set_offset(Seconds(apart / 2));
        receiver_.set_offset(Seconds(apart / 2 - apart));
        const Instant at = rotate({});
        // Each side comes to the moment by its own clock: look closely where they disagree.
        const std::string old_ticket = sender_.ticket(0, at - Seconds(31 + apart / 2));
        const Instant end = at + grace_ + Seconds(40);
        for (Instant now = at - Seconds(100); now < at + Seconds(100);
             now += Seconds(between(5, 30)))
            second_of_sign_ons(now);
        second_of_sign_ons(end);
        // The window would still hold the ticket of the old key; its grace has ended.
        const auto late = receiver_.verify(0, old_ticket, end);
        CHECK_FALSE(late.accepted());
        CHECK(sender_.status(end, "check_value") == receiver_.status(end, "check_value"));
        now_ = end + Seconds(between(1, 5000));
    }

    tests::TemporaryDirectory directory_;
    Side sender_;
    Side receiver_;
    Instant now_ = base::instant(1795341600);
    Seconds grace_{};
    int made_ = 0;
    std::mt19937 random_{20261122};
};

}  // namespace

TEST_CASE("no ticket of a legacy key is lost in a rotation, and none holds past the grace") {
    Proof("KEYMASKED(E001193519561977)", "").run();
}

TEST_CASE("no ticket of an enhanced key is lost in a rotation, and none holds past the grace") {
    Proof("KEYMASKED(E001193519561977) TIMEOUT(600)", "enhanced").run();
}
