#include "tests/support/command_session.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using test::CommandSession;
using Lines = std::vector<std::string>;

namespace {

/// Access list as text: `ID=ACCESS ...`.
std::string list_of(const racf::Resource& profile) {
    std::string text;
    for (const racf::AccessEntry& entry : profile.access)
        text +=
            (text.empty() ? "" : " ") + entry.id + "=" + std::string(racf::to_string(entry.access));
    return text;
}

std::string conditional_of(const racf::Resource& profile) {
    std::string text;
    for (const racf::ConditionalEntry& entry : profile.conditional)
        text += (text.empty() ? "" : " ") + entry.entry.id + "=" +
                std::string(racf::to_string(entry.entry.access)) + "/" + entry.condition + "(" +
                entry.name + ")";
    return text;
}

struct Fixture {
    Fixture() { session.run("ADDUSER (U1 U2 U3) PASSWORD(X)\nRDEFINE APPL A\nRDEFINE APPL B"); }
    std::string list(std::string_view name = "A") {
        return list_of(session.resource("APPL", name));
    }
    CommandSession session;
};

}  // namespace

TEST_CASE_METHOD(Fixture, "PERMIT gives READ unless it says something else") {
    CHECK(session.run("PERMIT A CLASS(APPL) ID(U1 SYS1 *)\nPE A CL(APPL) ID(U2) ACC(N)").empty());
    CHECK(list() == "U1=READ SYS1=READ *=READ U2=NONE");
    CHECK(session.run("PE A CLASS(APPL) ID(U1) ACCESS(UPDATE)").empty());
    CHECK(list() == "U1=UPDATE SYS1=READ *=READ U2=NONE");
}

TEST_CASE_METHOD(Fixture, "an unknown ID is said and the others are put on the list") {
    CHECK(session.run("PE A CLASS(APPL) ID(U1 NOBODY U2)") ==
          Lines{"ICH06007I NOBODY NOT DEFINED TO RACF"});
    CHECK(session.rc == 4);
    CHECK(list() == "U1=READ U2=READ");
}

TEST_CASE_METHOD(Fixture, "PERMIT of a profile that is not there ends") {
    CHECK(session.run("PE NONE CLASS(APPL) ID(U1)") == Lines{"ICH06004I NONE NOT DEFINED TO RACF"});
    CHECK(session.rc == 8);
    // Without CLASS the name is that of a data set.
    CHECK(session.run("PE A ID(U1)") ==
          Lines{"PTKT020I PERMIT of a data set is not carried out: data set profiles have no place "
                "here."});
    CHECK(session.run("PE A CLASS(USER) ID(U1)") == Lines{"ICH06004I A NOT DEFINED TO RACF"});
}

TEST_CASE_METHOD(Fixture, "lists keep the order of entry, also where an entry changes") {
    session.run("ADDGROUP CIMGP\nPE A CLASS(APPL) ID(U2 CIMGP)\nPE A CLASS(APPL) ID(U1 * U2)");
    session.run("PE A CLASS(APPL) ID(U2) ACCESS(ALTER)");
    CHECK(list() == "U2=ALTER CIMGP=READ U1=READ *=READ");
    session.run("PE A CLASS(APPL) ID(U2) DELETE\nPE A CLASS(APPL) ID(U2)");
    CHECK(list() == "CIMGP=READ U1=READ *=READ U2=READ");
}

TEST_CASE_METHOD(Fixture, "DELETE takes IDs off, also those that do not exist any more") {
    session.run("PE A CLASS(APPL) ID(U1 U2)\nDELUSER U2");
    CHECK(session.run("PE A CLASS(APPL) ID(U2) DELETE").empty());
    CHECK(session.run("PE A CLASS(APPL) ID(U3 U1) DELETE") ==
          Lines{"ICH06002I U3       NOT AUTHORIZED, DELETE IGNORED"});
    CHECK(session.rc == 4);
    CHECK(list().empty());
}

TEST_CASE_METHOD(Fixture, "RESET empties the lists before anything else") {
    session.run("PE A CLASS(APPL) ID(U1)\nPE A CLASS(APPL) ID(U2) WHEN(SYSID(SYS1))");
    SECTION("both") {
        session.run("PE A CLASS(APPL) RESET ID(U3)");
        CHECK(list() == "U3=READ");
        CHECK(session.resource("APPL", "A").conditional.empty());
    }
    SECTION("the standard one") {
        session.run("PE A CLASS(APPL) RESET(STANDARD)");
        CHECK(list().empty());
        CHECK(session.resource("APPL", "A").conditional.size() == 1);
    }
    SECTION("the conditional one") {
        session.run("PE A CLASS(APPL) RESET(WHEN)");
        CHECK(list() == "U1=READ");
        CHECK(session.resource("APPL", "A").conditional.empty());
    }
    SECTION("but not together with DELETE") {
        CHECK(session.run("PE A CLASS(APPL) RESET ID(U1) DELETE") ==
              Lines{"ICH06009I RESET OPTION IGNORED, CONFLICTS WITH DELETE REQUEST"});
        CHECK(list().empty());
        CHECK(session.resource("APPL", "A").conditional.size() == 1);
    }
}

TEST_CASE_METHOD(Fixture, "FROM copies lists and leaves entries that are there") {
    session.run(
        "PE A CLASS(APPL) ID(U1) ACCESS(UPDATE)\nPE A CLASS(APPL) ID(U2)\n"
        "PE B CLASS(APPL) ID(U1) ACCESS(NONE)");
    CHECK(session.run("PE B CLASS(APPL) FROM(A)") ==
          Lines{"ICH06001I U1 ALREADY AUTHORIZED TO RESOURCE - ACCESS UNCHANGED"});
    CHECK(list("B") == "U1=NONE U2=READ");
    CHECK(session.run("PE B CLASS(APPL) FROM(NONE) ID(U3)") ==
          Lines{"ICH06004I NONE NOT DEFINED TO RACF"});
    CHECK(session.rc == 8);
    CHECK(list("B") == "U1=NONE U2=READ");
    CHECK(session.run("PE B CLASS(APPL) RESET FROM(A C)").front() ==
          "ICH06017I WARNING for PERMIT. Extraneous information in the FROM keyword has been "
          "ignored.");
    CHECK(list("B") == "U1=UPDATE U2=READ");
}

TEST_CASE_METHOD(Fixture, "WHEN makes entries of the conditional list") {
    CHECK(session.run("PE A CLASS(APPL) ID(U1) ACCESS(UPDATE) WHEN(TERMINAL(T1 T2))") ==
          Lines{"ICH06019I WARNING: Class TERMINAL is not currently active."});
    CHECK(session.rc == 0);
    CHECK(list().empty());
    CHECK(conditional_of(session.resource("APPL", "A")) ==
          "U1=UPDATE/TERMINAL(T1) U1=UPDATE/TERMINAL(T2)");
    session.run("SETROPTS CLASSACT(TERMINAL)");
    CHECK(session.run("PE A CLASS(APPL) ID(U1) ACCESS(READ) WHEN(TERMINAL(T2))").empty());
    CHECK(session.run("PE A CLASS(APPL) ID(U1) DELETE WHEN(TERMINAL(T1))").empty());
    CHECK(conditional_of(session.resource("APPL", "A")) == "U1=READ/TERMINAL(T2)");
    CHECK(session.run("PE A CLASS(APPL) ID(U1) DELETE WHEN(TERMINAL(T1))") ==
          Lines{"ICH06014I U1 not authorized, DELETE ignored for WHEN(TERMINAL(T1))"});
    CHECK(session.run("PE A CLASS(APPL) ID(U1) ACCESS(READ) WHEN(TERMINAL(*))") ==
          Lines{"ICH06013I WHEN(TERMINAL(*)) OPERAND IGNORED. INVALID WITH ACCESS OPERAND."});
    CHECK(session.run("PE A CLASS(APPL) ID(U1) DELETE WHEN(TERMINAL(*))").empty());
    CHECK(session.resource("APPL", "A").conditional.empty());
    CHECK(session.run("PE A CLASS(APPL) ID(U1) WHEN") ==
          Lines{"ICH06018I PERMIT failed. WHEN operand is incorrect without a value."});
    CHECK(session.rc == 8);
}

TEST_CASE_METHOD(Fixture, "a condition that has no meaning here makes no entry") {
    CHECK(session.run("PE A CLASS(APPL) ID(U1) WHEN(CRITERIA(SQLROLE(X)) SYSID(SYS1))") ==
          Lines{"PTKT001I Operand CRITERIA of PERMIT is accepted without effect."});
    CHECK(conditional_of(session.resource("APPL", "A")) == "U1=READ/SYSID(SYS1)");
    CHECK(session.run("PE A CLASS(APPL) ID(U1) WHEN(CRITERIA(SQLROLE(X)))").empty());
    CHECK(conditional_of(session.resource("APPL", "A")) == "U1=READ/SYSID(SYS1)");
    CHECK(list().empty());
}

TEST_CASE_METHOD(Fixture, "GENERIC needs generic commands for the class") {
    CHECK(session.run("PE A CLASS(APPL) ID(U1) GENERIC") ==
          Lines{"ICH06010I GENERIC INVALID, GENERIC COMMAND PROCESSING IS INACTIVE."});
    CHECK(session.rc == 8);
    session.run("SETROPTS GENCMD(APPL)");
    CHECK(session.run("PE A CLASS(APPL) ID(U1) GENERIC").empty());
}
