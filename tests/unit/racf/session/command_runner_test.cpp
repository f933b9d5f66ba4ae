#include "common/racf/session/command_runner.hpp"

#include <filesystem>
#include <fstream>

#include "common/racf/command/listing/format.hpp"
#include "common/racf/language/logical_command.hpp"
#include "tests/support/store_fixture.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;

namespace {

const base::Instant kNow = base::instant(1763805600);

/// Commands on a store of files, and what the audit log says of them.
class Desk {
  public:
    explicit Desk(std::optional<racf::UserId> issuer = {})
        : fixture_(kNow), runner_(fixture_.store(), issuer, [this] { return now; }) {}

    base::Result<racf_command::CommandOutcome> run(const std::string& text) {
        const auto commands = racf_command::split_commands(text);
        REQUIRE(commands.size() == 1);
        return runner_.run(racf_command::parse(commands.front()));
    }
    [[nodiscard]] store::Store& store() const { return fixture_.store(); }
    [[nodiscard]] std::string last_record() const {
        std::ifstream log(store().layout().audit_log());
        std::string last;
        for (std::string line; std::getline(log, line);)
            last = line;
        return last;
    }

    base::Instant now = kNow;

  private:
    StoreFixture fixture_;
    racf_session::CommandRunner runner_;
};

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a command changes the store, and is on record without its secrets") {
    Desk desk;
    desk.now = kNow + base::Seconds(5);
    const auto outcome = desk.run("ADDUSER HWS00001 PASSWORD(SECRET1)");
    REQUIRE(outcome.ok());
    CHECK(outcome->rc == 0);
    CHECK(desk.store().user(racf::UserId::parse("HWS00001").value()).value());
    const std::string record = desk.last_record();
    CHECK(has(record, R"("user":"IBMUSER")"));
    CHECK(has(record, R"("rc":0)"));
    CHECK(has(record, base::to_rfc3339(desk.now)));
    CHECK(has(record, "PASSWORD(********)"));
    CHECK_FALSE(has(record, "SECRET1"));
}

TEST_CASE("what is no command changes nothing, and is on record, too") {
    Desk desk;
    const auto outcome = desk.run("ADDUSR HWS00001 PASSWORD(SECRET1)");
    REQUIRE(outcome.ok());
    CHECK(outcome->rc != 0);
    CHECK_FALSE(racf_command::format(*outcome).empty());
    CHECK(has(desk.last_record(), R"("event":"command")"));
    CHECK_FALSE(has(desk.last_record(), "SECRET1"));
}

TEST_CASE("IBMUSER works revoked when nobody asked for him; a named issuer does not") {
    for (const bool named : {false, true}) {
        INFO(named);
        Desk desk(named ? racf::UserId::parse("IBMUSER").value() : std::optional<racf::UserId>());
        REQUIRE(desk.run("ADDUSER HWS00001").value().rc == 0);
        REQUIRE(desk.run("ALTUSER IBMUSER REVOKE").ok());
        const auto ibmuser = desk.store().user(racf::UserId::parse("IBMUSER").value()).value();
        REQUIRE(ibmuser->revoked);
        const auto done = desk.run("ALTUSER HWS00001 NAME('A')");
        CHECK(done.ok() == !named);
        if (named) CHECK(done.error().kind == base::ErrorKind::NotPermitted);
    }
}

TEST_CASE(
    "an audit log that takes no record is an error that says what has become of the command") {
    Desk desk;
    const auto log = desk.store().layout().audit_log();
    std::filesystem::remove(log);
    std::filesystem::create_directory(log);
    const auto carried_out = desk.run("ADDUSER HWS00001");
    REQUIRE_FALSE(carried_out.ok());
    CHECK(has(carried_out.error().hint, "carried out all the same"));
    CHECK(desk.store().user(racf::UserId::parse("HWS00001").value()).value());
    const auto refused = desk.run("ADDUSER HWS00001");
    REQUIRE_FALSE(refused.ok());
    CHECK(has(refused.error().hint, "was refused"));
}
