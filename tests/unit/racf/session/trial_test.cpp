#include "common/racf/session/trial.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "common/racf/language/logical_command.hpp"
#include "common/racf/session/command_runner.hpp"
#include "tests/support/store_fixture.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;

namespace {

const base::Instant kTrialNow = base::instant(1763805600);

/// All that a directory has in it: name and content.
std::string everything_in(const std::filesystem::path& root) {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream file(entry.path(), std::ios::binary);
        std::ostringstream text;
        text << file.rdbuf();
        files[entry.path().string()] = text.str();
    }
    std::string all;
    for (const auto& [name, text] : files)
        all += name + "\n" + text + "\n";
    return all;
}

/// Commands that are tried out, or carried out, on a store of files.
class TrialDesk {
  public:
    explicit TrialDesk(racf_session::Mode mode)
        : fixture_(kTrialNow),
          runner_(fixture_.store(), {}, [] { return kTrialNow; }, mode) {}

    int run(const std::string& text) {
        const auto commands = racf_command::split_commands(text);
        REQUIRE(commands.size() == 1);
        const auto outcome = runner_.run(racf_command::parse(commands.front()));
        REQUIRE(outcome.ok());
        return outcome->rc;
    }
    [[nodiscard]] std::string changes() const {
        std::string text;
        for (const auto& change : runner_.would_change()) {
            text += change.what + "\n";
            for (const std::string& line : change.lines)
                text += "  " + line + "\n";
        }
        return text;
    }
    [[nodiscard]] std::string content() const { return everything_in(fixture_.root()); }

  private:
    StoreFixture fixture_;
    racf_session::CommandRunner runner_;
};

bool shows(const TrialDesk& desk, std::string_view part) {
    return desk.changes().find(part) != std::string::npos;
}

/// Commands that build on each other, some of which fail.
const std::vector<std::string>& stream() {
    static const std::vector<std::string> commands{
        "ADDGROUP IMSGRP",
        "ADDUSER USER0002 PASSWORD(SECRET1) DFLTGRP(IMSGRP)",
        "ADDUSER USER0002",
        "CONNECT USER0002 GROUP(SYS1)",
        "ALTUSER USER0002 NAME('ANNE') SPECIAL",
        "ALTUSER NOBODY SPECIAL",
        "RDEFINE APPL APPLI2I UACC(NONE)",
        "PERMIT APPLI2I CLASS(APPL) ID(USER0002) ACCESS(READ)",
        "SETROPTS CLASSACT(APPL PTKTDATA)",
        "SETROPTS RACLIST(APPL)",
        "RDEFINE PTKTDATA APPLI2I SSIGNON(KEYMASKED(E001193519561977))",
        "RDEFINE PTKTDATA APPLI3I SSIGNON(KEYENCRYPTED(E001193519561977))",
        "RALTER PTKTDATA APPLI2I APPLDATA('NO REPLAY PROTECTION')",
        "RDELETE PTKTDATA APPLI2I",
        "RLIST PTKTDATA APPLI2I",
        "SETROPTS NORACLIST(APPL)",
        "DELUSER USER0002",
        "DELUSER USER0002",
        "DELGROUP IMSGRP",
        "NONSENSE",
    };
    return commands;
}

}  // namespace

TEST_CASE("a trial answers as the commands would, and writes nothing at all") {
    TrialDesk real(racf_session::Mode::CarryOut);
    TrialDesk trial(racf_session::Mode::Trial);
    const std::string before = trial.content();
    for (const std::string& command : stream()) {
        INFO(command);
        CHECK(trial.run(command) == real.run(command));
        CHECK(trial.content() == before);
    }
}

TEST_CASE("a trial says what would be added, changed and deleted, without secrets") {
    TrialDesk trial(racf_session::Mode::Trial);
    CHECK(trial.run("ADDUSER USER0002 PASSWORD(SECRET1)") == 0);
    CHECK(shows(trial, "add user USER0002\n  + id = \"USER0002\""));
    CHECK(shows(trial, "+ hash = ********"));
    CHECK_FALSE(shows(trial, "scrypt"));
    CHECK(trial.run("ALTUSER USER0002 NAME('ANNE')") == 0);
    CHECK(trial.changes() == "change user USER0002\n  + name = \"ANNE\"\n");
    CHECK(trial.run("RDEFINE PTKTDATA APPLI2I SSIGNON(KEYMASKED(E001193519561977))") == 0);
    CHECK(shows(trial, "add profile PTKTDATA APPLI2I"));
    CHECK(shows(trial, "legacy_sealed = ********"));
    CHECK(trial.run("RDELETE PTKTDATA APPLI2I") == 0);
    CHECK(trial.changes() == "delete profile PTKTDATA APPLI2I\n");
    CHECK(trial.run("LISTUSER USER0002") == 0);
    CHECK(trial.changes().empty());
    CHECK(trial.run("NONSENSE") > 0);
    CHECK(trial.changes().empty());
    CHECK(trial.run("SETROPTS CLASSACT(PTKTDATA) RACLIST(PTKTDATA)") == 0);
    CHECK(shows(trial, "change the SETROPTS options"));
    CHECK(shows(trial, "refresh the RACLISTed copy of class PTKTDATA"));
}

TEST_CASE("the lines in which two texts differ stand in their order") {
    using racf_session::changed_lines;
    using Lines = std::vector<std::string>;
    CHECK(changed_lines("a\nb\nc\n", "a\nb\nc\n").empty());
    CHECK(changed_lines("", "a\nb\n") == Lines{"+ a", "+ b"});
    CHECK(changed_lines("a\nb\n", "") == Lines{"- a", "- b"});
    CHECK(changed_lines("a\nb\nc\nd\n", "a\nx\nc\nd\ne\n") == Lines{"- b", "+ x", "+ e"});
    CHECK(changed_lines("a\n\n[password]\nhash = \"old\"\n", "a\n\n[password]\nhash = \"new\"\n") ==
          Lines{"- hash = ********", "+ hash = ********"});
    CHECK(changed_lines("a\n", "a\n\n[b]\n") == Lines{"+ [b]"});
}
