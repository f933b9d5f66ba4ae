// ADDGROUP, ALTGROUP, DELGROUP, CONNECT, REMOVE.
#include "tests/support/command_session.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using test::CommandSession;
using Lines = std::vector<std::string>;

TEST_CASE("ADDGROUP puts groups below the issuer's, or the one it names") {
    CommandSession session;
    CHECK(session
              .run("ADDGROUP PAY\nADDGROUP (PAYA PAYB) SUPGROUP(PAY) OWNER(PAY) "
                   "DATA('d') NOTERMUACC UNIVERSAL OMVS(GID(5))")
              .empty());
    CHECK(session.group("PAY").superior->str() == "SYS1");
    CHECK(session.group("PAY").owner == "IBMUSER");
    const racf::Group& group = session.group("PAYB");
    CHECK(group.superior->str() == "PAY");
    CHECK(group.owner == "PAY");
    CHECK(group.installation_data == "d");
    CHECK_FALSE(group.terminal_uacc);
    CHECK(group.universal);
    CHECK(group.segments.at("OMVS").at("GID") == "5");
    CHECK(group.created == session.context.now);
}

TEST_CASE("ADDGROUP checks names before it adds anything") {
    CommandSession session;
    CHECK(session.run("ADDGROUP (NEW SYS1)") == Lines{"IKJ56702I INVALID GROUP, SYS1"});
    CHECK(session.rc == 8);
    CHECK(session.run("ADDGROUP NEW SUPGROUP(NONE)") ==
          Lines{"IKJ56702I INVALID SUPERIOR GROUP, NONE"});
    CHECK(session.run("ADDGROUP NEW OWNER(NONE)") == Lines{"IKJ56702I INVALID OWNER, NONE"});
    CHECK(session.run("ADDGROUP IBMUSER") == Lines{"IKJ56702I INVALID GROUP, IBMUSER"});
    CHECK(session.profiles.groups.size() == 1);
    session.run("ADDGROUP PAY");
    CHECK(session.run("ADDGROUP NEW OWNER(PAY)") ==
          Lines{"PTKT010I OWNER-GROUP AND SUPERIOR GROUP MUST BE THE SAME FOR GROUP NEW"});
    CHECK_FALSE(session.profiles.groups.contains(racf::GroupId::parse("NEW").value()));
}

TEST_CASE("ALTGROUP changes what it names and nothing else") {
    CommandSession session;
    session.run("ADDGROUP PAY DATA('d') OMVS(GID(5))\nADDGROUP HR\nADDGROUP SUB SUPGROUP(PAY)");
    CHECK(session.run("ALTGROUP PAY NOTERMUACC NOOMVS").empty());
    CHECK(session.group("PAY").installation_data == "d");
    CHECK_FALSE(session.group("PAY").terminal_uacc);
    CHECK(session.group("PAY").segments.empty());
    CHECK(session.run("ALTGROUP SUB SUPGROUP(HR) OWNER(HR)").empty());
    CHECK(session.group("SUB").superior->str() == "HR");
    CHECK(session.group("SUB").owner == "HR");
    CHECK(session.run("ALTGROUP NONE DATA('x')") == Lines{"IKJ56702I INVALID GROUP, NONE"});
    CHECK(session.rc == 8);
}

TEST_CASE("ALTGROUP keeps the tree of groups in order") {
    CommandSession session;
    session.run("ADDGROUP PAY\nADDGROUP SUB SUPGROUP(PAY) OWNER(PAY)\nADDGROUP HR");
    CHECK(session.run("ALTGROUP PAY SUPGROUP(SUB)") ==
          Lines{"ICH20006I SUB CANNOT BE A SUPERIOR GROUP OF PAY"});
    CHECK(session.rc == 8);
    CHECK(session.run("ALTGROUP PAY SUPGROUP(PAY)") ==
          Lines{"ICH20006I PAY CANNOT BE A SUPERIOR GROUP OF PAY"});
    CHECK(session.run("ALTGROUP SUB SUPGROUP(HR)") ==
          Lines{"ICH20020I OWNER-GROUP AND SUPERIOR GROUP MUST BE THE SAME FOR GROUP SUB",
                "ICH20013I SUB NOT ALTERED"});
    CHECK(session.rc == 4);
    CHECK(session.group("SUB").superior->str() == "PAY");
}

TEST_CASE("DELGROUP deletes empty groups only") {
    CommandSession session;
    session.run("ADDGROUP (A B C)\nADDGROUP SUB SUPGROUP(A)\nADDUSER U DFLTGRP(B) PASSWORD(X)");
    for (const std::string_view group : {"A", "B", "NONE"})
        CHECK(session.run("DELGROUP " + std::string(group)) ==
              Lines{"IKJ56702I INVALID GROUP, " + std::string(group)});
    CHECK(session.rc == 8);
    CHECK(session.run("DELGROUP (C SUB)").empty());
    CHECK(session.run("DELGROUP (A A)") == Lines{"ICH05001I ERROR LOCATING A"});
    CHECK(session.profiles.groups.size() == 2);
}

TEST_CASE("CONNECT makes a connection with RACF's defaults") {
    CommandSession session;
    session.run("ADDGROUP PAY\nADDUSER (U V) PASSWORD(X)");
    CHECK(session.run("CONNECT (U V) GROUP(PAY)").empty());
    REQUIRE(session.user("U").connections.size() == 2);
    const racf::Connection& connection = session.user("U").connections[1];
    CHECK(connection.group.str() == "PAY");
    CHECK(connection.owner == "IBMUSER");
    CHECK(connection.authority == racf::GroupAuthority::Use);
    CHECK(connection.uacc == racf::Access::None);
    CHECK(connection.connected == session.context.now);
    SECTION("and changes of it leave the rest alone") {
        session.context.now += std::chrono::days(1);
        session.run(
            "CONNECT U GROUP(PAY) AUTHORITY(JOIN) SPECIAL AUDITOR OWNER(PAY)\n"
            "CONNECT U GROUP(PAY) NOAUDITOR UACC(READ)");
        CHECK(session.user("U").connections.size() == 2);
        const racf::Connection& changed = session.user("U").connections[1];
        CHECK(changed.authority == racf::GroupAuthority::Join);
        CHECK(changed.owner == "PAY");
        CHECK((changed.special && !changed.auditor));
        CHECK(changed.uacc == racf::Access::Read);
        CHECK(changed.connected < session.context.now);
    }
}

TEST_CASE("CONNECT stops at what is not there") {
    CommandSession session;
    session.run("ADDGROUP PAY\nADDUSER U PASSWORD(X)");
    const std::string not_found = "ICH51003I NAME NOT FOUND IN RACF DATA SET";
    CHECK(session.run("CONNECT U GROUP(NONE)") ==
          Lines{not_found, "ICH02003I USER(S) NOT CONNECTED."});
    CHECK(session.rc == 8);
    CHECK(session.run("CONNECT NOBODY GROUP(PAY)") ==
          Lines{not_found, "ICH02003I USER(S) NOT CONNECTED."});
    CHECK(session.run("CONNECT (U NOBODY) GROUP(PAY)") ==
          Lines{not_found, "ICH02003I NOBODY AND REMAINING USERS NOT CONNECTED"});
    CHECK(session.user("U").connections.size() == 2);
    CHECK(session.run("CONNECT U GROUP(PAY) OWNER(NOBODY)") ==
          Lines{"ICH02011I OWNER SPECIFIED IS NOT A RACF DEFINED USER OR GROUP"});
}

TEST_CASE("connections are revoked and resumed") {
    CommandSession session;
    session.run("ADDUSER U PASSWORD(X)");
    CHECK(session.run("CONNECT U RESUME") ==
          Lines{"ICH02012I 'RESUME' IGNORED. U NOT CURRENTLY REVOKED"});
    CHECK(session.run("CONNECT U REVOKE").empty());
    CHECK(session.user("U").connections[0].revoked);
    CHECK(session.run("CONNECT U REVOKE") ==
          Lines{"ICH02013I 'REVOKE' IGNORED. U IS CURRENTLY REVOKED"});
    CHECK(session.rc == 4);
    CHECK(session.run("CONNECT U RESUME").empty());
    CHECK_FALSE(session.user("U").connections[0].revoked);
}

TEST_CASE("REMOVE ends connections, but not that with the default group") {
    CommandSession session;
    session.run("ADDGROUP PAY\nADDUSER (U V) PASSWORD(X)\nCONNECT U GROUP(PAY)");
    CHECK(session.run("REMOVE (V U NOBODY) GROUP(PAY)") ==
          Lines{"ICH03002I V        WAS NOT CONNECTED TO GROUP.",
                "ICH03002I NOBODY   WAS NOT CONNECTED TO GROUP."});
    CHECK(session.rc == 4);
    CHECK(session.user("U").connections.size() == 1);
    CHECK(session.run("REMOVE U GROUP(SYS1)") ==
          Lines{"PTKT012I U is not removed from SYS1: it is his default group."});
    CHECK(session.user("U").connections.size() == 1);
    CHECK(session.run("REMOVE U GROUP(NONE)") ==
          Lines{"ICH51003I NAME NOT FOUND IN RACF DATA SET"});
}
