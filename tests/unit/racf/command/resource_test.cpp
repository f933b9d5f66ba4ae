// RDEFINE, RALTER, RDELETE and PERMIT: what they change and what they say.
#include "common/base/text/hex.hpp"
#include "common/racf/model/key_roles.hpp"
#include "tests/support/command_session.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using test::CommandSession;
using Lines = std::vector<std::string>;

namespace {

const std::string kRefresh = " UNTIL A SETROPTS REFRESH IS ISSUED";

}  // namespace

TEST_CASE("RDEFINE says nothing when it has worked, and its operands become fields") {
    CommandSession session;
    CHECK(session
              .run("RDEFINE APPL APPLI2I UACC(READ) LEVEL(7) DATA('Some data') "
                   "APPLDATA('app') NOTIFY WARNING AUDIT(SUCCESS(UPDATE) FAILURES)")
              .empty());
    const racf::Resource& profile = session.resource("APPL", "APPLI2I");
    CHECK(profile.uacc == racf::Access::Read);
    CHECK(profile.owner == "IBMUSER");
    CHECK(profile.level == 7);
    CHECK(profile.installation_data == "Some data");
    CHECK(profile.appldata == "app");
    CHECK(profile.notify == "IBMUSER");
    CHECK(profile.warning);
    CHECK(profile.audit == racf::Auditing{racf::Access::Update, racf::Access::Read});
    CHECK(profile.created == session.context.now);
    CHECK_FALSE(profile.generic);
    CHECK(profile.access.empty());
}

TEST_CASE("without operands a profile has RACF's defaults") {
    CommandSession session;
    session.run("RDEFINE PTKTDATA APPLI2I");
    const racf::Resource& profile = session.resource("PTKTDATA", "APPLI2I");
    CHECK(profile.uacc == racf::Access::None);
    CHECK(profile.audit == racf::Auditing{std::nullopt, racf::Access::Read});
    CHECK(profile.notify.empty());
    CHECK_FALSE(profile.ssignon.has_value());
    SECTION("and where the class says so, the UACC of the issuer's connection") {
        session.profiles.users.begin()->second.connections.front().uacc = racf::Access::Update;
        session.run("RDEFINE TERMINAL T0001\nRDEFINE APPL X");
        CHECK(session.resource("TERMINAL", "T0001").uacc == racf::Access::Update);
        CHECK(session.resource("APPL", "X").uacc == racf::Access::None);
    }
}

TEST_CASE("RDEFINE goes on with the next name when one is defined already") {
    CommandSession session;
    session.run("RDEFINE APPL APPLA");
    CHECK(session.run("RDEFINE APPL (APPLA APPLB)") ==
          Lines{"ICH10102I APPLA ALREADY DEFINED TO CLASS APPL."});
    CHECK(session.rc == 4);
    CHECK(session.has_resource("APPL", "APPLB"));
    CHECK(session.profiles.commits == 2);
}

TEST_CASE("a later name of a list sees what an earlier one did") {
    CommandSession session;
    CHECK(session.run("RDEFINE APPL (APPLA APPLA)") ==
          Lines{"ICH10102I APPLA ALREADY DEFINED TO CLASS APPL."});
}

TEST_CASE("changes in a RACLISTed class come with a reminder") {
    CommandSession session;
    session.run("SETROPTS CLASSACT(APPL) RACLIST(APPL)");
    const std::string who = "RACLISTED PROFILES FOR APPL WILL NOT REFLECT THE ";
    CHECK(session.run("RDEFINE APPL (A B)") ==
          Lines{"ICH10006I " + who + "ADDITION(S)" + kRefresh + "."});
    CHECK(session.run("RALTER APPL A WARNING") ==
          Lines{"ICH11009I " + who + "UPDATE(S)" + kRefresh + "."});
    CHECK(session.run("PERMIT A CLASS(APPL) ID(IBMUSER)") ==
          Lines{"ICH06011I " + who + "UPDATE(S)" + kRefresh});
    CHECK(session.run("RDELETE APPL A") ==
          Lines{"ICH12002I " + who + "DELETION(S)" + kRefresh + "."});
    CHECK(session.highest == 0);
    SECTION("but not when nothing was changed") {
        CHECK(session.run("RDELETE APPL A") == Lines{"ICH12102I A NOT DEFINED TO CLASS APPL."});
    }
}

TEST_CASE("so do changes of a grouping class whose member class is RACLISTed") {
    CommandSession session;
    session.run("SETROPTS CLASSACT(TIMS) RACLIST(TIMS)");
    CHECK(session.run("RDEFINE GIMS PAYGRP ADDMEM(PAY1)") ==
          Lines{"ICH10006I RACLISTED PROFILES FOR TIMS WILL NOT REFLECT THE ADDITION(S)" +
                kRefresh + "."});
}

TEST_CASE("ADDCREATOR puts the issuer on the access list with ALTER") {
    CommandSession session;
    session.run("SETROPTS ADDCREATOR\nRDEFINE APPL A\nSETROPTS NOADDCREATOR\nRDEFINE APPL B");
    REQUIRE(session.resource("APPL", "A").entry("IBMUSER") != nullptr);
    CHECK(session.resource("APPL", "A").entry("IBMUSER")->access == racf::Access::Alter);
    CHECK(session.resource("APPL", "B").access.empty());
}

TEST_CASE("a name with generic characters is generic where the class has generics") {
    CommandSession session;
    session.run(
        "RDEFINE FACILITY A.*\nSETROPTS GENERIC(FACILITY)\nRDEFINE FACILITY B.*\n"
        "SETROPTS GENCMD(APPL)\nRDEFINE APPL C*\nRDEFINE FACILITY PLAIN");
    CHECK_FALSE(session.resource("FACILITY", "A.*").generic);
    CHECK(session.resource("FACILITY", "B.*").generic);
    CHECK(session.resource("APPL", "C*").generic);
    CHECK_FALSE(session.resource("FACILITY", "PLAIN").generic);
}

TEST_CASE("two double asterisks make no name") {
    CommandSession session;
    session.run("SETROPTS GENERIC(FACILITY)");
    CHECK(session.run("RDEFINE FACILITY (A.B C.**.D.**)") ==
          Lines{"IKJ56702I INVALID ENTITY NAME, C.**.D.**", "IKJ56701I MISSING ENTITY NAME+",
                "IKJ56701I MISSING NAME OF ENTITY IN SPECIFIED CLASS"});
    CHECK(session.rc == 8);
    CHECK_FALSE(session.has_resource("FACILITY", "A.B"));
    CHECK(session.run("RDEFINE FACILITY C.**.D.*").empty());
}

TEST_CASE("FROM copies what a model gives, and operands override it") {
    CommandSession session;
    session.run(
        "RDEFINE FACILITY MODEL UACC(UPDATE) LEVEL(5) WARNING AUDIT(NONE)\n"
        "PERMIT MODEL CLASS(FACILITY) ID(IBMUSER) ACCESS(CONTROL)");
    CHECK(session.run("RDEFINE APPL A FROM(MODEL) FCLASS(FACILITY) LEVEL(6)").empty());
    const racf::Resource& profile = session.resource("APPL", "A");
    CHECK(profile.uacc == racf::Access::Update);
    CHECK(profile.level == 6);
    CHECK(profile.warning);
    CHECK(profile.audit == racf::Auditing{std::nullopt, std::nullopt});
    CHECK(profile.entry("IBMUSER")->access == racf::Access::Control);
    CHECK(session.run("RDEFINE APPL B FROM(A OTHER)") ==
          Lines{"ICH10309I WARNING for RDEFINE. Extraneous information in the FROM keyword has "
                "been ignored."});
    CHECK(session.rc == 0);
    CHECK(session.run("RDEFINE APPL C FROM(NONE)") ==
          Lines{"PTKT005I NONE, the model of FROM, is not defined to class APPL."});
    CHECK(session.rc == 8);
    CHECK_FALSE(session.has_resource("APPL", "C"));
}

TEST_CASE("owners and users to notify must exist") {
    CommandSession session;
    CHECK(session.run("RDEFINE APPL A OWNER(NOBODY)") == Lines{"IKJ56702I INVALID OWNER, NOBODY"});
    CHECK(session.rc == 8);
    CHECK(session.run("RDEFINE APPL A NOTIFY(NOBODY)") ==
          Lines{"IKJ56702I INVALID USERID, NOBODY"});
    CHECK_FALSE(session.has_resource("APPL", "A"));
    CHECK(session.run("RDEFINE APPL A OWNER(SYS1)").empty());
    CHECK(session.resource("APPL", "A").owner == "SYS1");
}

TEST_CASE("members belong to grouping classes") {
    CommandSession session;
    session.run(
        "RDEFINE GIMS PAYGRP ADDMEM(PAY1 PAY2)\nRALTER GIMS PAYGRP ADDMEM(PAY2 PAY3) "
        "DELMEM(PAY1)");
    CHECK(session.resource("GIMS", "PAYGRP").members == Lines{"PAY2", "PAY3"});
    session.run("RDEFINE GLOBAL FACILITY ADDMEM(BPX.JOBNAME/READ)");
    CHECK(session.resource("GLOBAL", "FACILITY").members == Lines{"BPX.JOBNAME/READ"});
    CHECK(session.run("RDEFINE TIMS PAY1 ADDMEM(X)") ==
          Lines{"PTKT002I ADDMEM is ignored: TIMS is not a grouping class."});
    CHECK(session.resource("TIMS", "PAY1").members.empty());
}

TEST_CASE("a quoted member and the access behind it are one entry") {
    CommandSession session;
    CHECK(session.run("RDEFINE GLOBAL FACILITY ADDMEM('Q.*'/UPDATE,'A.B'/READ /* c */)").empty());
    CHECK(session.resource("GLOBAL", "FACILITY").members == Lines{"Q.*/UPDATE", "A.B/READ"});
    CHECK(session.run("RALTER GLOBAL FACILITY DELMEM('Q.*'/UPDATE)").empty());
    CHECK(session.resource("GLOBAL", "FACILITY").members == Lines{"A.B/READ"});
    SECTION("a comment behind the quotes is not an access") {
        session.run("RDEFINE GIMS G ADDMEM('PAY1'/* first */PAY2)");
        CHECK(session.resource("GIMS", "G").members == Lines{"PAY1", "PAY2"});
    }
    SECTION("nothing else goes on behind its quotes") {
        session.run("RALTER GLOBAL FACILITY DATA('text'/MORE)");
        CHECK(session.rc == 8);
        session.run("ADDUSER U PHRASE('Fourteen chars or more'/MORE)");
        CHECK(session.rc == 8);
    }
}

TEST_CASE("a member of a global access table needs an access") {
    CommandSession session;
    for (const std::string member : {"Q.*", "Q.*/", "Q.*/MUCH", "/READ"}) {
        CHECK(session.run("RDEFINE GLOBAL FACILITY ADDMEM(A/READ " + member + ")") ==
              Lines{"IKJ56702I INVALID ADDMEM, " + member, "IKJ56701I MISSING ADDMEM+",
                    "IKJ56701I MISSING RESOURCE NAME/ACCESS"});
        CHECK(session.rc == 8);
    }
    CHECK_FALSE(session.has_resource("GLOBAL", "FACILITY"));
    CHECK(session.run("RDEFINE GIMS G ADDMEM(PAY1)").empty());
}

TEST_CASE("RALTER changes what it names and nothing else") {
    CommandSession session;
    session.run("RDEFINE APPL A UACC(READ) DATA('d') APPLDATA('a') NOTIFY WARNING LEVEL(3)");
    session.context.now += std::chrono::days(1);
    CHECK(session.run("RALTER APPL A UACC(UPDATE)").empty());
    racf::Resource profile = session.resource("APPL", "A");
    CHECK(profile.uacc == racf::Access::Update);
    CHECK(profile.installation_data == "d");
    CHECK(profile.changed == session.context.now);
    CHECK(profile.created + std::chrono::days(1) == profile.changed);
    session.run("RALTER APPL A NODATA NOAPPLDATA NONOTIFY NOWARNING");
    profile = session.resource("APPL", "A");
    CHECK(profile.installation_data.empty());
    CHECK(profile.appldata.empty());
    CHECK(profile.notify.empty());
    CHECK_FALSE(profile.warning);
    CHECK(profile.level == 3);
    CHECK(session.run("RALTER APPL (NONE A) LEVEL(4)") ==
          Lines{"ICH11102I NONE NOT DEFINED TO CLASS APPL."});
    CHECK(session.rc == 4);
    CHECK(session.resource("APPL", "A").level == 4);
}

TEST_CASE("GLOBALAUDIT is the auditor's") {
    CommandSession session;
    session.run("RDEFINE APPL A");
    CHECK(session.run("RALTER APPL A GLOBALAUDIT(ALL(READ)) LEVEL(1)") ==
          Lines{"ICH11001I NOT AUTHORIZED TO SPECIFY GLOBALAUDIT FOR A; OPERAND IGNORED"});
    CHECK(session.resource("APPL", "A").level == 1);
    session.profiles.users.begin()->second.auditor = true;
    CHECK(session.run("RALTER APPL A GLOBALAUDIT(ALL(READ))").empty());
    CHECK(session.resource("APPL", "A").global_audit ==
          racf::Auditing{racf::Access::Read, racf::Access::Read});
}

TEST_CASE("STDATA is kept as it was given") {
    CommandSession session;
    session.run(
        "RDEFINE STARTED IMS.* STDATA(USER(IMSUSR) GROUP(SYS1) TRUSTED(YES))\n"
        "RALTER STARTED IMS.* STDATA(NOGROUP TRACE(NO))");
    const racf::Segment expected{{"USER", "IMSUSR"}, {"TRUSTED", "YES"}, {"TRACE", "NO"}};
    CHECK(session.resource("STARTED", "IMS.*").segments.at("STDATA") == expected);
    session.run("RALTER STARTED IMS.* NOSTDATA");
    CHECK(session.resource("STARTED", "IMS.*").segments.empty());
}

TEST_CASE("operands without effect are said once each") {
    CommandSession session;
    CHECK(session.run("RDEFINE APPL A KERB(ENCRYPT(DES)) TIMEZONE(E 5)") ==
          Lines{"PTKT001I Operand KERB of RDEFINE is accepted without effect.",
                "PTKT001I Operand TIMEZONE of RDEFINE is accepted without effect."});
    CHECK(session.run("RDEFINE APPL B KERB(X)").empty());
    CHECK(session.run("RALTER APPL B KERB(X)") ==
          Lines{"PTKT001I Operand KERB of RALTER is accepted without effect."});
    CHECK(session.rc == 0);
}

TEST_CASE("RDELETE deletes, and says what is not there") {
    CommandSession session;
    session.run("RDEFINE APPL (A B)");
    CHECK(session.run("RDELETE APPL (A C B)") == Lines{"ICH12102I C NOT DEFINED TO CLASS APPL."});
    CHECK(session.rc == 4);
    CHECK(session.profiles.resources.empty());
}

TEST_CASE("RDELETE GENERIC deletes no discrete profile") {
    CommandSession session;
    session.run("RDEFINE APPL A\nSETROPTS GENERIC(APPL)\nRDEFINE APPL B*");
    CHECK(session.run("RDELETE APPL A GENERIC") == Lines{"ICH12102I A NOT DEFINED TO CLASS APPL."});
    CHECK(session.rc == 4);
    CHECK(session.has_resource("APPL", "A"));
    CHECK(session.run("RDELETE APPL B* GENERIC").empty());
    CHECK_FALSE(session.has_resource("APPL", "B*"));
}

TEST_CASE("a discrete profile with a generic name is deleted by NOGENERIC only") {
    CommandSession session;
    session.run("RDEFINE FACILITY A.*\nSETROPTS GENERIC(FACILITY)\nRDEFINE FACILITY B.*");
    CHECK(session.run("RDELETE FACILITY A.*") ==
          Lines{"ICH12306I A discrete profile in class FACILITY matches the name A.*. Use the "
                "keyword NOGENERIC to delete it."});
    CHECK(session.run("RDELETE FACILITY B.* NOGENERIC") ==
          Lines{"ICH12102I B.* NOT DEFINED TO CLASS FACILITY."});
    CHECK(session.run("RDELETE FACILITY A.* NOGENERIC").empty());
    CHECK(session.run("RDELETE FACILITY B.*").empty());
    CHECK(session.profiles.resources.empty());
}

TEST_CASE("trouble with the store ends a command as an error") {
    CommandSession session;
    session.profiles.refuse_commits = true;
    CHECK(session.run("RDEFINE APPL A") == Lines{"error: the store is locked"});
    session.profiles.broken = true;
    CHECK(session.run("RLIST APPL A") == Lines{"error: the store cannot be read"});
    session.as("NOBODY");
    CHECK(session.run("LU") ==
          Lines{"error: user NOBODY is not defined, so it cannot issue commands"});
}

TEST_CASE("names of EJBROLE keep their case in every command") {
    CommandSession session;
    session.run("SETROPTS GENERIC(EJBROLE)");
    session.run("RDEFINE EJBROLE (Site.role.Admin Site.role.admin) UACC(NONE)");
    CHECK(session.rc == 0);
    session.run("RDEFINE EJBROLE *.role.Teller");
    session.run("ADDUSER KIM");
    CHECK(session.run("PERMIT Site.Role.Admin CLASS(EJBROLE) ID(KIM)") ==
          Lines{"ICH06004I Site.Role.Admin NOT DEFINED TO RACF"});
    session.run("PERMIT Site.role.Admin CLASS(EJBROLE) ID(KIM)");
    const auto resource = [&](std::string_view name) {
        return session.profiles.resources.at({racf::ClassName::parse("EJBROLE").value(),
                                              racf::profile_name_in("EJBROLE", name).value()});
    };
    CHECK(resource("Site.role.Admin").entry("KIM") != nullptr);
    CHECK(resource("Site.role.admin").entry("KIM") == nullptr);
    session.run("RDEFINE EJBROLE Copy FROM(Site.role.Admin)");
    CHECK(resource("Copy").entry("KIM") != nullptr);
    CHECK(session.run("RDEFINE EJBROLE Other FROM(site.Role)") ==
          Lines{"PTKT005I site.Role, the model of FROM, is not defined to class EJBROLE."});
    CHECK(session.run("PERMIT Copy CLASS(EJBROLE) FROM(site.Role)") ==
          Lines{"ICH06004I site.Role NOT DEFINED TO RACF"});
    CHECK(session.run("SEARCH CLASS(EJBROLE) FILTER(Site.role.A*)") == Lines{"Site.role.Admin"});
    CHECK(session.run("SEARCH FILTER(*.role.Teller) CLASS(EJBROLE)") == Lines{"*.role.Teller (G)"});
    CHECK(session.run("SEARCH MASK(Site.role.a) CLASS(EJBROLE)") == Lines{"Site.role.admin"});
    CHECK(session.text("RLIST EJBROLE Site.role.Teller").find("*.role.Teller (G)") !=
          std::string::npos);
    CHECK(session.run("RLIST EJBROLE SITE.ROLE.TELLER") ==
          Lines{"ICH13003I SITE.ROLE.TELLER NOT FOUND"});
    session.run("RDEFINE GEJBROLE CLERKS ADDMEM(Site.role.Clerk 'Site.role.Cook')");
    CHECK(session.text("RLIST EJBROLE Site.role.Clerk RESGROUP").find("CLERKS") !=
          std::string::npos);
    session.run("RALTER GEJBROLE CLERKS DELMEM(Site.role.Clerk)");
    CHECK(session.resource("GEJBROLE", "CLERKS").members ==
          std::vector<std::string>{"Site.role.Cook"});
    CHECK(session.run("RDELETE EJBROLE Site.role.ADMIN") ==
          Lines{"ICH12102I Site.role.ADMIN NOT DEFINED TO CLASS EJBROLE."});
    CHECK(session.run("RDELETE EJBROLE Site.role.admin").empty());
    CHECK(session.run("RDEFINE FACILITY bpx.Daemon").empty());
    CHECK(session.has_resource("FACILITY", "BPX.DAEMON"));
}

TEST_CASE("a profile that was defined before SETROPTS GENERIC is named") {
    CommandSession session;
    const Lines said = session.run("RDEFINE PTKTDATA IRRPTAUTH.IMSA.*");
    REQUIRE(said.size() == 1);
    CHECK(
        said.front().starts_with("PTKT021I IRRPTAUTH.IMSA.* was defined before SETROPTS GENERIC"));
    CHECK(session.rc == 0);
    CHECK(session.run("SETROPTS GENERIC(PTKTDATA)\nRDEFINE PTKTDATA IRRPTAUTH.IMSB.*") ==
          Lines{"ICH14063I SETROPTS command complete."});
}

TEST_CASE("RALTER of an unknown class") {
    CommandSession session;
    CHECK(session.run("RALTER NOSUCHCL A UACC(NONE)") ==
          Lines{"IKJ56702I INVALID CLASS, NOSUCHCL", "IKJ56712I INVALID KEYWORD, )"});
    CHECK(session.rc == 8);
}

TEST_CASE("commands that have no place here say so, and are no slips") {
    CommandSession session;
    for (const char* command :
         {"ADDSD 'A.**' UACC(NONE)", "AD 'A.**'", "ALTDSD 'A.**' WARNING", "ALD 'A.**'",
          "DELDSD 'A.**'", "DD 'A.**'", "LISTDSD DA('A.**')", "LD PREFIX(A)",
          "RACDCERT LIST ID(KIM)", "RACMAP ID(KIM) LISTMAP", "RVARY LIST", "PERMIT 'A.**' ID(KIM)",
          "PERMIT A.B ID(KIM)", "PE 'A.**' CLASS(DATASET) ID(KIM)", "RACLINK ID(KIM) LIST"}) {
        INFO(command);
        const Lines said = session.run(command);
        REQUIRE(said.size() == 1);
        CHECK(said.front().starts_with("PTKT020I "));
        CHECK(session.rc == 4);
    }
    CHECK(session.run("RACDCERT LIST").front() ==
          "PTKT020I RACDCERT is not carried out: certificates and key rings have no place here.");
    for (const char* command : {"PROFILE", "PROFILE NOPREFIX", "END", "LOGOFF"}) {
        INFO(command);
        CHECK(session.run(command).empty());
        CHECK(session.rc == 0);
    }
    CHECK(session.run("ADUSER KIM") == Lines{"IKJ56500I COMMAND ADUSER NOT FOUND"});
    CHECK(session.rc == 12);
    CHECK(session.run("*** TITLE") == Lines{"IKJ56621I INVALID COMMAND NAME SYNTAX"});
    CHECK(session.rc == 12);
}
