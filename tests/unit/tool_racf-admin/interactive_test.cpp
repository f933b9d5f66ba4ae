// The session on a terminal, as somebody meets it who sits there.
#include <filesystem>
#include <fstream>
#include <sstream>

#include "common/cli/run.hpp"
#include "common/racf/store/store.hpp"
#include "tests/support/pseudo_terminal.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/unit/test.hpp"
#include "tools/racf-admin/run.hpp"

using namespace ptkt;
using Catch::Matchers::Contains;

namespace {

constexpr const char* kPrompt = "READY> ";

struct Seat {
    Seat() { REQUIRE(store::Store::create(store_path(), base::instant(1795341600))); }
    [[nodiscard]] std::string store_path() const { return (directory.path() / "s").string(); }
    [[nodiscard]] std::filesystem::path history() const {
        return directory.path() / "state" / "ptkt" / "racf-admin.history";
    }
    [[nodiscard]] std::string history_text() const {
        std::ostringstream text;
        text << std::ifstream(history()).rdbuf();
        return text.str();
    }
    [[nodiscard]] tests::PseudoTerminal start() const {
        const std::string store = store_path();
        return {{{"TERM", "dumb"},
                 {"HOME", directory.path().string()},
                 {"XDG_STATE_HOME", (directory.path() / "state").string()}},
                [store] {
                    const char* argv[] = {"racf-admin", "--store", store.c_str()};
                    return cli::run("racf-admin", 3, argv, admin::run);
                }};
    }

    tests::TemporaryDirectory directory;
};

/// Where nobody can sit at a terminal, that is said, and nothing is waited for.
bool is_testable() {
    if (tests::has_pseudo_terminals()) return true;
    WARN("there is no pseudo terminal here: not tested");
    return false;
}

}  // namespace

TEST_CASE("commands are answered one by one, and END leaves with 0") {
    if (!is_testable()) return;
    const Seat seat;
    auto terminal = seat.start();
    CHECK_THAT(terminal.await(kPrompt), Contains("HELP describes them, END leaves"));
    terminal.type("RDEFINE APPL APPLI2I\n");
    terminal.await(kPrompt);
    terminal.type("RLIST APPL APPLI2I\n");
    CHECK_THAT(terminal.await(kPrompt), Contains("APPL       APPLI2I\r\n"));
    terminal.type("RDEFINE APPL APPLI2I\n");
    CHECK_THAT(terminal.await(kPrompt), Contains("ICH10102I APPLI2I ALREADY DEFINED"));
    terminal.type("HELP RLIST NORACF\n");
    CHECK_THAT(terminal.await(kPrompt), Contains("leaves out the base segment"));
    terminal.type("HELP NONSENSE\n");
    CHECK_THAT(terminal.await(kPrompt), Contains("no RACF command NONSENSE"));
    terminal.type("end\n");
    CHECK(terminal.await_end() == 0);
}

TEST_CASE("the session knows the program's own words, and several ways to leave") {
    for (const char* const leave : {"exit\n", "QUIT\n", "logoff\n"}) {
        const Seat seat;
        auto terminal = seat.start();
        terminal.await(kPrompt);
        terminal.type("check\n");
        CHECK_THAT(terminal.await(kPrompt), !Contains("NOT FOUND"));
        terminal.type("list users\n");
        CHECK_THAT(terminal.await(kPrompt), Contains("IBMUSER\r\n"));
        terminal.type("AUDIT --event logon\n");
        CHECK_THAT(terminal.await(kPrompt), Contains("'logon' is not one of"));
        terminal.type("rotate NOPROF\n");
        CHECK_THAT(terminal.await(kPrompt), Contains("no PTKTDATA profile NOPROF"));
        terminal.type("help rotate\n");
        CHECK_THAT(terminal.await(kPrompt), Contains("Usage: racf-admin rotate"));
        terminal.type(leave);
        CHECK(terminal.await_end() == 0);
    }
}

TEST_CASE("a continued command has a prompt of its own; Ctrl-C forgets it; Ctrl-D leaves") {
    if (!is_testable()) return;
    const Seat seat;
    auto terminal = seat.start();
    terminal.await(kPrompt);
    terminal.type("RDEFINE APPL +\n");
    terminal.await("     > ");
    terminal.type("A1 UACC(READ)\n");
    terminal.await(kPrompt);
    terminal.type("RDEFINE APPL +\n");
    terminal.await("     > ");
    terminal.type("A2\x03");
    terminal.await(kPrompt);
    terminal.type("RLIST APPL A2\n");
    CHECK_THAT(terminal.await(kPrompt), Contains("ICH13003I A2 NOT FOUND"));
    terminal.type("RLIST APPL A1\n");
    CHECK_THAT(terminal.await(kPrompt), Contains("APPL       A1\r\n"));
    terminal.type("\x04");
    CHECK(terminal.await_end() == 0);
}

TEST_CASE("Ctrl-C may come as soon as the prompt is there") {
    if (!is_testable()) return;
    const Seat seat;
    auto terminal = seat.start();
    terminal.await(kPrompt);
    for (int i = 0; i < 300; ++i) {
        terminal.type("\x03");
        REQUIRE_FALSE(terminal.await(kPrompt).empty());
    }
    terminal.type("end\n");
    CHECK(terminal.await_end() == 0);
}

TEST_CASE("a word is completed by TAB, from the language and from the store") {
    if (!is_testable()) return;
    const Seat seat;
    auto terminal = seat.start();
    terminal.await(kPrompt);
    terminal.type("RDEFINE APPL PAYROLL\n");
    terminal.await(kPrompt);
    terminal.type("rli\t appl p\t norac\t\n");
    // A line that changes is shown again, prompt and all, so the answer is what is waited for.
    CHECK_THAT(terminal.await("APPL       PAYROLL\r\n"), Contains("NORACF"));
    terminal.await(kPrompt);
    terminal.type("RDEF APPL X UACC(\t");
    CHECK_THAT(terminal.await("UPDATE"), Contains("ALTER"));
    terminal.type("R\t)\n");
    terminal.await("READ)\r\n");
    terminal.await(kPrompt);
    terminal.type("LOGOFF\n");
    CHECK(terminal.await_end() == 0);
}

TEST_CASE("commands are recalled in the next session; those with secrets are kept nowhere") {
    if (!is_testable()) return;
    const Seat seat;
    {
        auto terminal = seat.start();
        terminal.await(kPrompt);
        terminal.type("ADDUSER KIM PASSWORD(TOPSECRT)\n");
        terminal.await(kPrompt);
        terminal.type("ADDUSR LEE PASSWORD(TOPSECRT)\n");
        terminal.await(kPrompt);
        terminal.type("LISTUSER KIM +\n");
        terminal.await("     > ");
        terminal.type("TSO\n");
        terminal.await(kPrompt);
        terminal.type("END\n");
        REQUIRE(terminal.await_end() == 0);
    }
    CHECK(seat.history_text() == "LISTUSER KIM TSO\n");
    CHECK((std::filesystem::status(seat.history()).permissions() ==
           (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write)));
    auto terminal = seat.start();
    terminal.await(kPrompt);
    terminal.type("\x10\n");  // Ctrl-P: the last command
    CHECK_THAT(terminal.await("USER=KIM"), Contains("LISTUSER KIM TSO"));
    terminal.await(kPrompt);
    terminal.type("\x10\x10\x10\x15");  // further back there is nothing; Ctrl-U forgets the line
    terminal.type("END\n");
    CHECK(terminal.await_end() == 0);
}

TEST_CASE("what cannot be carried out is told, and the session goes on") {
    if (!is_testable()) return;
    const Seat seat;
    auto terminal = seat.start();
    terminal.await(kPrompt);
    terminal.type("NONSENSE\n");
    CHECK_THAT(terminal.await(kPrompt), Contains("IKJ56500I COMMAND NONSENSE NOT FOUND"));
    terminal.type("\n");
    terminal.await(kPrompt);
    terminal.type("LISTGRP SYS1\n");
    CHECK_THAT(terminal.await(kPrompt), Contains("INFORMATION FOR GROUP SYS1"));
    terminal.type("END\n");
    CHECK(terminal.await_end() == 0);
}
