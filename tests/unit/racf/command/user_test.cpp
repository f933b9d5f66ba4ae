// ADDUSER, ALTUSER, DELUSER: what they change and what they say.
#include <fmt/format.h>

#include "tests/support/command_session.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using test::CommandSession;
using Lines = std::vector<std::string>;

TEST_CASE("ADDUSER with a password says nothing, and its operands become fields") {
    CommandSession session;
    session.run("ADDGROUP PAY SUPGROUP(SYS1)");
    CHECK(session
              .run("ADDUSER SQUIDWRD NAME('Squidward') OWNER(PAY) DFLTGRP(PAY) "
                   "AUTHORITY(CONNECT) UACC(READ) PASSWORD(Secret1) SPECIAL OPERATIONS AUDITOR "
                   "ROAUDIT RESTRICTED ADSP GRPACC CLAUTH(USER APPL) DATA('some data') "
                   "MODEL('X.Y') SECLABEL(SYSHIGH) TSO(ACCTNUM(D1001) PROC(TPROC02)) ")
              .empty());
    const racf::User& user = session.user("SQUIDWRD");
    CHECK(user.name == "Squidward");
    CHECK(user.owner == "PAY");
    CHECK(user.default_group.str() == "PAY");
    CHECK(user.created == session.context.now);
    CHECK((user.special && user.operations && user.auditor && user.roaudit && user.restricted));
    CHECK((user.adsp && user.grpacc && !user.oidcard));
    CHECK(user.clauth == Lines{"USER", "APPL"});
    CHECK(user.installation_data == "some data");
    CHECK(user.model == "X.Y");
    CHECK(user.seclabel == "SYSHIGH");
    CHECK(user.segments.at("TSO") == racf::Segment{{"ACCTNUM", "D1001"}, {"PROC", "TPROC02"}});
    REQUIRE(user.connections.size() == 1);
    CHECK(user.connections[0].group.str() == "PAY");
    CHECK(user.connections[0].authority == racf::GroupAuthority::Connect);
    CHECK(user.connections[0].uacc == racf::Access::Read);
    // Folded, and expired until the user changes it.
    CHECK(user.password->hash == "hash:SECRET1");
    CHECK_FALSE(user.password->changed.has_value());
}

TEST_CASE("AUTOUID and AUTOGID assign the lowest number that is free") {
    CommandSession session;
    CHECK(session.run("ADDGROUP G1 OMVS(GID(1))\nADDGROUP (G2 G3) OMVS(AUTOGID)") ==
          Lines{"IRR52177I Group G2 was assigned an OMVS GID value of 2.",
                "IRR52177I Group G3 was assigned an OMVS GID value of 3."});
    session.run("ALTGROUP G1 OMVS(NOGID)\nALTGROUP SYS1 OMVS(AUTOGID)");
    CHECK(session.group("SYS1").segments.at("OMVS").at("GID") == "1");

    session.run("ADDUSER U2 PASSWORD(X) OMVS(UID(2) HOME('/u'))");
    CHECK(session.run("ADDUSER (U1 U3) PASSWORD(X) OMVS(AUTOUID HOME('/v'))") ==
          Lines{"IRR52177I User U1 was assigned an OMVS UID value of 1.",
                "IRR52177I User U3 was assigned an OMVS UID value of 3."});
    CHECK(session.user("U3").segments.at("OMVS") == racf::Segment{{"UID", "3"}, {"HOME", "/v"}});
    // Who has one keeps it.
    CHECK(session.run("ALTUSER U2 OMVS(AUTOUID)").empty());
    CHECK(session.user("U2").segments.at("OMVS").at("UID") == "2");
}

TEST_CASE("ADDUSER without password and phrase makes a PROTECTED user") {
    CommandSession session;
    CHECK(session.run("ADDUSER (U1 U2)") == Lines{"ICH01024I User U1 is defined as PROTECTED.",
                                                  "ICH01024I User U2 is defined as PROTECTED."});
    CHECK(session.rc == 0);
    CHECK(session.user("U1").is_protected());
    CHECK(session.user("U1").owner == "IBMUSER");
    CHECK(session.user("U1").default_group.str() == "SYS1");
    CHECK(session.run("ADDUSER U3 PHRASE('Fourteen chars or more 1')").empty());
    CHECK_FALSE(session.user("U3").is_protected());
}

TEST_CASE("ADDUSER of a name that is taken changes nothing at all") {
    CommandSession session;
    CHECK(session.run("ADDUSER (U1 IBMUSER U2) PASSWORD(X)") ==
          Lines{"IKJ56702I INVALID USERID, IBMUSER"});
    CHECK(session.rc == 8);
    CHECK(session.profiles.users.size() == 1);
    CHECK(session.run("ADDUSER SYS1 PASSWORD(X)") == Lines{"IKJ56702I INVALID USERID, SYS1"});
    CHECK(session.run("ADDUSER (U1 U1) PASSWORD(X)") == Lines{"ICH01010I U1 NOT ADDED"});
    CHECK(session.rc == 4);
}

TEST_CASE("ADDUSER checks the names in its operands") {
    CommandSession session;
    CHECK(session.run("ADDUSER U DFLTGRP(NONE)") == Lines{"IKJ56702I INVALID DEFAULT GROUP, NONE"});
    CHECK(session.run("ADDUSER U OWNER(NONE)") == Lines{"IKJ56702I INVALID OWNER, NONE"});
    CHECK(session.rc == 8);
    CHECK(session.profiles.users.size() == 1);
}

TEST_CASE("special characters in passwords need SETROPTS") {
    CommandSession session;
    CHECK(session.run("ADDUSER U PASSWORD(A.B!)") == Lines{"IKJ56702I INVALID PASSWORD"});
    session.run("SETROPTS PASSWORD(SPECIALCHARS MIXEDCASE)");
    CHECK(session.run("ADDUSER U PASSWORD(a.B!)").empty());
    CHECK(session.user("U").password->hash == "hash:a.B!");
}

TEST_CASE("phrases must follow RACF's rules") {
    CommandSession session;
    const Lines rejected{"ICH01021I NEW PASS PHRASE REJECTED BY RACF RULES",
                         "ICH01010I U1 NOT ADDED"};
    for (const std::string_view phrase : {"short one 1", "only letters here", "1234567890 12345 x",
                                          "it has u1 in it, see", "it has aaa in a row 12"}) {
        INFO(phrase);
        CHECK(session.run("ADDUSER U1 PHRASE('" + std::string(phrase) + "')") ==
              (phrase == "only letters here" ? Lines{} : rejected));
        session.run("DELUSER U1");
    }
}

TEST_CASE("ADDUSER adjusts and remarks on segments") {
    CommandSession session;
    CHECK(session.run("ADDUSER U PASSWORD(X) TSO(SIZE(4096) MAXSIZE(1024)) OMVS(UID(7) "
                      "HOME('/u/Home'))") ==
          Lines{"ICH01016I SIZE SPECIFIED GREATER THAN MAXSIZE, SIZE ADJUSTED TO EQUAL TO MAXSIZE",
                "ICH01019I User U is assigned an OMVS UID, but default group SYS1 does not have a "
                "GID. Processing continues."});
    CHECK(session.rc == 0);
    CHECK(session.user("U").segments.at("TSO").at("SIZE") == "1024");
    CHECK(session.user("U").segments.at("OMVS").at("HOME") == "/u/Home");
    session.run("ALTGROUP SYS1 OMVS(GID(0))");
    CHECK(session.run("ADDUSER V PASSWORD(X) OMVS(UID(8))").empty());
}

TEST_CASE("ALTUSER of an unknown user changes nothing at all") {
    CommandSession session;
    session.run("ADDUSER U PASSWORD(X)");
    CHECK(session.run("ALTUSER (U NOBODY) NAME('N')") == Lines{"IKJ56702I INVALID USERID, NOBODY"});
    CHECK(session.rc == 8);
    CHECK(session.user("U").name.empty());
}

TEST_CASE("ALTUSER changes what it names and nothing else") {
    CommandSession session;
    session.run(
        "ADDUSER U PASSWORD(X) NAME('N') DATA('D') SPECIAL CLAUTH(APPL USER) "
        "TSO(ACCTNUM(A) PROC(P)) OMVS(UID(1))");
    CHECK(session
              .run("ALTUSER U NOSPECIAL AUDITOR NODATA NOCLAUTH(APPL) CLAUTH(TIMS) "
                   "TSO(NOPROC UNIT(SYSDA)) NOOMVS")
              .empty());
    const racf::User& user = session.user("U");
    CHECK(user.name == "N");
    CHECK(user.installation_data.empty());
    CHECK((!user.special && user.auditor));
    CHECK(user.clauth == Lines{"USER", "TIMS"});
    CHECK(user.segments.at("TSO") == racf::Segment{{"ACCTNUM", "A"}, {"UNIT", "SYSDA"}});
    CHECK_FALSE(user.segments.contains("OMVS"));
    CHECK(user.password->hash == "hash:X");
}

TEST_CASE("a password of ALTUSER is expired unless it says otherwise") {
    CommandSession session;
    session.run("ADDUSER U PASSWORD(A)\nALTUSER U PASSWORD(B) NOEXPIRED");
    CHECK(session.user("U").password->changed == session.context.now);
    session.run("ALTUSER U EXPIRED");
    CHECK_FALSE(session.user("U").password->changed.has_value());
    CHECK(session.user("U").password->hash == "hash:B");
    session.run("ALTUSER U PASSWORD(C)");
    CHECK_FALSE(session.user("U").password->changed.has_value());
    CHECK(session.run("ALTUSER U NOEXPIRED") ==
          Lines{"ICH21007I EXPIRED/NOEXPIRED OPERAND IGNORED"});
    session.run("ALTUSER U NOPASSWORD");
    CHECK(session.user("U").is_protected());
}

TEST_CASE("a password that stays must follow the installation's rules") {
    CommandSession session;
    session.run("SETROPTS PASSWORD(RULE1(LENGTH(6:8)))\nADDUSER U PASSWORD(A)");
    CHECK(session.run("ALTUSER U PASSWORD(B) NOEXPIRED") ==
          Lines{"PTKT007I The password does not follow the installation's syntax rules."});
    CHECK(session.user("U").password->hash == "hash:A");
    CHECK(session.run("ALTUSER U PASSWORD(B)").empty());
    CHECK(session.run("ALTUSER U PASSWORD(LONGER1) NOEXPIRED").empty());
}

TEST_CASE("old passwords go into the history, as far as it is kept") {
    CommandSession session;
    session.run(
        "SETROPTS PASSWORD(HISTORY(2))\nADDUSER U PASSWORD(A)\nALTUSER U PASSWORD(B)\n"
        "ALTUSER U PASSWORD(C)\nALTUSER U PASSWORD(D)");
    CHECK(session.user("U").password->history == Lines{"hash:C", "hash:B"});
}

TEST_CASE("users are revoked and resumed, at once or by dates") {
    CommandSession session;
    session.run("ADDUSER U PASSWORD(X)");
    const auto revoked = [&] { return session.user("U").is_revoked(session.context.now); };
    CHECK(session.run("ALTUSER U RESUME") ==
          Lines{"ICH21019I 'RESUME' IGNORED. U NOT CURRENTLY REVOKED"});
    CHECK(session.rc == 4);
    CHECK(session.run("ALTUSER U REVOKE").empty());
    CHECK(revoked());
    CHECK(session.run("ALTUSER U REVOKE") ==
          Lines{"ICH21022I 'REVOKE' IGNORED. U IS CURRENTLY REVOKED"});
    CHECK(session.run("ALTUSER U RESUME(05/03/26)").empty());
    CHECK(revoked());
    session.context.now += std::chrono::days(2);
    CHECK_FALSE(revoked());
    CHECK(session.run("ALTUSER U REVOKE").empty());
    CHECK(revoked());
    CHECK(session.run("ALTUSER U RESUME REVOKE(12/31/26)").empty());
    CHECK(session.user("U").revoke_date ==
          base::Instant(std::chrono::sys_days(std::chrono::year(2026) / 12 / 31)));
    CHECK_FALSE(revoked());
    session.run("ALTUSER U NOREVOKE");
    CHECK_FALSE(session.user("U").revoke_date.has_value());
}

TEST_CASE("resuming a user forgives failed attempts") {
    CommandSession session;
    session.run("ADDUSER U PASSWORD(X)\nALTUSER U REVOKE");
    session.profiles.users.rbegin()->second.failures = 5;
    session.run("ALTUSER U RESUME");
    CHECK(session.user("U").failures == 0);
}

TEST_CASE("the default group must be one that the user is connected to") {
    CommandSession session;
    session.run("ADDGROUP PAY SUPGROUP(SYS1)\nADDUSER U PASSWORD(X)");
    CHECK(session.run("ALTUSER U DFLTGRP(PAY)") == Lines{"ICH21004I DFLTGRP NOT ALTERED"});
    session.run("CONNECT U GROUP(PAY)");
    CHECK(session.run("ALTUSER U DFLTGRP(PAY)").empty());
    CHECK(session.user("U").default_group.str() == "PAY");
    CHECK(session.run("ALTUSER U GROUP(SYS1) AUTHORITY(JOIN) UACC(READ)").empty());
    CHECK(session.user("U").connections[0].authority == racf::GroupAuthority::Join);
    CHECK(session.user("U").connections[0].uacc == racf::Access::Read);
    CHECK(session.user("U").connections[1].authority == racf::GroupAuthority::Use);
    CHECK(session.run("ADDGROUP G2\nALTUSER U GROUP(G2) UACC(READ)") ==
          Lines{"ICH21011I UACC NOT ALTERED"});
}

TEST_CASE("DELUSER deletes all or, when one is unknown, none") {
    CommandSession session;
    session.run("ADDUSER (U1 U2) PASSWORD(X)");
    CHECK(session.run("DELUSER (U1 NOBODY)") == Lines{"IKJ56702I INVALID USERID, NOBODY"});
    CHECK(session.rc == 8);
    CHECK(session.run("DELUSER (U1 IBMUSER U2)") ==
          Lines{"ICH04011I Deletion of IBMUSER not allowed."});
    CHECK(session.profiles.users.size() == 1);
    session.run("ADDUSER U1 PASSWORD(X)");
    CHECK(session.run("DELUSER (U1 U1)") == Lines{"ICH04001I ERROR LOCATING U1"});
}

TEST_CASE("automatic numbers come from the ranges of BPX.NEXT.USER") {
    CommandSession session;
    session.run("RDEFINE FACILITY BPX.NEXT.USER APPLDATA('7000-7001/8000')");
    CHECK(session.run("ADDGROUP G1 OMVS(AUTOGID)") ==
          Lines{"IRR52177I Group G1 was assigned an OMVS GID value of 8000."});
    CHECK(session.run("ADDUSER U1 PASSWORD(X) DFLTGRP(G1) OMVS(AUTOUID)") ==
          Lines{"IRR52177I User U1 was assigned an OMVS UID value of 7000."});
    session.run("ADDUSER U2 PASSWORD(X) DFLTGRP(G1) OMVS(AUTOUID)");
    CHECK(session.run("ADDUSER U3 PASSWORD(X) DFLTGRP(G1) OMVS(AUTOUID)") ==
          Lines{"PTKT022I U3 gets no UID: all of the range in BPX.NEXT.USER are in use."});
    CHECK(session.rc == 8);
    CHECK_FALSE(session.profiles.users.contains(racf::UserId::parse("U3").value()));
}

TEST_CASE("the profile says which automatic number is the next") {
    CommandSession session;
    const auto appldata = [&] { return session.resource("FACILITY", "BPX.NEXT.USER").appldata; };
    session.run("ALTGROUP SYS1 OMVS(GID(1))");
    session.run("RDEFINE FACILITY BPX.NEXT.USER APPLDATA('24000/500-502')");
    session.run("ADDUSER U1 PASSWORD(X) OMVS(UID(24001))");
    session.run("ADDUSER U2 PASSWORD(X) OMVS(AUTOUID)");
    CHECK(appldata() == "24001/500-502");
    CHECK(session.run("ADDUSER U3 PASSWORD(X) OMVS(AUTOUID)") ==
          Lines{"IRR52177I User U3 was assigned an OMVS UID value of 24002."});
    CHECK(appldata() == "24003/500-502");
    session.run("ADDGROUP G1 OMVS(AUTOGID)");
    CHECK(appldata() == "24003/501-502");
    // A number that was given away does not come again with its next owner.
    session.run("DELUSER U3");
    CHECK(session.run("ADDUSER U4 PASSWORD(X) OMVS(AUTOUID)") ==
          Lines{"IRR52177I User U4 was assigned an OMVS UID value of 24003."});
    // Without a range there are none.
    for (const char* text : {"NOAUTO/501", "/501", "501"}) {
        const bool gids = std::string_view(text).find('/') == std::string_view::npos;
        session.run(std::string("RALTER FACILITY BPX.NEXT.USER APPLDATA('") + text + "')");
        CHECK(session.run(gids ? "ADDGROUP G2 OMVS(AUTOGID)"
                               : "ADDUSER U5 PASSWORD(X) OMVS(AUTOUID)") ==
              Lines{fmt::format("PTKT022I {}: BPX.NEXT.USER has no range for automatic ones.",
                                gids ? "G2 gets no GID" : "U5 gets no UID")});
        CHECK(appldata() == text);
    }
}

TEST_CASE("with SHARED.IDS a UID or GID has one owner, unless SHARED says otherwise") {
    CommandSession session;
    session.run("ALTGROUP SYS1 OMVS(GID(1))\nADDUSER U1 PASSWORD(X) OMVS(UID(5))");
    CHECK(session.run("ADDUSER U2 PASSWORD(X) OMVS(UID(5))").empty());
    session.run("RDEFINE UNIXPRIV SHARED.IDS\nSETROPTS CLASSACT(UNIXPRIV) RACLIST(UNIXPRIV)");
    CHECK(session.run("ADDUSER U3 PASSWORD(X) OMVS(UID(5))").front().starts_with("IRR52174I"));
    CHECK(session.rc == 8);
    CHECK_FALSE(session.profiles.users.contains(racf::UserId::parse("U3").value()));
    CHECK(session.run("ADDUSER U3 PASSWORD(X) OMVS(UID(5) SHARED)").empty());
    CHECK(session.run("ALTUSER U3 NAME('C') OMVS(UID(5) HOME(/u/u3))")
              .front()
              .starts_with("IRR52174I"));
    CHECK(session.user("U3").name.empty());
    CHECK(
        session.run("ADDUSER (U4 U5) PASSWORD(X) OMVS(AUTOUID)").front().starts_with("IRR52184I"));
    CHECK(session.rc == 8);
    CHECK(session.run("ADDUSER U4 PASSWORD(X) OMVS(AUTOUID)").size() == 1);
    CHECK(session.run("ADDGROUP G1 OMVS(GID(1))").front().starts_with("IRR52174I"));
}

TEST_CASE("SHARED is for SPECIAL and for READ to SHARED.IDS") {
    CommandSession session;
    session.run(
        "ADDUSER U1 PASSWORD(X) OMVS(UID(5))\nADDUSER ADMIN PASSWORD(X) CLAUTH(USER)\n"
        "CONNECT ADMIN GROUP(SYS1) AUTHORITY(JOIN)\n"
        "RDEFINE UNIXPRIV SHARED.IDS UACC(NONE)\nSETROPTS CLASSACT(UNIXPRIV) RACLIST(UNIXPRIV)");
    session.as("ADMIN");
    CHECK(
        session.run("ADDUSER U2 PASSWORD(X) OMVS(UID(5) SHARED)").front().starts_with("IRR52175I"));
    CHECK_FALSE(session.profiles.users.contains(racf::UserId::parse("U2").value()));
    session.as("IBMUSER");
    session.run("PERMIT SHARED.IDS CLASS(UNIXPRIV) ID(ADMIN) ACCESS(READ)");
    session.as("ADMIN");
    session.run("ADDUSER U2 PASSWORD(X) OMVS(UID(5) SHARED)");
    CHECK(session.profiles.users.contains(racf::UserId::parse("U2").value()));
}

TEST_CASE("HOME and PROGRAM keep their case without quotes, a long name is cut, dates are short") {
    CommandSession session;
    session.run(
        "ADDUSER U1 PASSWORD(X) NAME('A NAME OF MORE THAN TWENTY LETTERS') "
        "OMVS(UID(1) HOME(/u/Night/u1) PROGRAM(/bin/Sh))");
    CHECK(session.user("U1").name == "A NAME OF MORE THAN ");
    CHECK(session.user("U1").segments.at("OMVS").at("HOME") == "/u/Night/u1");
    CHECK(session.user("U1").segments.at("OMVS").at("PROGRAM") == "/bin/Sh");
    CHECK(session.run("ADDUSER U2 PASSWORD(X) NAME(ANAMEWITHOUTQUOTESANDTOOLONG)").front() ==
          "IKJ56702I INVALID NAME, ANAMEWITHOUTQUOTESANDTOOLONG");
    CHECK(session.run("ALTUSER U1 REVOKE(6/1/31) RESUME(11/2/2031)").empty());
    CHECK(session.text("LU U1").find("REVOKE DATE=JUNE 1, 2031   RESUME DATE=NOVEMBER 2, 2031") !=
          std::string::npos);
    for (const char* date : {"6/1", "6/1/1", "006/1/31", "6/1/311", "13/1/31", "/1/31", "6//31"}) {
        INFO(date);
        CHECK(session.run("ALTUSER U1 REVOKE(" + std::string(date) + ")")
                  .front()
                  .starts_with("IKJ56702I"));
    }
}
