#include "tests/support/command_session.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using test::CommandSession;
using Lines = std::vector<std::string>;

namespace {

struct SearchFixture {
    SearchFixture() {
        session.run(
            "RDEFINE FACILITY OLD.*\nSETROPTS GENERIC(FACILITY)\n"
            "RDEFINE FACILITY (IRR.A IRR.A.B IRR.B.C IRR.**)\n"
            "RDEFINE FACILITY BPX.X LEVEL(7) WARNING UACC(READ)\n"
            "ADDGROUP PAY OMVS(GID(20))\nADDUSER U1 PASSWORD(X) OMVS(UID(10))\n"
            "ADDUSER U2 PASSWORD(X)\nCONNECT U1 GROUP(PAY)\n"
            "PERMIT IRR.A CLASS(FACILITY) ID(PAY)");
    }
    Lines search(const std::string& operands) { return session.run("SEARCH " + operands); }
    CommandSession session;
};

const Lines kNothing{"ICH31005I NO ENTRIES MEET SEARCH CRITERIA"};

}  // namespace

TEST_CASE_METHOD(SearchFixture, "SEARCH lists names in alphabetical order and marks generic ones") {
    CHECK(search("CLASS(FACILITY)") ==
          Lines{"BPX.X", "IRR.** (G)", "IRR.A", "IRR.A.B", "IRR.B.C", "OLD.* (UNUSABLE)"});
    CHECK(search("CLASS(USER)") == Lines{"IBMUSER", "U1", "U2"});
    CHECK(search("CLASS(GROUP)") == Lines{"PAY", "SYS1"});
}

TEST_CASE_METHOD(SearchFixture, "SEARCH says when there is nothing") {
    CHECK(search("CLASS(APPL)") == kNothing);
    CHECK(session.rc == 4);
    CHECK(search("") == kNothing);
}

TEST_CASE_METHOD(SearchFixture, "SEARCH selects names by filter and mask") {
    CHECK(search("CLASS(FACILITY) FILTER(IRR.*)") == Lines{"IRR.** (G)", "IRR.A"});
    CHECK(search("CLASS(FACILITY) FILTER(IRR.*.*)") == Lines{"IRR.A.B", "IRR.B.C"});
    CHECK(search("CLASS(FACILITY) FILTER(%%%.**.C)") == Lines{"IRR.B.C"});
    CHECK(search("CLASS(FACILITY) MASK(IRR.A)") == Lines{"IRR.A", "IRR.A.B"});
    CHECK(search("CLASS(FACILITY) MASK(IRR,C)") == Lines{"IRR.B.C"});
    CHECK(search("CLASS(FACILITY) MASK(*,X)") == Lines{"BPX.X"});
    CHECK(search("CLASS(USER) MASK(U)") == Lines{"U1", "U2"});
}

TEST_CASE_METHOD(SearchFixture, "SEARCH selects profiles by what is in them") {
    CHECK(search("CLASS(FACILITY) GENERIC") == Lines{"IRR.** (G)"});
    CHECK(search("CLASS(FACILITY) NOGENERIC MASK(IRR)") == Lines{"IRR.A", "IRR.A.B", "IRR.B.C"});
    CHECK(search("CLASS(FACILITY) WARNING") == Lines{"BPX.X"});
    CHECK(search("CLASS(FACILITY) LEVEL(7)") == Lines{"BPX.X"});
    CHECK(search("CLASS(USER) UID(10)") == Lines{"U1"});
    CHECK(search("CLASS(GROUP) GID(20)") == Lines{"PAY"});
    CHECK(search("CLASS(FACILITY) AGE(1)") == kNothing);
    session.context.now += std::chrono::days(2);
    session.run("RALTER FACILITY BPX.X LEVEL(8)");
    CHECK(search("CLASS(FACILITY) AGE(1) MASK(B)") == kNothing);
    CHECK(search("CLASS(FACILITY) AGE(1) MASK(IRR.B)") == Lines{"IRR.B.C"});
}

TEST_CASE_METHOD(SearchFixture, "SEARCH says which operands do not fit the class") {
    CHECK(search("CLASS(FACILITY) UID(10)") ==
          Lines{"PTKT019I Operand UID of SEARCH is for class USER."});
    CHECK(session.rc == 8);
    CHECK(search("CLASS(USER) GID(20)") ==
          Lines{"PTKT019I Operand GID of SEARCH is for class GROUP."});
    CHECK(search("CLASS(USER) MASK(U1) WARNING") ==
          Lines{"PTKT018I Operand WARNING of SEARCH has no effect on class USER.", "U1"});
    CHECK(session.rc == 0);
}

TEST_CASE_METHOD(SearchFixture, "SEARCH USER selects what a user may access") {
    CHECK(search("CLASS(FACILITY) USER(U1)") == Lines{"BPX.X", "IRR.A"});
    CHECK(search("CLASS(FACILITY) USER(U2)") == Lines{"BPX.X"});
    CHECK(search("CLASS(GROUP) USER(U1)") == Lines{"PAY", "SYS1"});
    CHECK(search("CLASS(GROUP) USER(NOBODY)") == kNothing);
}

TEST_CASE_METHOD(SearchFixture, "CLIST puts texts around the names") {
    CHECK(search("CLASS(USER) MASK(U1) CLIST('LU ' ' TSO')") == Lines{"LU U1 TSO"});
    CHECK(search("CLASS(USER) NOLIST").empty());
    CHECK(session.rc == 0);
}
