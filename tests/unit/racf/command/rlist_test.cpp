// RLIST's layouts, byte for byte. Those with the profile HZS.** are captured; the blocks of ALL are
// from general knowledge.
#include "tests/support/command_session.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using test::CommandSession;
using Lines = std::vector<std::string>;

TEST_CASE("RLIST of a generic profile looks as RACF's does") {
    CommandSession session;
    session.run(
        "SETROPTS GENERIC(XFACILIT)\n"
        "RDEFINE XFACILIT HZS.** UACC(READ) OWNER(SYS1) WARNING");
    CHECK(session.text("RLIST XFACILIT HZS.**") == R"(CLASS      NAME
-----      ----
XFACILIT   HZS.** (G)

GROUP CLASS NAME
----- ----- ----
GXFACILI

LEVEL  OWNER      UNIVERSAL ACCESS  YOUR ACCESS  WARNING
-----  --------   ----------------  -----------  -------
 00    SYS1            READ               READ    YES

INSTALLATION DATA
-----------------
NONE

APPLICATION DATA
----------------
NONE

AUDITING
--------
FAILURES(READ)

NOTIFY
------
NO USER TO BE NOTIFIED
)");
}

TEST_CASE("RLIST AUTHUSER of a generic profile has no counts") {
    CommandSession session;
    session.run(
        "SETROPTS GENERIC(SURROGAT)\nRDEFINE SURROGAT *.SUBMIT\n"
        "PERMIT *.SUBMIT CLASS(SURROGAT) ID(IBMUSER) ACCESS(ALTER)\n"
        "PERMIT *.SUBMIT CLASS(SURROGAT) ID(SYS1)");
    const std::string listing = session.text("RLIST SURROGAT *.SUBMIT AUTHUSER");
    CHECK(listing.ends_with(R"(
USER      ACCESS
----      ------
IBMUSER   ALTER
SYS1      READ

   ID     ACCESS   CLASS      ENTITY NAME
-------- -------  --------   -----------
NO ENTRIES IN CONDITIONAL ACCESS LIST
)"));
}

TEST_CASE("RLIST ALL adds security, dates, counts and access lists") {
    CommandSession session;
    session.run(
        "SETROPTS CLASSACT(TERMINAL)\n"
        "RDEFINE APPL APPLI2I UACC(EXECUTE) NOTIFY(IBMUSER) LEVEL(42) AUDIT(ALL(READ)) "
        "DATA('the data') APPLDATA('the appldata')\n"
        "PERMIT APPLI2I CLASS(APPL) ID(IBMUSER) ACCESS(CONTROL)\n"
        "PERMIT APPLI2I CLASS(APPL) ID(SYS1) WHEN(TERMINAL(T0001))");
    session.context.now += std::chrono::days(1);
    session.run("RALTER APPL APPLI2I LEVEL(43)");
    CHECK(session.text("RLIST APPL APPLI2I ALL") == R"(CLASS      NAME
-----      ----
APPL       APPLI2I

LEVEL  OWNER      UNIVERSAL ACCESS  YOUR ACCESS  WARNING
-----  --------   ----------------  -----------  -------
 43    IBMUSER         EXECUTE         CONTROL    NO

INSTALLATION DATA
-----------------
the data

APPLICATION DATA
----------------
the appldata

SECLEVEL
--------
NO SECLEVEL

CATEGORIES
----------
NO CATEGORIES

SECLABEL
--------
NO SECLABEL

AUDITING
--------
ALL(READ)

NOTIFY
------
IBMUSER

CREATION DATE  LAST REFERENCE DATE  LAST CHANGE DATE
 (DAY) (YEAR)       (DAY) (YEAR)      (DAY) (YEAR)
-------------  -------------------  ----------------
  121    26         122    26           122    26

ALTER COUNT  CONTROL COUNT  UPDATE COUNT  READ COUNT
-----------  -------------  ------------  ----------
  000000        000000         000000       000000

USER      ACCESS   ACCESS COUNT
----      ------   ------ -----
IBMUSER   CONTROL     000000

   ID     ACCESS   ACCESS COUNT   CLASS      ENTITY NAME
-------- -------  ------------   --------   -----------
SYS1     READ        000000      TERMINAL   T0001
)");
}

TEST_CASE("the columns of the LEVEL line are those that were measured") {
    CommandSession session;
    session.run("RDEFINE APPL A UACC(NONE)");
    for (const std::string& line : session.run("RLIST APPL A")) {
        if (!line.starts_with(" 00")) continue;
        CHECK(line.substr(7, 7) == "IBMUSER");  // OWNER, column 8
        CHECK(line.substr(23, 4) == "NONE");    // UNIVERSAL ACCESS, column 24
        CHECK(line.substr(42, 4) == "NONE");    // YOUR ACCESS, ending in column 46
        CHECK(line.substr(50) == "NO");         // WARNING, column 51
    }
}

TEST_CASE("RLIST SSIGNON shows how keys are kept and never a key") {
    CommandSession session;
    session.run(
        "RDEFINE PTKTDATA ENC SSIGNON(KEYENCRYPTED(E001193519561977))\n"
        "RDEFINE PTKTDATA MASK SSIGNON(KEYMASKED(E001193519561977))\n"
        "RDEFINE PTKTDATA LAB SSIGNON(KEYLABEL(MY.KEY) EPTKEYLABEL(MY.HMAC) TYPE(UPPER) "
        "TIMEOUT(120) REPLAY(YES))\nRDEFINE PTKTDATA NO");
    const auto listed = [&](const std::string& name) {
        return session.text("RLIST PTKTDATA " + name + " SSIGNON NORACF");
    };
    const std::string head = "CLASS      NAME\n-----      ----\nPTKTDATA   ";
    CHECK(listed("ENC") == head + R"(ENC

SSIGNON INFORMATION
-------------------
Legacy PassTicket: KEYENCRYPTED LABEL: IRR.SSIGNON.LOCAL.05012026.102030.000001
Enhanced PassTicket: Timeout = 00000060
Enhanced PassTicket: Replay allowed = NO
)");
    CHECK(listed("MASK") == head + R"(MASK

SSIGNON INFORMATION
-------------------
Legacy PassTicket: KEYMASKED DATA NOT DISPLAYABLE
Enhanced PassTicket: Timeout = 00000060
Enhanced PassTicket: Replay allowed = NO
)");
    CHECK(listed("LAB") == head + R"(LAB

SSIGNON INFORMATION
-------------------
Legacy PassTicket: KEYLABEL: MY.KEY
Enhanced PassTicket: Key label = MY.HMAC
Enhanced PassTicket: Type = UPPER
Enhanced PassTicket: Timeout = 00000120
Enhanced PassTicket: Replay allowed = YES
)");
    CHECK(listed("NO") == head + "NO\n\nNO SSIGNON INFORMATION\n");
}

TEST_CASE("a listing as a value has no sealed key in it") {
    CommandSession session;
    session.run("RDEFINE PTKTDATA A SSIGNON(KEYMASKED(E001193519561977))");
    auto commands = racf_command::split_commands("RLIST PTKTDATA A SSIGNON");
    const auto parsed = racf_command::parse(commands.front());
    REQUIRE(parsed.ok());
    const auto outcome = racf_command::apply(*parsed, session.context);
    REQUIRE(outcome.ok());
    const auto& listing = std::get<racf_command::ResourceListing>(outcome->output.front());
    REQUIRE(listing.profile.ssignon->legacy.has_value());
    CHECK(listing.profile.ssignon->legacy->sealed.empty());
    CHECK_FALSE(session.resource("PTKTDATA", "A").ssignon->legacy->sealed.empty());
}

TEST_CASE("RLIST STDATA looks as RACF's does") {
    CommandSession session;
    session.run("RDEFINE STARTED TSTTSKEL STDATA(TRUSTED(YES))");
    CHECK(session.text("RLIST STARTED TSTTSKEL STDATA NORACF")
              .ends_with("\nSTDATA INFORMATION\n------------------\nUSER=\nGROUP=\nTRUSTED= YES\n"
                         "PRIVILEGED= NO\nTRACE= NO\n"));
    session.run("RALTER STARTED TSTTSKEL STDATA(USER(IMS1))");
    CHECK(session.text("RLIST STARTED TSTTSKEL STDATA NORACF").find("\nUSER= IMS1\n") !=
          std::string::npos);
}

TEST_CASE("RLIST takes the discrete profile, else the most specific generic one") {
    CommandSession session;
    session.run("SETROPTS GENERIC(FACILITY)\nRDEFINE FACILITY (** TEST* TESTI% TESTING)");
    const auto listed = [&](const std::string& command) {
        return session.run(command + " NORACF").back();
    };
    CHECK(listed("RLIST FACILITY TESTING") == "FACILITY   TESTING");
    CHECK(listed("RLIST FACILITY TESTED") == "FACILITY   TEST* (G)");
    CHECK(listed("RLIST FACILITY TESTIX") == "FACILITY   TESTI% (G)");
    CHECK(listed("RLIST FACILITY OTHER") == "FACILITY   ** (G)");
    CHECK(listed("RLIST FACILITY TESTING GENERIC") == "FACILITY   TEST* (G)");
    CHECK(listed("RLIST FACILITY TESTED NOGENERIC") == "ICH13003I TESTED NOT FOUND");
    CHECK(session.rc == 4);
}

TEST_CASE("RLIST * lists discrete profiles, then generic ones in their search order") {
    CommandSession session;
    session.run("SETROPTS GENERIC(FACILITY)\nRDEFINE FACILITY (** B.** B.* Z A B.%)");
    CHECK(session.text("RLIST FACILITY * NORACF") ==
          "CLASS      NAME\n-----      ----\nFACILITY   A\n\n\n\n"
          "CLASS      NAME\n-----      ----\nFACILITY   Z\n\n\n\n"
          "CLASS      NAME\n-----      ----\nFACILITY   B.% (G)\n\n\n\n"
          "CLASS      NAME\n-----      ----\nFACILITY   B.* (G)\n\n\n\n"
          "CLASS      NAME\n-----      ----\nFACILITY   B.** (G)\n\n\n\n"
          "CLASS      NAME\n-----      ----\nFACILITY   ** (G)\n");
    CHECK(session.run("RLIST APPL *") == Lines{"ICH13004I NOTHING TO LIST"});
    CHECK(session.rc == 4);
    CHECK(session.run("RLIST APPL (A B)") ==
          Lines{"ICH13003I A NOT FOUND", "ICH13003I B NOT FOUND"});
}

TEST_CASE("RLIST shows grouping and member classes and who groups a resource") {
    CommandSession session;
    session.run(
        "RDEFINE TIMS PAY1\nRDEFINE GIMS (PAYGRP OTHER) ADDMEM(PAY1 PAY2)\n"
        "RALTER GIMS OTHER DELMEM(PAY1)");
    CHECK(session.text("RLIST GIMS PAYGRP").find(R"(
MEMBER CLASS NAME
------ ----- ----
TIMS

RESOURCES IN GROUP
--------- -- -----
PAY1
PAY2

LEVEL )") != std::string::npos);
    CHECK(session.text("RLIST TIMS PAY1 RESGROUP")
              .ends_with("\nRESOURCE GROUPS\n-------- ------\nPAYGRP\n"));
}

TEST_CASE("RESGROUP lists the groups of a resource that has no profile of its own") {
    CommandSession session;
    session.run(
        "RDEFINE GIMS PAYGRP ADDMEM(PAY1)\nRDEFINE GIMS ALLGRP ADDMEM(PAY*)\n"
        "RDEFINE GIMS OTHER ADDMEM(X)\nADDUSER PLAIN PASSWORD(X)");
    CHECK(session.text("RLIST TIMS PAY1 RESGROUP") ==
          "CLASS      NAME\n-----      ----\nTIMS       PAY1\n\n"
          "RESOURCE GROUPS\n-------- ------\nALLGRP\nPAYGRP\n");
    CHECK(session.rc == 0);
    CHECK(session.run("RLIST TIMS NONE RESGROUP") == Lines{"ICH13003I NONE NOT FOUND"});
    CHECK(session.run("RLIST TIMS PAY1") == Lines{"ICH13003I PAY1 NOT FOUND"});
    session.as("PLAIN");
    CHECK(session.run("RLIST TIMS PAY1 RESGROUP") == Lines{"ICH13003I PAY1 NOT FOUND"});
}

TEST_CASE("NOYOURACC leaves the issuer's access out") {
    CommandSession session;
    session.run("RDEFINE APPL A");
    const std::string listing = session.text("RLIST APPL A NOYOURACC");
    CHECK(listing.find("YOUR ACCESS") == std::string::npos);
    CHECK(listing.find(" 00    IBMUSER         NONE          NO\n") != std::string::npos);
}
