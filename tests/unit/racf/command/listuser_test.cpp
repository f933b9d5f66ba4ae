// LISTUSER's and LISTGRP's layouts, byte for byte, as captured; with our own dates.
#include "tests/support/command_session.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using test::CommandSession;
using Lines = std::vector<std::string>;

namespace {

/// A session whose clock stands at the day of the captures: 2023-04-04, the 94th of the year.
struct ListuserFixture {
    ListuserFixture() {
        session.context.now =
            base::Instant(std::chrono::sys_days(std::chrono::year(2023) / 4 / 4)) +
            std::chrono::seconds(12 * 3600 + 55 * 60 + 37);
        session.run(
            "SETROPTS PASSWORD(INTERVAL(186))\nADDUSER LEONARD PASSWORD(X)\n"
            "ADDUSER SQUIDWRD PASSWORD(X) NAME('Squidward') OWNER(LEONARD)");
    }
    racf::User& user(std::string_view id) {
        return session.profiles.users.at(racf::UserId::parse(id).value());
    }
    CommandSession session;
};

const std::string kListing =
    R"(USER=SQUIDWRD  NAME=SQUIDWARD             OWNER=LEONARD   CREATED=23.094
 DEFAULT-GROUP=SYS1     PASSDATE=00.000 PASS-INTERVAL=186 PHRASEDATE=N/A
 ATTRIBUTES=NONE
 REVOKE DATE=NONE   RESUME DATE=NONE
 LAST-ACCESS=23.094/12:55:37
 CLASS AUTHORIZATIONS=NONE
 NO-INSTALLATION-DATA
 NO-MODEL-NAME
 LOGON ALLOWED   (DAYS)          (TIME)
 ---------------------------------------------
 ANYDAY                          ANYTIME
  GROUP=SYS1      AUTH=USE      CONNECT-OWNER=LEONARD   CONNECT-DATE=23.094
    CONNECTS=    00  UACC=NONE     LAST-CONNECT=UNKNOWN
    CONNECT ATTRIBUTES=NONE
    REVOKE DATE=NONE   RESUME DATE=NONE
SECURITY-LEVEL=NONE SPECIFIED
CATEGORY-AUTHORIZATION
 NONE SPECIFIED
SECURITY-LABEL=NONE SPECIFIED
)";

}  // namespace

TEST_CASE_METHOD(ListuserFixture, "LISTUSER looks as RACF's does") {
    user("SQUIDWRD").last_access = session.context.now;
    CHECK(session.text("LISTUSER SQUIDWRD") == kListing);
}

TEST_CASE_METHOD(ListuserFixture, "LISTUSER without a name lists the issuer") {
    session.as("LEONARD");
    CHECK(session.text("LU").starts_with("USER=LEONARD  NAME=UNKNOWN  OWNER=IBMUSER   CREATED="));
}

TEST_CASE_METHOD(ListuserFixture, "LISTUSER shows attributes, dates and texts") {
    session.run(
        "ALTUSER SQUIDWRD SPECIAL OPERATIONS RESTRICTED DATA('some data') MODEL('A.B') "
        "CLAUTH(USER APPL) REVOKE(10/22/2023) RESUME(11/02/2023) SECLABEL(SYSLOW) "
        "PASSWORD(NEW1) NOEXPIRED");
    const Lines lines = session.run("LISTUSER SQUIDWRD");
    CHECK(lines[1] == " DEFAULT-GROUP=SYS1     PASSDATE=23.094 PASS-INTERVAL=186 PHRASEDATE=N/A");
    CHECK(lines[2] == " ATTRIBUTES=SPECIAL OPERATIONS");
    CHECK(lines[3] == " ATTRIBUTES=RESTRICTED");
    CHECK(lines[4] == " REVOKE DATE=OCTOBER 22, 2023   RESUME DATE=NOVEMBER 2, 2023");
    CHECK(lines[6] == " CLASS AUTHORIZATIONS=USER APPL");
    CHECK(lines[7] == " INSTALLATION-DATA=some data");
    CHECK(lines[8] == " MODEL-NAME=A.B");
    CHECK(lines.back() == "SECURITY-LABEL=SYSLOW");
}

TEST_CASE_METHOD(ListuserFixture, "LISTUSER of a PROTECTED and of a revoked user") {
    session.run("ALTUSER SQUIDWRD NOPASSWORD REVOKE");
    const Lines lines = session.run("LISTUSER SQUIDWRD");
    CHECK(lines[1] == " DEFAULT-GROUP=SYS1     PASSDATE=N/A    PASS-INTERVAL=N/A PHRASEDATE=N/A");
    CHECK(lines[2] == " ATTRIBUTES=REVOKED");
    CHECK(lines[3] == " ATTRIBUTES=PROTECTED");
}

TEST_CASE_METHOD(ListuserFixture, "LISTUSER says who has a phrase, and who nothing but that") {
    session.run("ALTUSER SQUIDWRD PHRASE('a phrase of 19 bytes') NOEXPIRED");
    CHECK(session.run("LISTUSER SQUIDWRD")[2] == " ATTRIBUTES=PASSPHRASE");
    session.run("ALTUSER SQUIDWRD NOPASSWORD SPECIAL");
    const Lines lines = session.run("LISTUSER SQUIDWRD");
    CHECK(lines[2] == " ATTRIBUTES=SPECIAL");
    CHECK(lines[3] == " ATTRIBUTES=NOPASSWORD PASSPHRASE");
}

TEST_CASE_METHOD(ListuserFixture, "segments follow the base segment, or stand alone") {
    session.run(
        "ALTUSER SQUIDWRD OMVS(UID(2424) HOME('/u/clarinet')) "
        "TSO(ACCTNUM(D1001) PROC(TPROC02) SIZE(1024))");
    CHECK(session.text("LU SQUIDWRD OMVS").ends_with(R"(SECURITY-LABEL=NONE SPECIFIED

OMVS INFORMATION
----------------
UID= 0000002424
HOME= /u/clarinet
CPUTIMEMAX= NONE
ASSIZEMAX= NONE
FILEPROCMAX= NONE
PROCUSERMAX= NONE
THREADSMAX= NONE
MMAPAREAMAX= NONE
)"));
    CHECK(session.text("LU SQUIDWRD TSO NORACF") == R"(USER=SQUIDWRD

TSO INFORMATION
---------------
ACCTNUM= D1001
PROC= TPROC02
SIZE= 00001024
MAXSIZE= 00000000
USERDATA= 0000
)");
    CHECK(session.text("LU LEONARD TSO NORACF") == "USER=LEONARD\n\nNO TSO INFORMATION\n");
    CHECK(session.text("LU LEONARD KERB DFP NORACF") ==
          "USER=LEONARD\n\nNO KERB INFORMATION\n\nNO DFP INFORMATION\n");
    const std::string both = session.text("LU SQUIDWRD OMVS TSO NORACF");
    CHECK(both.find("OMVS INFORMATION") < both.find("TSO INFORMATION"));
    CHECK(session.run("LU SQUIDWRD NORACF") ==
          Lines{"ICH30012I NO USER(S) LISTED. NORACF SPECIFIED AND NO OTHER SEGMENTS REQUESTED."});
    CHECK(session.rc == 8);
}

TEST_CASE_METHOD(ListuserFixture,
                 "LISTUSER shows connections in the order in which they were made") {
    session.run("ADDGROUP (TSOUSER PASSWORD)\nCONNECT SQUIDWRD GROUP(TSOUSER)");
    session.run("CONNECT SQUIDWRD GROUP(PASSWORD)\nCONNECT SQUIDWRD GROUP(TSOUSER) UACC(READ)");
    std::string groups;
    for (const std::string& line : session.run("LU SQUIDWRD"))
        if (line.starts_with("  GROUP=")) groups += line.substr(8, 8) + ";";
    CHECK(groups == "SYS1    ;TSOUSER ;PASSWORD;");
}

TEST_CASE_METHOD(ListuserFixture, "LISTUSER counts connects as RACF does, with a comma") {
    const auto counted = [&](std::int64_t connects) {
        user("SQUIDWRD").connections[0].connects = connects;
        return session.run("LU SQUIDWRD")[12];
    };
    CHECK(counted(0) == "    CONNECTS=    00  UACC=NONE     LAST-CONNECT=UNKNOWN");
    CHECK(counted(7) == "    CONNECTS=    07  UACC=NONE     LAST-CONNECT=UNKNOWN");
    CHECK(counted(900) == "    CONNECTS=   900  UACC=NONE     LAST-CONNECT=UNKNOWN");
    CHECK(counted(5905) == "    CONNECTS= 5,905  UACC=NONE     LAST-CONNECT=UNKNOWN");
    CHECK(counted(30321) == "    CONNECTS=30,321  UACC=NONE     LAST-CONNECT=UNKNOWN");
}

TEST_CASE_METHOD(ListuserFixture, "LISTUSER goes on behind a user that is not there") {
    const Lines lines = session.run("LU (NOBODY SQUIDWRD)");
    CHECK(lines[0] == "ICH30001I UNABLE TO LOCATE USER    ENTRY NOBODY");
    CHECK(lines[1].starts_with("USER=SQUIDWRD"));
    CHECK(session.rc == 4);
}

TEST_CASE_METHOD(ListuserFixture, "LISTUSER * lists every user") {
    std::string users;
    for (const std::string& line : session.run("LU *"))
        if (line.starts_with("USER=")) users += line.substr(5, 8) + ";";
    CHECK(users == "IBMUSER ;LEONARD ;SQUIDWRD;");
}

TEST_CASE_METHOD(ListuserFixture, "a listing as a value has no hash in it") {
    auto commands = racf_command::split_commands("LU SQUIDWRD");
    const auto parsed = racf_command::parse(commands.front());
    const auto outcome = racf_command::apply(*parsed, session.context);
    const auto& listing = std::get<racf_command::UserListing>(outcome->output.front());
    CHECK(listing.user.password->hash.empty());
    CHECK(user("SQUIDWRD").password->hash == "hash:X");
}

TEST_CASE("LISTGRP looks as RACF's does") {
    CommandSession session;
    // 2023-05-30 is the 150th day of its year.
    session.context.now = base::Instant(std::chrono::sys_days(std::chrono::year(2023) / 5 / 30));
    session.run(
        "ADDUSER ESWIFT PASSWORD(X)\nADDGROUP TESTGRP0 SUPGROUP(SYS1) OWNER(ESWIFT)\n"
        "CONNECT ESWIFT GROUP(TESTGRP0) SPECIAL");
    CHECK(session.text("LISTGRP TESTGRP0") == R"(INFORMATION FOR GROUP TESTGRP0
    SUPERIOR GROUP=SYS1         OWNER=ESWIFT      CREATED=23.150
    NO INSTALLATION DATA
    NO MODEL DATA SET
    TERMUACC
    NO SUBGROUPS
    USER(S)=      ACCESS=      ACCESS COUNT=      UNIVERSAL ACCESS=
      ESWIFT        USE           000000               NONE
         CONNECT ATTRIBUTES=SPECIAL
         REVOKE DATE=NONE                 RESUME DATE=NONE
)");
    SECTION("and with more in it") {
        session.run(
            "ADDGROUP (SUB1 SUB2) SUPGROUP(TESTGRP0)\nREMOVE ESWIFT GROUP(TESTGRP0)\n"
            "ALTGROUP TESTGRP0 DATA('d') MODEL('A.B') NOTERMUACC OMVS(GID(1234567))");
        CHECK(session.text("LISTGRP TESTGRP0 OMVS") == R"(INFORMATION FOR GROUP TESTGRP0
    SUPERIOR GROUP=SYS1         OWNER=ESWIFT      CREATED=23.150
    INSTALLATION DATA=d
    MODEL DATA SET=A.B
    NOTERMUACC
    SUBGROUP(S)= SUB1     SUB2
    NO USERS

OMVS INFORMATION
----------------
GID= 0001234567
)");
    }
}

TEST_CASE(
    "LISTGRP shows subgroups and members in the order in which they came, six groups a line") {
    CommandSession session;
    const auto on_the_next_day = [&](const std::string& command) {
        session.context.now += std::chrono::days(1);
        session.run(command);
    };
    for (const char* name : {"DFSGRP", "ZFSGRP", "ZOSV210", "@PL", "ABJ", "AIO", "AOK"})
        on_the_next_day("ADDGROUP " + std::string(name));
    for (const char* name : {"SYSPROG", "ALICE"})
        on_the_next_day("ADDUSER " + std::string(name) + " PASSWORD(X)");
    const Lines lines = session.run("LISTGRP SYS1");
    CHECK(lines[5] == "    SUBGROUP(S)= DFSGRP   ZFSGRP   ZOSV210  @PL      ABJ      AIO");
    CHECK(lines[6] == "                 AOK");
    std::string members;
    for (const std::string& line : lines)
        if (line.starts_with("      ") && line[6] != ' ') members += line.substr(6, 8) + ";";
    CHECK(members == "IBMUSER ;SYSPROG ;ALICE   ;");
}

TEST_CASE("LISTGRP says what it cannot list") {
    CommandSession session;
    CHECK(session.run("LISTGRP NONE") == Lines{"ICH51003I NAME NOT FOUND IN RACF DATA SET"});
    CHECK(session.rc == 4);
    CHECK(session.run("LISTGRP 1BAD") == Lines{"ICH51003I NAME NOT FOUND IN RACF DATA SET"});
    CHECK(session.run("LISTGRP ABCDEFGHI").front() == "IKJ56702I INVALID GROUP NAME, ABCDEFGHI");
    CHECK(session.run("LISTGRP SYS1 NORACF") == Lines{"ICH32007I NO SEGMENT REQUESTED"});
    CHECK(session.run("LG").front() == "INFORMATION FOR GROUP SYS1");
    CHECK(session.run("LG * OMVS NORACF") == Lines{"GROUP SYS1", "", "NO OMVS INFORMATION"});
}
