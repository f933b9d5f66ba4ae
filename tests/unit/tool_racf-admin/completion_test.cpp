#include "tools/racf-admin/completion.hpp"

#include "tests/support/command_session.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using Words = std::vector<std::string>;

namespace {

struct Scene {
    Scene() {
        session.run(
            "SETROPTS GENERIC(APPL)\nADDGROUP PAY\nADDUSER PAUL\nADDUSER KIM\n"
            "RDEFINE APPL (APPLI2I PAYROLL)");
    }
    Words offered(std::string_view text, const std::string& earlier = "") {
        return admin::candidates(session.profiles, earlier, text).words;
    }
    test::CommandSession session;
};

}  // namespace

TEST_CASE("the beginning of a line is completed with commands and the words of the session") {
    Scene scene;
    CHECK(scene.offered("rd") == Words{"RDEF", "RDEFINE", "RDEL", "RDELETE"});
    CHECK(scene.offered("  EN") == Words{"END"});
    CHECK(scene.offered("NONSENSE X").empty());
    CHECK(admin::candidates(scene.session.profiles, "", "  EN").start == 2);
}

TEST_CASE("classes, profiles, users and groups are offered where their names are expected") {
    Scene scene;
    CHECK(scene.offered("RLIST APP") ==
          Words{"APPCLU", "APPCPORT", "APPCSERV", "APPCSI", "APPCTP", "APPL"});
    CHECK(scene.offered("RLIST appl ") == Words{"APPLI2I", "PAYROLL"});
    CHECK(scene.offered("RDEL APPL (APPLI2I pa") == Words{"PAYROLL"});
    CHECK(scene.offered("RDEF APPL X FROM(") == Words{"APPLI2I", "PAYROLL"});
    CHECK(scene.offered("ALU P") == Words{"PAUL"});
    CHECK(scene.offered("LISTGRP P") == Words{"PAUL", "PAY"});
    CHECK(scene.offered("LISTGRP (P") == Words{"PAUL", "PAY"});
    CHECK(scene.offered("CO (KIM) GROUP(") == Words{"PAY", "SYS1"});
    CHECK(scene.offered("PE X CLASS(APPL) ID(KIM P") == Words{"PAUL", "PAY"});
    CHECK(scene.offered("SR CLASS(US") == Words{"USER"});
}

TEST_CASE("operands and their words are offered, with the parenthesis that they need") {
    Scene scene;
    CHECK(scene.offered("RLIST APPL APPLI2I AU") == Words{"AUTHUSER"});
    CHECK(scene.offered("RDEFINE PTKTDATA X SSIGNON(KEY") ==
          Words{"KEYENCRYPTED(", "KEYLABEL(", "KEYMASKED("});
    CHECK(scene.offered("RDEF PTKTDATA X SSI(TYPE(") == Words{"MIXED", "UPPER"});
    CHECK(scene.offered("RDEF APPL X UACC(NONE) W") == Words{"WARNING", "WHEN"});
    CHECK(scene.offered("SETROPTS PASSWORD(RULE1(LENGTH(4:8) NUM") == Words{"NUMERIC("});
    CHECK(scene.offered("LISTUSER KIM ").size() > 10);
    CHECK(scene.offered("LU NORA") == Words{"NORACF"});
}

TEST_CASE("nothing is offered in a secret, a quoted text, a comment, or behind a semicolon") {
    Scene scene;
    for (const char* text : {"ADDUSER X PASSWORD(", "ADDUSER X PASSWORD(P", "ADDUSER X NAME('K",
                             "RLIST APPL /* AP", "RLIST APPL X; AUTH", "RDEF APPL X KERB("}) {
        INFO(text);
        CHECK(scene.offered(text).empty());
    }
}

TEST_CASE("a continued command is completed as one, and only in its last line") {
    Scene scene;
    CHECK(scene.offered("APP", "RLIST +\n").size() == 6);
    CHECK(scene.offered("AUTH", "RLIST +\n  APPL APPLI2I +\n") == Words{"AUTHUSER"});
    CHECK(admin::candidates(scene.session.profiles, "RLIST +\n", "  APPL").start == 2);
    CHECK(scene.offered("PL", "RLIST AP-\n").empty());
}

TEST_CASE("HELP is completed with commands and operands") {
    Scene scene;
    CHECK(scene.offered("HELP RDEFI") == Words{"RDEFINE"});
    CHECK(scene.offered("help rdef ssig") == Words{"SSIGNON"});
    CHECK(scene.offered("help rdef ssignon KEYM") == Words{"KEYMASKED"});
    CHECK(scene.offered("help nonsense x").empty());
}
