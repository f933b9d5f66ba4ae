#include <fmt/format.h>

#include "tests/unit/ims/config/shown.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt::ims_config;

namespace {

constexpr std::string_view kMsc =
    "MSC=(LCLPLKID=MSC12,RMTPLKID=MSC21,LCLIMS=(IMS1),RMTIMS=IMS2,\n"
    " IMSPLEX=(MEMBER=HWSA,TMEMBER=PLEX1),RMTIMSCON=ICON2)\n";

std::string remote_member(const std::string& keywords) {
    return "RMTIMSCON=(ID=ICON2,HOSTNAME=H,PORT=8888," + keywords + ")\n";
}

/// A member whose line 5 is a connection that MSC uses.
std::string msc_with(const std::string& keywords) {
    return member(std::string(kMsc) + remote_member(keywords));
}

}  // namespace

TEST_CASE("a member has an HWS and a TCPIP statement") {
    CHECK(shown("* nothing\n") ==
          "M:1:1: error: the member has no HWS statement\n"
          "* nothing\n"
          "^\n"
          "M:1:1: error: the member has no TCPIP statement\n"
          "* nothing\n"
          "^\n");
}

TEST_CASE("a member has one HWS and one TCPIP statement only") {
    CHECK(shown(member("HWS=(ID=HWSB)\nTCPIP=(ECB=Y)\n")) ==
          "M:3:1: error: HWS stands twice\n"
          "HWS=(ID=HWSB)\n"
          "^^^\n"
          "hint: a member has one\n"
          "M:4:1: error: TCPIP stands twice\n"
          "TCPIP=(ECB=Y)\n"
          "^^^^^\n"
          "hint: a member has one\n");
}

TEST_CASE("an unknown statement is told, with the one that was probably meant") {
    CHECK(shown("HSW=(ID=HWSA)\nTCPIP=(ECB=Y)\nFOO=(A=(B,C))\n") ==
          "M:1:1: error: unknown statement 'HSW'\n"
          "HSW=(ID=HWSA)\n"
          "^^^\n"
          "hint: did you mean HWS?\n"
          "M:3:1: error: unknown statement 'FOO'\n"
          "FOO=(A=(B,C))\n"
          "^^^\n");
}

TEST_CASE("statements of other uses are kept by name and place, not checked") {
    const std::string text = member("ADAPTER=(XML=Y)\nODACCESS=(IMSPLEX=(X=Y),DRDAPORT=(ID=1))\n");
    const Config config = config_of(text,
                                    "M:3:1: info: ADAPTER is not used here, nor checked\n"
                                    "ADAPTER=(XML=Y)\n"
                                    "^^^^^^^\n"
                                    "M:4:1: info: ODACCESS is not used here, nor checked\n"
                                    "ODACCESS=(IMSPLEX=(X=Y),DRDAPORT=(ID=1))\n"
                                    "^^^^^^^^\n");
    REQUIRE(config.others.size() == 2);
    CHECK(config.others[0].name == "ADAPTER");
    CHECK(text.substr(config.others[0].span.offset, config.others[0].span.length) ==
          "ADAPTER=(XML=Y)");
    CHECK_FALSE(config.others[0].joins_imsplex);
    CHECK(config.others[1].joins_imsplex);
}

TEST_CASE("APPL without USERID is an error, and USERID without APPL") {
    CHECK(shown(member(remote_member("APPL=APPLI2I"))) ==
          "M:3:42: error: APPL without USERID\n"
          "RMTIMSCON=(ID=ICON2,HOSTNAME=H,PORT=8888,APPL=APPLI2I)\n"
          "                                         ^^^^^^^^^^^^\n"
          "hint: a PassTicket needs both; IMS Connect abends at start-up with one\n");
    CHECK(shown(member(remote_member("USERID=USER0002"))) ==
          "M:3:42: error: USERID without APPL\n"
          "RMTIMSCON=(ID=ICON2,HOSTNAME=H,PORT=8888,USERID=USER0002)\n"
          "                                         ^^^^^^^^^^^^^^^\n"
          "hint: a PassTicket needs both; IMS Connect abends at start-up with one\n");
}

TEST_CASE("an error elsewhere in the statement does not hide that USERID is missing") {
    CHECK(shown(member("RMTIMSCON=(ID=ICON2,HOSTNAME=H,PORT=X,APPL=A)\n")) ==
          "M:3:37: error: PORT must be a number from 1 to 65535, found 'X'\n"
          "RMTIMSCON=(ID=ICON2,HOSTNAME=H,PORT=X,APPL=A)\n"
          "                                    ^\n"
          "M:3:39: error: APPL without USERID\n"
          "RMTIMSCON=(ID=ICON2,HOSTNAME=H,PORT=X,APPL=A)\n"
          "                                      ^^^^^^\n"
          "hint: a PassTicket needs both; IMS Connect abends at start-up with one\n");
}

TEST_CASE("PERSISTENT=N with AUTOCONN=Y is corrected to AUTOCONN=N with IMS Connect's own number") {
    const auto rmt = config_of(member(remote_member("PERSISTENT=N,AUTOCONN=Y")),
                               "M:3:55: warning: HWSX0920W PERSISTENT=N with AUTOCONN=Y: "
                               "AUTOCONN=N is used\n"
                               "RMTIMSCON=(ID=ICON2,HOSTNAME=H,PORT=8888,PERSISTENT=N,AUTOCONN=Y)\n"
                               "                                                      ^^^^^^^^^^\n"
                               "hint: code PERSISTENT=Y to connect at start-up\n")
                         .rmtimscons.at(0);
    CHECK_FALSE(rmt.autoconn);
    CHECK_FALSE(rmt.persistent);
}

TEST_CASE("AUTOCONN=Y without PERSISTENT is corrected too, for N is its default") {
    const auto parsed = parse_member(member(remote_member("AUTOCONN=Y")));
    REQUIRE(parsed.config.has_value());
    CHECK_FALSE(parsed.config->rmtimscons.at(0).autoconn);
    REQUIRE(parsed.diagnostics.size() == 1);
    CHECK(parsed.diagnostics[0].id == "HWSX0920W");
}

TEST_CASE("AUTOCONN=Y stands on a persistent connection") {
    CHECK(config_of(member(remote_member("AUTOCONN=Y,PERSISTENT=Y"))).rmtimscons.at(0).autoconn);
}

TEST_CASE("PERSISTENT=N on a connection of MSC is corrected to Y with a warning") {
    CHECK(config_of(msc_with("PERSISTENT=N"),
                    "M:5:42: warning: a connection of MSC is persistent: PERSISTENT=Y is used\n"
                    "RMTIMSCON=(ID=ICON2,HOSTNAME=H,PORT=8888,PERSISTENT=N)\n"
                    "                                         ^^^^^^^^^^^^\n")
              .rmtimscons.at(0)
              .persistent);
}

TEST_CASE("a connection of MSC without PERSISTENT is persistent without a word") {
    const Config config = config_of(msc_with("RESVSOC=1"));
    CHECK(config.rmtimscons.at(0).persistent);
    CHECK(serves_msc(config, config.rmtimscons.at(0)));
    REQUIRE(find_msc(config, "MSC12") != nullptr);
    CHECK(find_msc(config, "MSC12")->rmtims == "IMS2");
    CHECK(find_msc(config, "MSC21") == nullptr);
}

TEST_CASE("AUTOCONN=Y on a connection of MSC is not used") {
    CHECK_FALSE(
        config_of(msc_with("PERSISTENT=Y,AUTOCONN=Y"),
                  "M:5:55: warning: a connection of MSC is made by MSC: AUTOCONN=N is used\n"
                  "RMTIMSCON=(ID=ICON2,HOSTNAME=H,PORT=8888,PERSISTENT=Y,AUTOCONN=Y)\n"
                  "                                                      ^^^^^^^^^^\n"
                  "hint: AUTOCONN is for OTMA, and a connection serves OTMA or MSC\n")
            .rmtimscons.at(0)
            .autoconn);
}

TEST_CASE("PassTickets on a connection that is not persistent are advised against") {
    CHECK(
        config_of(member(remote_member("APPL=A,USERID=U")),
                  "M:3:42: warning: PassTickets on a connection that is not persistent: every new "
                  "connection makes and sends another one\n"
                  "RMTIMSCON=(ID=ICON2,HOSTNAME=H,PORT=8888,APPL=A,USERID=U)\n"
                  "                                         ^^^^^^\n"
                  "hint: code PERSISTENT=Y\n")
            .rmtimscons.at(0)
            .uses_passticket());
    CHECK(shown(member(remote_member("APPL=A,USERID=U,PERSISTENT=Y"))).empty());
    CHECK(shown(msc_with("APPL=A,USERID=U")).empty());
}

TEST_CASE("RACF=N where MSC sends PassTickets leaves the return connection unchecked") {
    const std::string text =
        "HWS=(ID=HWSA)\nTCPIP=(ECB=Y)\n" + std::string(kMsc) + remote_member("APPL=A,USERID=U");
    CHECK(shown(text) ==
          "M:5:42: warning: HWS has RACF=N, so the return connection of MSC is not checked\n"
          "RMTIMSCON=(ID=ICON2,HOSTNAME=H,PORT=8888,APPL=A,USERID=U)\n"
          "                                         ^^^^^^\n"
          "hint: code RACF=Y on HWS\n");
}

TEST_CASE("RACF=N is no matter for a sender of OTMA") {
    CHECK(shown("HWS=(ID=HWSA)\nTCPIP=(ECB=Y)\n" + remote_member("APPL=A,USERID=U,PERSISTENT=Y"))
              .empty());
}

TEST_CASE("a connection needs HOSTNAME or IPADDR, and not both") {
    CHECK(shown(member("RMTIMSCON=(ID=A,PORT=1)\nRMTIMSCON=(ID=B,PORT=1,HOSTNAME=H,\n"
                       "IPADDR=127.0.0.1)\n")) ==
          "M:3:1: error: RMTIMSCON has neither HOSTNAME nor IPADDR\n"
          "RMTIMSCON=(ID=A,PORT=1)\n"
          "^^^^^^^^^^^^^^^^^^^^^^^\n"
          "hint: code one of them\n"
          "M:5:1: error: HOSTNAME and IPADDR exclude each other\n"
          "IPADDR=127.0.0.1)\n"
          "^^^^^^^^^^^^^^^^\n"
          "hint: code one of them\n");
}

TEST_CASE("IDs of connections, data stores and physical links are unique") {
    const std::string store = "DATASTORE=(ID=IMSA,GROUP=G,MEMBER=M,TMEMBER=T)\n";
    const std::string icon = "RMTIMSCON=(ID=ICON2,HOSTNAME=H,PORT=1)\n";
    CHECK(shown(member(store + store + icon + icon)) ==
          "M:4:12: error: another DATASTORE has ID=IMSA\n"
          "DATASTORE=(ID=IMSA,GROUP=G,MEMBER=M,TMEMBER=T)\n"
          "           ^^^^^^^\n"
          "M:6:12: error: another RMTIMSCON has ID=ICON2\n"
          "RMTIMSCON=(ID=ICON2,HOSTNAME=H,PORT=1)\n"
          "           ^^^^^^^^\n");
    CHECK(shown(member(std::string(kMsc) + std::string(kMsc) + icon)) ==
          "M:5:6: error: another MSC has LCLPLKID=MSC12\n"
          "MSC=(LCLPLKID=MSC12,RMTPLKID=MSC21,LCLIMS=(IMS1),RMTIMS=IMS2,\n"
          "     ^^^^^^^^^^^^^^\n");
}

TEST_CASE("a port stands once among PORTID, PORT and CICSPORT") {
    CHECK(shown("HWS=(ID=HWSA)\nTCPIP=(PORT=(ID=9999),PORTID=(1,9999,1),CICSPORT=(ID=1))\n") ==
          "M:2:33: error: port 9999 stands twice in TCPIP\n"
          "TCPIP=(PORT=(ID=9999),PORTID=(1,9999,1),CICSPORT=(ID=1))\n"
          "                                ^^^^\n"
          "hint: PORTID and PORT both define a port, so a port goes into one of them\n"
          "M:2:38: error: port 1 stands twice in TCPIP\n"
          "TCPIP=(PORT=(ID=9999),PORTID=(1,9999,1),CICSPORT=(ID=1))\n"
          "                                     ^\n"
          "hint: PORTID and PORT both define a port, so a port goes into one of them\n"
          "M:2:41: error: port 1 stands twice in TCPIP\n"
          "TCPIP=(PORT=(ID=9999),PORTID=(1,9999,1),CICSPORT=(ID=1))\n"
          "                                        ^^^^^^^^^^^^^^^\n"
          "hint: PORTID and PORT both define a port, so a port goes into one of them\n");
}

TEST_CASE("a member has up to 200 ports") {
    const auto ports = [](int count) {
        std::string text = "HWS=(ID=HWSA)\nTCPIP=(PORTID=(1000";
        for (int i = 1; i < count; ++i)
            text += fmt::format(",\n{}", 1000 + i);
        return text + "))\n";
    };
    CHECK(shown(ports(200)).empty());
    CHECK(shown(ports(201)) ==
          "M:202:1: error: 201 ports, but a member has at most 200\n"
          "1200))\n"
          "^^^^\n");
}

TEST_CASE("a member has up to 50 connections") {
    const auto connections = [](int count) {
        std::string text(kHead);
        for (int i = 1; i <= count; ++i)
            text += fmt::format("RMTIMSCON=(ID=C{},HOSTNAME=H,PORT=1)\n", i);
        return text;
    };
    CHECK(shown(connections(50)).empty());
    CHECK(shown(connections(51)) ==
          "M:53:1: error: 51 RMTIMSCON statements, but a member has at most 50\n"
          "RMTIMSCON=(ID=C51,HOSTNAME=H,PORT=1)\n"
          "^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n");
}

TEST_CASE("the reserved sockets fit into MAXSOC, and a connection of MSC reserves twice") {
    CHECK(shown(member(remote_member("RESVSOC=50"))).empty());
    CHECK(shown(member(remote_member("RESVSOC=51"))) ==
          "M:3:42: error: 51 sockets are reserved up to here, but MAXSOC is 50\n"
          "RMTIMSCON=(ID=ICON2,HOSTNAME=H,PORT=8888,RESVSOC=51)\n"
          "                                         ^^^^^^^^^^\n"
          "hint: a connection of MSC counts twice\n");
    CHECK(shown(msc_with("RESVSOC=25")).empty());
    CHECK(shown(msc_with("RESVSOC=26")) ==
          "M:5:42: error: 52 sockets are reserved up to here, but MAXSOC is 50\n"
          "RMTIMSCON=(ID=ICON2,HOSTNAME=H,PORT=8888,RESVSOC=26)\n"
          "                                         ^^^^^^^^^^\n"
          "hint: a connection of MSC counts twice\n");
    CHECK(shown("HWS=(ID=HWSA)\nTCPIP=(MAXSOC=100)\n" + remote_member("RESVSOC=60") +
                "RMTIMSCON=(ID=B,HOSTNAME=H,PORT=1,RESVSOC=41)\n") ==
          "M:4:35: error: 101 sockets are reserved up to here, but MAXSOC is 100\n"
          "RMTIMSCON=(ID=B,HOSTNAME=H,PORT=1,RESVSOC=41)\n"
          "                                  ^^^^^^^^^^\n"
          "hint: a connection of MSC counts twice\n");
}

TEST_CASE("MSC names a connection of the member") {
    CHECK(shown(member(kMsc)) ==
          "M:4:38: error: no RMTIMSCON statement has ID=ICON2\n"
          " IMSPLEX=(MEMBER=HWSA,TMEMBER=PLEX1),RMTIMSCON=ICON2)\n"
          "                                     ^^^^^^^^^^^^^^^\n");
}

TEST_CASE("a connection whose ID cannot be read makes no message about MSC") {
    CHECK(shown(member(fmt::format("{}RMTIMSCON=(ID=icon2,HOSTNAME=H,PORT=1)\n", kMsc))) ==
          "M:5:15: error: ID must be 1 to 8 letters and digits, found 'icon2'\n"
          "RMTIMSCON=(ID=icon2,HOSTNAME=H,PORT=1)\n"
          "              ^^^^^\n"
          "hint: write it in upper case: ICON2\n");
}

TEST_CASE("GENIMSID is none of the IMS systems") {
    const auto generic = [](const std::string& id) {
        return member(
            "MSC=(LCLPLKID=MSC12,RMTPLKID=MSC21,LCLIMS=(IMS1,IMS3),RMTIMS=IMS2,\n"
            "IMSPLEX=(MEMBER=A,TMEMBER=B),RMTIMSCON=ICON2,GENIMSID=" +
            id + ")\n" + remote_member("RESVSOC=0"));
    };
    CHECK(config_of(generic("IMSG")).mscs.at(0).genimsid == "IMSG");
    CHECK(shown(generic("IMS3")) ==
          "M:4:46: error: GENIMSID=IMS3 is also in LCLIMS\n"
          "IMSPLEX=(MEMBER=A,TMEMBER=B),RMTIMSCON=ICON2,GENIMSID=IMS3)\n"
          "                                             ^^^^^^^^^^^^^\n"
          "hint: the generic IMS ID must differ from the IDs of the IMS systems\n");
    CHECK(shown(generic("IMS2")) ==
          "M:4:46: error: GENIMSID=IMS2 is also in RMTIMS\n"
          "IMSPLEX=(MEMBER=A,TMEMBER=B),RMTIMSCON=ICON2,GENIMSID=IMS2)\n"
          "                                             ^^^^^^^^^^^^^\n"
          "hint: the generic IMS ID must differ from the IDs of the IMS systems\n");
}

TEST_CASE("MSC needs an IMSPLEX, its own or one elsewhere in the member") {
    const std::string bare =
        "MSC=(LCLPLKID=L,RMTPLKID=R,LCLIMS=(IMS1),RMTIMS=IMS2,RMTIMSCON=ICON2)\n" +
        remote_member("RESVSOC=0");
    CHECK(shown(member(bare)) ==
          "M:3:1: error: MSC needs an IMSPLEX, and the member has none\n"
          "MSC=(LCLPLKID=L,RMTPLKID=R,LCLIMS=(IMS1),RMTIMS=IMS2,RMTIMSCON=ICON2)\n"
          "^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
          "hint: add IMSPLEX=(MEMBER=name,TMEMBER=plex) to it\n");
    CHECK(shown(member(bare + "IMSPLEX=(MEMBER=A,TMEMBER=B)\n")).empty());
    CHECK(parse_member(member(bare + "ISC=(IMSPLEX=(MEMBER=A,TMEMBER=B))\n")).config.has_value());
}
