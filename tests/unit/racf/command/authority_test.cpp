// Who may issue what. [RACF Command Language Reference, "Authorization required"]
#include <fmt/format.h>

#include "tests/support/command_session.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using test::CommandSession;
using Lines = std::vector<std::string>;

namespace {

/// A payroll department with an administrator of its own (group-SPECIAL in PAY), and one who is
/// nobody in particular.
struct Fixture {
    Fixture() {
        session.run(
            "ADDGROUP PAY\nADDGROUP PAYSUB SUPGROUP(PAY) OWNER(PAY)\n"
            "ADDGROUP ALIEN SUPGROUP(PAY)\n"
            "ADDUSER (ADMIN PLAIN) PASSWORD(X)\nADDUSER AUDIT PASSWORD(X) AUDITOR\n"
            "CONNECT ADMIN GROUP(PAY) SPECIAL\n"
            "ADDUSER CLERK PASSWORD(X) OWNER(PAYSUB) DFLTGRP(PAYSUB)\n"
            "RDEFINE APPL PAYAPPL OWNER(PAY)\nRDEFINE APPL SUBAPPL OWNER(PAYSUB)\n"
            "RDEFINE APPL CLKAPPL OWNER(CLERK)\nRDEFINE APPL SYSAPPL\n"
            "RDEFINE APPL ALNAPPL OWNER(ALIEN)");
    }
    Lines by(std::string_view user, std::string_view command) {
        session.as(user);
        Lines said = session.run(command);
        session.as("IBMUSER");
        return said;
    }
    CommandSession session;
};

}  // namespace

TEST_CASE_METHOD(Fixture, "to define takes SPECIAL or CLAUTH") {
    CHECK(by("PLAIN", "RDEFINE APPL NEW") ==
          Lines{"ICH10202I NOT AUTHORIZED TO DEFINE APPL CLASS ENTITIES"});
    CHECK(session.rc == 8);
    session.run("ALTUSER PLAIN CLAUTH(APPL AIMS)");
    // Not while the class is inactive.
    CHECK(by("PLAIN", "RDEFINE APPL (NEW NEWER)") ==
          Lines{"ICH10301I NEW AND REMAINING ENTITIES NOT DEFINED TO RACF"});
    CHECK(session.rc == 8);
    CHECK_FALSE(session.has_resource("APPL", "NEW"));
    session.run("SETROPTS CLASSACT(APPL AIMS)");
    CHECK(by("PLAIN", "RDEFINE APPL NEW").empty());
    CHECK(session.resource("APPL", "NEW").owner == "PLAIN");
    // A class that shares options is included.
    CHECK(by("PLAIN", "RDEFINE TIMS NEW").empty());
    CHECK(by("PLAIN", "RDEFINE FACILITY NEW").front().starts_with("ICH10202I"));
}

TEST_CASE_METHOD(Fixture, "with GENERICOWNER a wider generic profile has a say") {
    session.run(
        "SETROPTS CLASSACT(FACILITY) GENERIC(FACILITY) GENERICOWNER\nRDEFINE FACILITY PAY.*\n"
        "ALTUSER PLAIN CLAUTH(FACILITY)");
    CHECK(by("PLAIN", "RDEFINE FACILITY PAY.X") ==
          Lines{"ICH10103I NOT AUTHORIZED TO DEFINE PAY.X."});
    CHECK(session.rc == 4);
    CHECK(by("PLAIN", "RDEFINE FACILITY OTHER.X").empty());
    session.run("RALTER FACILITY PAY.* OWNER(PLAIN)");
    CHECK(by("PLAIN", "RDEFINE FACILITY PAY.X").empty());
}

TEST_CASE_METHOD(Fixture, "to change, permit and delete takes the owner's authority") {
    CHECK(by("PLAIN", "RALTER APPL PAYAPPL LEVEL(1)") ==
          Lines{"ICH11103I NOT AUTHORIZED TO ALTER PAYAPPL."});
    CHECK(session.rc == 4);
    CHECK(by("PLAIN", "PERMIT PAYAPPL CLASS(APPL) ID(PLAIN)") ==
          Lines{"ICH06006I NOT AUTHORIZED TO PAYAPPL"});
    CHECK(session.rc == 8);
    CHECK(by("PLAIN", "RDELETE APPL PAYAPPL") ==
          Lines{"ICH12103I NOT AUTHORIZED TO DELETE PAYAPPL."});
    CHECK(session.rc == 4);
    session.run("RALTER APPL PAYAPPL OWNER(PLAIN)");
    CHECK(by("PLAIN",
             "PERMIT PAYAPPL CLASS(APPL) ID(PLAIN)\nRALTER APPL PAYAPPL LEVEL(1)\n"
             "RDELETE APPL PAYAPPL")
              .empty());
}

TEST_CASE_METHOD(Fixture, "ALTER on a discrete profile is as good, on a generic one it is not") {
    session.run(
        "PERMIT SYSAPPL CLASS(APPL) ID(PLAIN) ACCESS(ALTER)\nSETROPTS GENERIC(APPL)\n"
        "RDEFINE APPL G*\nPERMIT G* CLASS(APPL) ID(PLAIN) ACCESS(ALTER)");
    CHECK(by("PLAIN", "PERMIT SYSAPPL CLASS(APPL) ID(ADMIN)").empty());
    CHECK(by("PLAIN", "PERMIT G* CLASS(APPL) ID(ADMIN)") ==
          Lines{"ICH06006I NOT AUTHORIZED TO G*"});
}

TEST_CASE_METHOD(Fixture, "group-SPECIAL reaches what the group, its own groups and users own") {
    for (const std::string_view profile : {"PAYAPPL", "SUBAPPL", "CLKAPPL"})
        CHECK(by("ADMIN", "RALTER APPL " + std::string(profile) + " LEVEL(1)").empty());
    // Not owned within the group; owned by a group that the group does not own.
    for (const std::string_view profile : {"SYSAPPL", "ALNAPPL"})
        CHECK(by("ADMIN", "RALTER APPL " + std::string(profile) + " LEVEL(1)") ==
              Lines{"ICH11103I NOT AUTHORIZED TO ALTER " + std::string(profile) + "."});
    session.run("CONNECT ADMIN GROUP(PAY) REVOKE");
    CHECK(by("ADMIN", "RALTER APPL PAYAPPL LEVEL(2)").size() == 1);
}

TEST_CASE_METHOD(Fixture,
                 "without list-of-groups checking only the current connect group's count") {
    session.run("SETROPTS NOGRPLIST");
    CHECK(by("ADMIN", "RALTER APPL PAYAPPL LEVEL(1)").size() == 1);
    CHECK(by("ADMIN", "SETROPTS LIST").size() == 1);
    session.run("ALTUSER ADMIN DFLTGRP(PAY)");
    CHECK(by("ADMIN", "RALTER APPL PAYAPPL LEVEL(1)").empty());
    CHECK(by("ADMIN", "SETROPTS LIST").size() > 1);
}

TEST_CASE_METHOD(Fixture, "group-SPECIAL does not reach what users own whom a user owns") {
    session.run(
        "ADDUSER TEMP PASSWORD(X) OWNER(CLERK)\nADDGROUP CLKGRP SUPGROUP(SYS1)\n"
        "ALTGROUP CLKGRP OWNER(CLERK)\nRDEFINE APPL TMPAPPL OWNER(TEMP)\n"
        "RDEFINE APPL GRPAPPL OWNER(CLKGRP)");
    for (const std::string profile : {"TMPAPPL", "GRPAPPL"})
        CHECK(by("ADMIN", "RALTER APPL " + profile + " LEVEL(1)").size() == 1);
}

TEST_CASE_METHOD(Fixture, "NOEXPIRED takes SPECIAL, and group-SPECIAL does not suffice") {
    const std::string ignored = "ICH21005I NOT AUTHORIZED TO SPECIFY NOEXPIRED, OPERAND IGNORED";
    CHECK(by("ADMIN", "ALTUSER CLERK PASSWORD(NEW1) NOEXPIRED") == Lines{ignored});
    CHECK(session.rc == 4);
    CHECK_FALSE(session.user("CLERK").password->changed.has_value());
    session.run("ALTUSER CLERK PASSWORD(NEW2) NOEXPIRED");
    CHECK(session.user("CLERK").password->changed.has_value());
}

TEST_CASE_METHOD(Fixture, "a revoked connection gives no authority in the group") {
    session.run("CONNECT PLAIN GROUP(PAY) AUTHORITY(JOIN)");
    CHECK(by("PLAIN", "CONNECT AUDIT GROUP(PAY)").empty());
    session.run("CONNECT PLAIN GROUP(PAY) REVOKE\nREMOVE AUDIT GROUP(PAY)");
    CHECK(by("PLAIN", "CONNECT AUDIT GROUP(PAY)") ==
          Lines{"ICH02004I INSUFFICIENT AUTHORITY TO GROUP"});
}

TEST_CASE_METHOD(Fixture, "to see a profile takes READ, authority over it, or AUDITOR") {
    CHECK(by("PLAIN", "RLIST APPL SYSAPPL") == Lines{"ICH13002I NOT AUTHORIZED TO LIST SYSAPPL"});
    CHECK(by("AUDIT", "RLIST APPL SYSAPPL AUTHUSER").size() > 1);
    CHECK(by("ADMIN", "RLIST APPL PAYAPPL AUTHUSER").size() > 1);
    session.run("PERMIT SYSAPPL CLASS(APPL) ID(PLAIN)");
    const Lines lines = by("PLAIN", "RLIST APPL SYSAPPL");
    CHECK(lines[6] == " 00    IBMUSER         NONE               READ    NO");
    CHECK(by("PLAIN", "RLIST APPL SYSAPPL AUTHUSER") ==
          Lines{"ICH13002I NOT AUTHORIZED TO LIST SYSAPPL"});
    CHECK(by("PLAIN", "RLIST APPL * NORACF").back() == "APPL       SYSAPPL");
    CHECK(by("PLAIN", "SEARCH CLASS(APPL)") == Lines{"SYSAPPL"});
    CHECK(by("ADMIN", "SEARCH CLASS(APPL)") == Lines{"CLKAPPL", "PAYAPPL", "SUBAPPL"});
}

TEST_CASE_METHOD(Fixture, "keys' segments are for SPECIAL and auditors") {
    session.run("RDEFINE PTKTDATA KEY OWNER(PLAIN)");
    const Lines lines = by("PLAIN", "RLIST PTKTDATA KEY SSIGNON");
    CHECK(lines.front() == "CLASS      NAME");
    CHECK(lines.back() == "IRR52021I You are not authorized to view SSIGNON segments.");
    CHECK(session.rc == 0);
    CHECK(by("AUDIT", "RLIST PTKTDATA KEY SSIGNON").back() == "NO SSIGNON INFORMATION");
    CHECK(by("PLAIN", "LU PLAIN TSO").back() ==
          "IRR52021I You are not authorized to view TSO segments.");
}

TEST_CASE_METHOD(Fixture, "to add users takes CLAUTH(USER) and authority in their group") {
    CHECK(by("PLAIN", "ADDUSER NEW PASSWORD(X)") ==
          Lines{"ICH01005I NOT AUTHORIZED TO ISSUE ADDUSER"});
    CHECK(session.rc == 8);
    session.run("ALTUSER (PLAIN ADMIN) CLAUTH(USER)");
    CHECK(by("PLAIN", "ADDUSER NEW PASSWORD(X) DFLTGRP(PAY)") ==
          Lines{"ICH01011I INSUFFICIENT AUTHORITY"});
    CHECK(by("ADMIN", "ADDUSER NEW PASSWORD(X) DFLTGRP(PAY) SPECIAL NOAUDITOR CLAUTH(USER APPL)") ==
          Lines{"ICH01001I NOT AUTHORIZED TO SPECIFY SPECIAL, OPERAND IGNORED",
                "ICH01003I NOT AUTHORIZED TO SPECIFY CLAUTH FOR APPL, CLASS IGNORED"});
    CHECK(session.rc == 4);
    CHECK_FALSE(session.user("NEW").special);
    CHECK(session.user("NEW").clauth == Lines{"USER"});
    session.run("CONNECT PLAIN GROUP(PAY) AUTHORITY(JOIN)");
    CHECK(by("PLAIN", "ADDUSER NEW2 PASSWORD(X) DFLTGRP(PAY)").empty());
}

TEST_CASE_METHOD(Fixture, "to change users takes authority over them, but for a few own fields") {
    CHECK(by("PLAIN", "ALTUSER CLERK NAME('C')") ==
          Lines{"ICH21010I NOT AUTHORIZED TO ISSUE ALTUSER"});
    CHECK(session.rc == 8);
    CHECK(by("PLAIN", "ALTUSER PLAIN NAME('P') SPECIAL DATA('D')") ==
          Lines{"ICH21005I NOT AUTHORIZED TO SPECIFY SPECIAL, OPERAND IGNORED",
                "ICH21005I NOT AUTHORIZED TO SPECIFY DATA, OPERAND IGNORED"});
    CHECK(session.user("PLAIN").name == "P");
    CHECK(session.user("PLAIN").installation_data.empty());
    CHECK(by("ADMIN", "ALTUSER CLERK NAME('C') OPERATIONS UAUDIT CLAUTH(APPL)") ==
          Lines{"ICH21005I NOT AUTHORIZED TO SPECIFY OPERATIONS, OPERAND IGNORED",
                "ICH21005I NOT AUTHORIZED TO SPECIFY UAUDIT, OPERAND IGNORED",
                "ICH21008I NOT AUTHORIZED TO SPECIFY CLAUTH/NOCLAUTH FOR APPL, CLASS IGNORED"});
    CHECK(session.user("CLERK").name == "C");
    CHECK(by("ADMIN", "DELUSER PLAIN") == Lines{"ICH04010I NOT AUTHORIZED TO ISSUE DELUSER"});
    CHECK(by("ADMIN", "DELUSER CLERK").empty());
}

TEST_CASE_METHOD(Fixture, "an auditor says what is logged of what he does not own, and no more") {
    const racf::Auditing all{racf::Access::Read, racf::Access::Read};
    CHECK(by("AUDIT", "RALTER APPL PAYAPPL GLOBALAUDIT(ALL)").empty());
    CHECK(session.resource("APPL", "PAYAPPL").global_audit == all);
    for (const std::string operands : {"LEVEL(1)", "GLOBALAUDIT(NONE) LEVEL(1)", ""})
        CHECK(by("AUDIT", "RALTER APPL PAYAPPL " + operands) ==
              Lines{"ICH11103I NOT AUTHORIZED TO ALTER PAYAPPL."});
    CHECK(session.resource("APPL", "PAYAPPL").global_audit == all);
    CHECK(session.resource("APPL", "PAYAPPL").level == 0);

    CHECK(by("AUDIT", "ALTUSER CLERK UAUDIT").empty());
    CHECK(session.user("CLERK").uaudit);
    CHECK(by("AUDIT", "ALTUSER CLERK NOUAUDIT NAME('C')") ==
          Lines{"ICH21005I NOT AUTHORIZED TO SPECIFY NAME, OPERAND IGNORED"});
    CHECK_FALSE(session.user("CLERK").uaudit);
    CHECK(session.user("CLERK").name.empty());
    CHECK(by("AUDIT", "ALTUSER CLERK NAME('C')") ==
          Lines{"ICH21010I NOT AUTHORIZED TO ISSUE ALTUSER"});
    CHECK(by("PLAIN", "ALTUSER PLAIN UAUDIT") ==
          Lines{"ICH21005I NOT AUTHORIZED TO SPECIFY UAUDIT, OPERAND IGNORED"});
}

TEST_CASE_METHOD(Fixture, "group-AUDITOR audits within the scope of the group") {
    session.run("CONNECT PLAIN GROUP(PAY) AUDITOR");
    CHECK(by("PLAIN", "RALTER APPL CLKAPPL GLOBALAUDIT(ALL)\nALTUSER CLERK UAUDIT").empty());
    CHECK(session.resource("APPL", "CLKAPPL").global_audit.success == racf::Access::Read);
    CHECK(session.user("CLERK").uaudit);
    CHECK(by("PLAIN", "RALTER APPL SYSAPPL GLOBALAUDIT(ALL)") ==
          Lines{"ICH11103I NOT AUTHORIZED TO ALTER SYSAPPL."});
    CHECK(by("PLAIN", "ALTUSER ADMIN UAUDIT") ==
          Lines{"ICH21010I NOT AUTHORIZED TO ISSUE ALTUSER"});
}

TEST_CASE_METHOD(Fixture, "a revoked user issues no commands, unless he is let on purpose") {
    session.run("ALTUSER ADMIN REVOKE");
    CHECK(by("ADMIN", "RALTER APPL PAYAPPL LEVEL(1)") ==
          Lines{"error: user ADMIN is revoked, so it cannot issue commands"});
    CHECK(session.resource("APPL", "PAYAPPL").level == 0);
    session.context.issuer_may_be_revoked = true;
    CHECK(by("ADMIN", "RALTER APPL PAYAPPL LEVEL(1)").empty());
}

TEST_CASE_METHOD(Fixture, "to see users takes authority over them, or being them") {
    CHECK(by("PLAIN", "LU CLERK") == Lines{"ICH30002I NOT AUTHORIZED TO LIST CLERK"});
    CHECK(session.rc == 8);
    CHECK(by("PLAIN", "LU").front().starts_with("USER=PLAIN"));
    CHECK(by("ADMIN", "LU CLERK").front().starts_with("USER=CLERK"));
    CHECK(by("AUDIT", "LU CLERK").front().starts_with("USER=CLERK"));
    CHECK(by("PLAIN", "SEARCH CLASS(USER)") == Lines{"PLAIN"});
}

TEST_CASE_METHOD(Fixture, "groups are administered by their owners and within their scope") {
    CHECK(by("PLAIN", "ADDGROUP NEW SUPGROUP(PAY)") ==
          Lines{"PTKT011I The issuer may not add groups below PAY."});
    CHECK(session.rc == 8);
    CHECK(by("PLAIN", "ALTGROUP PAY DATA('x')") == Lines{"ICH20002I NOT AUTHORIZED TO ALTER PAY"});
    CHECK(by("PLAIN", "LISTGRP PAY") ==
          Lines{"ICH32002I NOT AUTHORIZED TO LIST BASE INFORMATION FOR GROUP PAY"});
    CHECK(by("PLAIN", "DELGROUP ALIEN") == Lines{"ICH05005I NOT AUTHORIZED TO ISSUE DELGROUP"});
    CHECK(by("ADMIN", "ADDGROUP NEW SUPGROUP(PAYSUB)\nALTGROUP PAYSUB DATA('x')").empty());
    CHECK(by("ADMIN", "LISTGRP PAYSUB").front() == "INFORMATION FOR GROUP PAYSUB");
    CHECK(by("ADMIN", "ALTGROUP NEW SUPGROUP(SYS1)") ==
          Lines{"ICH20005I INSUFFICIENT AUTHORITY TO SYS1"});
    CHECK(by("ADMIN", "DELGROUP NEW").empty());
}

TEST_CASE_METHOD(Fixture, "to connect takes CONNECT authority, and to give more takes more") {
    CHECK(by("PLAIN", "CONNECT CLERK GROUP(PAY)") ==
          Lines{"ICH02004I INSUFFICIENT AUTHORITY TO GROUP"});
    CHECK(session.rc == 8);
    CHECK(by("PLAIN", "REMOVE CLERK GROUP(PAY)") ==
          Lines{"PTKT013I The issuer may not remove users from PAY."});
    session.run("CONNECT PLAIN GROUP(PAY) AUTHORITY(CONNECT)");
    CHECK(by("PLAIN", "CONNECT CLERK GROUP(PAY) AUTHORITY(JOIN) SPECIAL") ==
          Lines{"ICH02008I AUTHORITY SPECIFIED GREATER THAN THE COMMAND USER",
                "ICH02007I NOT AUTHORIZED TO SPECIFY SPECIAL, OPERAND IGNORED"});
    CHECK(session.rc == 4);
    CHECK(session.user("CLERK").connections.size() == 2);
    CHECK(session.user("CLERK").connections[1].authority == racf::GroupAuthority::Use);
    CHECK(by("ADMIN", "CONNECT CLERK GROUP(PAY) AUTHORITY(JOIN) SPECIAL").empty());
    CHECK(session.user("CLERK").connections[1].special);
    CHECK(by("PLAIN", "REMOVE CLERK GROUP(PAY)").empty());
}

TEST_CASE_METHOD(Fixture, "options are for SPECIAL, those about auditing for AUDITOR") {
    CHECK(by("PLAIN", "SETROPTS CLASSACT(APPL) GRPLIST") ==
          Lines{"ICH14002I NOT AUTHORIZED TO SPECIFY CLASSACT, GRPLIST; KEYWORD IGNORED."});
    CHECK(session.rc == 4);
    CHECK(by("PLAIN", "SETROPTS LIST") ==
          Lines{"ICH14002I NOT AUTHORIZED TO SPECIFY LIST; KEYWORD IGNORED."});
    CHECK(by("AUDIT", "SETROPTS SAUDIT INACTIVE(9)") ==
          Lines{"ICH14002I NOT AUTHORIZED TO SPECIFY INACTIVE; KEYWORD IGNORED.",
                "ICH14063I SETROPTS command complete."});
    CHECK(by("AUDIT", "SETROPTS LIST").size() > 50);
    CHECK(by("ADMIN", "SETROPTS LIST").size() > 50);
    // IBMUSER has SPECIAL and not AUDITOR: not one of the operands that say what is logged takes
    // effect.
    const auto before = session.profiles.current_options;
    for (const char* operand :
         {"AUDIT(USER)", "NOAUDIT(USER)", "SAUDIT", "NOSAUDIT", "CMDVIOL", "NOCMDVIOL", "OPERAUDIT",
          "NOOPERAUDIT", "APPLAUDIT", "NOAPPLAUDIT", "SECLABELAUDIT", "NOSECLABELAUDIT",
          "LOGOPTIONS(ALWAYS(APPL))", "SECLEVELAUDIT(TOP)", "NOSECLEVELAUDIT"}) {
        INFO(operand);
        const std::string_view name =
            std::string_view(operand).substr(0, std::string_view(operand).find('('));
        CHECK(session.run(std::string("SETROPTS ") + operand).back() ==
              fmt::format("ICH14002I NOT AUTHORIZED TO SPECIFY {}; KEYWORD IGNORED.", name));
        CHECK(session.rc == 4);
        CHECK(by("AUDIT", std::string("SETROPTS ") + operand).back() ==
              "ICH14063I SETROPTS command complete.");
        session.profiles.current_options = before;
    }
    CHECK(session.run("SETROPTS STATISTICS(APPL)") ==
          Lines{"ICH14063I SETROPTS command complete."});
    CHECK(by("AUDIT", "SETROPTS STATISTICS(APPL)") ==
          Lines{"ICH14002I NOT AUTHORIZED TO SPECIFY STATISTICS; KEYWORD IGNORED."});
}

TEST_CASE_METHOD(Fixture, "REFRESH is also for those who define in the class") {
    session.run("SETROPTS CLASSACT(APPL) RACLIST(APPL)");
    CHECK(by("PLAIN", "SETROPTS RACLIST(APPL) REFRESH") ==
          Lines{"ICH14015I NOT AUTHORIZED TO REFRESH RACLIST CLASS APPL"});
    CHECK(by("PLAIN", "SETROPTS GENERIC(APPL) REFRESH") ==
          Lines{"ICH14015I NOT AUTHORIZED TO REFRESH GENERIC CLASS APPL"});
    session.run("ALTUSER PLAIN CLAUTH(APPL)");
    CHECK(by("PLAIN", "SETROPTS RACLIST(APPL) REFRESH") ==
          Lines{"ICH14063I SETROPTS command complete."});
    CHECK(session.profiles.snapshots.size() == 2);
}
