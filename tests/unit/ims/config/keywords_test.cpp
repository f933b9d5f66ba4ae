#include "tests/unit/ims/config/shown.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt::ims_config;

namespace {

/// What is said of a keyword's value in a statement whose other keywords are well.
std::string message(const std::string& statement) {
    const auto parsed = parse_member(member(statement));
    std::string out;
    for (const auto& one : parsed.diagnostics)
        out += one.message + "\n";
    return out;
}

std::string remote(const std::string& keywords) {
    return "RMTIMSCON=(ID=ICON2,PORT=8888," + keywords + ")";
}

std::string datastore(const std::string& keywords) {
    return "DATASTORE=(ID=IMSA,GROUP=G,MEMBER=M,TMEMBER=T" + keywords + ")";
}

}  // namespace

TEST_CASE("HWS keywords have the defaults of its topic") {
    const Hws hws = config_of("HWS=(ID=HWSA)\nTCPIP=(PORTID=(1))").hws;
    CHECK(hws.id == "HWSA");
    CHECK_FALSE(hws.racf);
    CHECK_FALSE(hws.racfgenrc);
    CHECK(hws.pswdmc == Pswdmc::Follow);
    CHECK_FALSE(hws.uidcache);
    CHECK_FALSE(hws.tmracfst);
    CHECK_FALSE(hws.cascade);
    CHECK(hws.cm0atoq == "DFS$$TOQ");
    CHECK_FALSE(hws.rrs);
    CHECK_FALSE(hws.multirtp.has_value());
    CHECK_FALSE(hws.sendaltp.has_value());
    CHECK(hws.wtorcmd);
}

TEST_CASE("every HWS keyword is read") {
    const Hws hws = config_of(
                        "HWS=(ID=HWSA,RACF=Y,RACFGENRC=Y,PSWDMC=N,UIDCACHE=Y,UIDAGE=3600,\n"
                        "TMRACFST=Y,CASCADE=Y,CM0ATOQ=TOQ,RRS=Y,SMEMBER=SM01,MULTIRTP=Y,\n"
                        "SENDALTP=N,OTELTRACE=P,TRANORCH=Y,WTORCMD=N,XIBAREA=100)\n"
                        "TCPIP=(PORTID=(1))")
                        .hws;
    CHECK(hws.racf);
    CHECK(hws.racfgenrc);
    CHECK(hws.pswdmc == Pswdmc::No);
    CHECK(hws.uidcache);
    CHECK(hws.uidage == 3600U);
    CHECK(hws.tmracfst);
    CHECK(hws.cascade);
    CHECK(hws.cm0atoq == "TOQ");
    CHECK(hws.rrs);
    CHECK(hws.smember == "SM01");
    CHECK(hws.multirtp == true);
    CHECK(hws.sendaltp == false);
    CHECK(hws.oteltrace == "P");
    CHECK(hws.tranorch == true);
    CHECK_FALSE(hws.wtorcmd);
    CHECK(hws.xibarea == 100);
}

TEST_CASE("TCPIP keywords have the defaults of its topic") {
    const Tcpip tcpip = config_of("HWS=(ID=HWSA)\nTCPIP=(PORTID=(1))").tcpip;
    CHECK(tcpip.maxsoc == 50);
    CHECK(tcpip.warnsoc == 80);
    CHECK(tcpip.warninc == 5);
    CHECK(tcpip.tcpipq == 50);
    CHECK(tcpip.idleto == 0);
    CHECK_FALSE(tcpip.ecb);
    CHECK_FALSE(tcpip.ipv6);
    CHECK_FALSE(tcpip.local);
}

TEST_CASE("every TCPIP keyword is read, and ports come from PORTID and PORT") {
    const Tcpip tcpip =
        config_of(
            "HWS=(ID=HWSA)\n"
            "TCPIP=(HOSTNAME=MVSTCPIP,PORTID=(9999,LOCAL),PORT=(ID=8888,KEEPAV=5,\n"
            "EDIT=MYEDIT,IDLETO=7),PORT=(ID=7777),CICSPORT=(ID=6666,KEEPAV=2147460),\n"
            "EXIT=(HWSSMPL0),ECB=Y,\n"
            "IPV6=Y,IDLETO=60,MAXSOC=65535,WARNSOC=70,WARNINC=10,MAXSIZE=5000,\n"
            "NODELAY=Y,PORTAFF=Y,RACFID=HWSUSR,TCPIPQ=100,TIMEOUT=5000)\n")
            .tcpip;
    CHECK(tcpip.hostname == "MVSTCPIP");
    REQUIRE(tcpip.ports.size() == 3);
    CHECK(tcpip.ports[0].id == 9999);
    CHECK(tcpip.ports[1].id == 8888);
    CHECK(tcpip.ports[1].keepav == 5U);
    CHECK(tcpip.ports[1].edit == "MYEDIT");
    CHECK(tcpip.ports[1].idleto == 7U);
    CHECK(tcpip.ports[2].id == 7777);
    CHECK(tcpip.local);
    REQUIRE(tcpip.cicsports.size() == 1);
    CHECK(tcpip.cicsports[0].keepav == 2147460U);
    CHECK(tcpip.exits == std::vector<std::string>{"HWSSMPL0"});
    CHECK(tcpip.ecb);
    CHECK(tcpip.ipv6);
    CHECK(tcpip.idleto == 60);
    CHECK(tcpip.maxsoc == 65535);
    CHECK(tcpip.warnsoc == 70);
    CHECK(tcpip.warninc == 10);
    CHECK(tcpip.maxsize == 5000U);
    CHECK(tcpip.nodelay);
    CHECK(tcpip.portaff);
    CHECK(tcpip.racfid == "HWSUSR");
    CHECK(tcpip.tcpipq == 100);
    CHECK(tcpip.timeout == 5000U);
}

TEST_CASE("SSLPORT of older releases is read with a warning") {
    CHECK(config_of("HWS=(ID=HWSA)\nTCPIP=(PORTID=(1),SSLPORT=(2),SSLENVAR=HWSCFSSL)",
                    "M:2:19: warning: SSLPORT is a keyword of older releases\n"
                    "TCPIP=(PORTID=(1),SSLPORT=(2),SSLENVAR=HWSCFSSL)\n"
                    "                  ^^^^^^^\n"
                    "hint: AT-TLS does this for the ports of PORTID and PORT\n")
              .tcpip.sslports.at(0)
              .id == 2);
}

TEST_CASE("DATASTORE keywords have their defaults, and no ACKTO and ACKTO=0 mean 120 seconds") {
    const auto one = [](const std::string& keywords) {
        return config_of(member(datastore(keywords))).datastores.at(0);
    };
    CHECK(one("").ackto == 120);
    CHECK(one(",ACKTO=0").ackto == 120);
    CHECK(one(",ACKTO=255").ackto == 255);
    CHECK(one("").rrname == "HWS$DEF");
    CHECK(one("").oaav == 2147483647);
    CHECK(one("").maxi == 5000);
    CHECK_FALSE(one("").appl.has_value());
    CHECK(message(datastore(",ACKTO=256")) ==
          "ACKTO must be a number from 0 to 255, found '256'\n");
}

TEST_CASE("every DATASTORE keyword is read") {
    const DataStore ds = config_of(member(datastore(",\nAPPL=IMSAAPPL,CM0ATOQ=TOQA,CASCADE=Y,\n"
                                                    "SMEMBER=SM02,DRU=HWSYDRU0,RRNAME=RR,OAAV=9,\n"
                                                    "MAXI=8,SENDALTP=Y,MULTIRTP=N")))
                             .datastores.at(0);
    CHECK(ds.id == "IMSA");
    CHECK(ds.group == "G");
    CHECK(ds.member == "M");
    CHECK(ds.tmember == "T");
    CHECK(ds.appl == "IMSAAPPL");
    CHECK(ds.cm0atoq == "TOQA");
    CHECK(ds.cascade == true);
    CHECK(ds.smember == "SM02");
    CHECK(ds.dru == "HWSYDRU0");
    CHECK(ds.rrname == "RR");
    CHECK(ds.oaav == 9);
    CHECK(ds.maxi == 8);
    CHECK(ds.sendaltp == true);
    CHECK(ds.multirtp == false);
}

TEST_CASE("RMTIMSCON keywords have the defaults of its diagram") {
    const Config config = config_of(member(remote("HOSTNAME=hws2.Example.COM")));
    const RmtImsCon* rmt = find_rmtimscon(config, "ICON2");
    REQUIRE(rmt != nullptr);
    CHECK(rmt->host() == "hws2.Example.COM");
    CHECK(rmt->port == 8888);
    CHECK_FALSE(rmt->persistent);
    CHECK_FALSE(rmt->autoconn);
    CHECK(rmt->idleto == 0);
    CHECK(rmt->resvsoc == 0);
    CHECK_FALSE(rmt->uses_passticket());
    CHECK_FALSE(serves_msc(config, *rmt));
    CHECK(find_rmtimscon(config, "icon2") == nullptr);
}

TEST_CASE("the parts of an IPADDR are decimal even with the zeros of the displays") {
    CHECK(config_of(member(remote("IPADDR=009.030.221.055"))).rmtimscons.at(0).host() ==
          "9.30.221.55");
    for (const char* wrong :
         {"1.2.3", "1.2.3.256", "1.2.3.4.5", "1..2.3", "1.2.3.4.", "1.2.3.0004"})
        CHECK(message(remote(std::string("IPADDR=") + wrong)) ==
              std::string("IPADDR must be a dotted address such as 192.0.2.1, found '") + wrong +
                  "'\n");
}

TEST_CASE("an IPv6 address is refused with a way out") {
    CHECK(shown(member(remote("IPADDR=::1"))) ==
          "M:3:38: error: IPADDR must be a dotted address such as 192.0.2.1, found '::1'\n"
          "RMTIMSCON=(ID=ICON2,PORT=8888,IPADDR=::1)\n"
          "                                     ^^^\n"
          "hint: for an IPv6 address use HOSTNAME with a name that stands for it\n");
}

TEST_CASE("host names have up to 60 characters in labels that begin and end well") {
    const std::string longest(60, 'A');
    CHECK(config_of(member("RMTIMSCON=(ID=A,PORT=1,\nHOSTNAME=" + longest + ")"))
              .rmtimscons.at(0)
              .host() == longest);
    for (const std::string& wrong : {std::string(61, 'A'), std::string("A..B"), std::string("-A"),
                                     std::string("A-.B"), std::string("A_B"), std::string("A.")})
        CHECK(message("RMTIMSCON=(ID=A,PORT=1,\nHOSTNAME=" + wrong + ")")
                  .starts_with("HOSTNAME must be a host name of at most 60 characters"));
}

TEST_CASE("numbers are held to their ranges") {
    CHECK(message(remote("HOSTNAME=A,RESVSOC=-1")) ==
          "RESVSOC must be a number from 0 to 65535, found '-1'\n");
    CHECK(message("RMTIMSCON=(ID=A,HOSTNAME=B,PORT=0)") ==
          "PORT must be a number from 1 to 65535, found '0'\n");
    CHECK(message("RMTIMSCON=(ID=A,HOSTNAME=B,PORT=65536)") ==
          "PORT must be a number from 1 to 65535, found '65536'\n");
    CHECK(message(remote("HOSTNAME=A,IDLETO=99999999999")) ==
          "IDLETO must be a number from 0 to 2147483647, found '99999999999'\n");
    CHECK(
        shown("HWS=(ID=HWSA)\nTCPIP=(PORTID=(9999,70000),MAXSOC=49,PORT=(ID=1,KEEPAV=2147461))") ==
        "M:2:21: error: PORTID must be a number from 1 to 65535, found '70000'\n"
        "TCPIP=(PORTID=(9999,70000),MAXSOC=49,PORT=(ID=1,KEEPAV=2147461))\n"
        "                    ^^^^^\n"
        "M:2:35: error: MAXSOC must be a number from 50 to 65535, found '49'\n"
        "TCPIP=(PORTID=(9999,70000),MAXSOC=49,PORT=(ID=1,KEEPAV=2147461))\n"
        "                                  ^^\n"
        "M:2:56: error: KEEPAV must be a number from 0 to 2147460, found '2147461'\n"
        "TCPIP=(PORTID=(9999,70000),MAXSOC=49,PORT=(ID=1,KEEPAV=2147461))\n"
        "                                                       ^^^^^^^\n");
}

TEST_CASE("names are held to their length and characters") {
    CHECK(shown("HWS=(ID=1HWS,CM0ATOQ=TOOLONGNAME,PSWDMC=X)\nTCPIP=(RACFID=ibmuser)\n") ==
          "M:1:9: error: ID must be 1 to 8 letters and digits that begin with a letter, found "
          "'1HWS'\n"
          "HWS=(ID=1HWS,CM0ATOQ=TOOLONGNAME,PSWDMC=X)\n"
          "        ^^^^\n"
          "M:1:22: error: CM0ATOQ must be 1 to 8 letters and digits, found 'TOOLONGNAME'\n"
          "HWS=(ID=1HWS,CM0ATOQ=TOOLONGNAME,PSWDMC=X)\n"
          "                     ^^^^^^^^^^^\n"
          "M:1:41: error: PSWDMC must be R, N or Y, found 'X'\n"
          "HWS=(ID=1HWS,CM0ATOQ=TOOLONGNAME,PSWDMC=X)\n"
          "                                        ^\n"
          "M:2:15: error: RACFID must be 1 to 8 letters and digits, found 'ibmuser'\n"
          "TCPIP=(RACFID=ibmuser)\n"
          "              ^^^^^^^\n"
          "hint: write it in upper case: IBMUSER\n");
}

TEST_CASE("a symbol is told not to be replaced") {
    CHECK(shown("HWS=(ID=HWS&SYS.)\nTCPIP=(ECB=Y)\n") ==
          "M:1:9: error: ID must be 1 to 8 letters and digits that begin with a letter, found "
          "'HWS&SYS.'\n"
          "HWS=(ID=HWS&SYS.)\n"
          "        ^^^^^^^^\n"
          "hint: symbols are not replaced here\n");
}

TEST_CASE("an IMSplex name has at most 5 characters") {
    CHECK(message("IMSPLEX=(MEMBER=HWSA,TMEMBER=PLEX12)") ==
          "TMEMBER must be 1 to 5 letters and digits, found 'PLEX12'\n");
}

TEST_CASE("an unknown keyword is told, with the one that was probably meant") {
    CHECK(shown("HWS=(ID=HWSA,RAFC=Y,COLOUR=RED)\nTCPIP=(PROTID=(1))\n") ==
          "M:1:14: error: unknown keyword of HWS 'RAFC'\n"
          "HWS=(ID=HWSA,RAFC=Y,COLOUR=RED)\n"
          "             ^^^^\n"
          "hint: did you mean RACF?\n"
          "M:1:21: error: unknown keyword of HWS 'COLOUR'\n"
          "HWS=(ID=HWSA,RAFC=Y,COLOUR=RED)\n"
          "                    ^^^^^^\n"
          "M:2:8: error: unknown keyword of TCPIP 'PROTID'\n"
          "TCPIP=(PROTID=(1))\n"
          "       ^^^^^^\n"
          "hint: did you mean PORTID?\n");
}

TEST_CASE("an unknown keyword of a sub-statement is told with the sub-statement's name") {
    CHECK(shown("HWS=(ID=HWSA)\nTCPIP=(PORT=(ID=1,IDELTO=5))\n") ==
          "M:2:19: error: unknown keyword of PORT 'IDELTO'\n"
          "TCPIP=(PORT=(ID=1,IDELTO=5))\n"
          "                  ^^^^^^\n"
          "hint: did you mean IDLETO?\n");
}

TEST_CASE("statement and keyword names must be upper case") {
    CHECK(shown("hws=(ID=HWSA)\nTCPIP=(Ecb=Y)\n") ==
          "M:1:1: error: 'hws' must be upper case\n"
          "hws=(ID=HWSA)\n"
          "^^^\n"
          "hint: write HWS\n"
          "M:2:8: error: 'Ecb' must be upper case\n"
          "TCPIP=(Ecb=Y)\n"
          "       ^^^\n"
          "hint: write ECB\n");
}

TEST_CASE("a keyword that stands twice is an error at the second") {
    CHECK(shown("HWS=(ID=HWSA,RACF=Y,RACF=N)\nTCPIP=(ECB=Y)\n") ==
          "M:1:21: error: RACF stands twice in HWS\n"
          "HWS=(ID=HWSA,RACF=Y,RACF=N)\n"
          "                    ^^^^\n"
          "hint: leave one of the two out\n");
}

TEST_CASE("keywords that are required are told when they are missing") {
    CHECK(message("RMTIMSCON=(HOSTNAME=A)") == "RMTIMSCON has no ID\nRMTIMSCON has no PORT\n");
    CHECK(message("DATASTORE=()") ==
          "DATASTORE has no ID\nDATASTORE has no GROUP\nDATASTORE has no MEMBER\n"
          "DATASTORE has no TMEMBER\n");
    CHECK(message("IMSPLEX=(MEMBER=A)") == "IMSPLEX has no TMEMBER\n");
    CHECK(message("MSC=(IMSPLEX=(MEMBER=A,TMEMBER=B))") ==
          "MSC has no LCLPLKID\nMSC has no RMTPLKID\nMSC has no LCLIMS\nMSC has no RMTIMS\n"
          "MSC has no RMTIMSCON\n");
    CHECK(shown("HWS=(RACF=Y)\nTCPIP=(PORT=(KEEPAV=1))\n") ==
          "M:1:1: error: HWS has no ID\n"
          "HWS=(RACF=Y)\n"
          "^^^\n"
          "M:2:8: error: PORT has no ID\n"
          "TCPIP=(PORT=(KEEPAV=1))\n"
          "       ^^^^\n");
}

TEST_CASE("LCLIMS takes one IMS ID or an XRF pair") {
    const auto msc = [](const std::string& lclims) {
        return "IMSPLEX=(MEMBER=A,TMEMBER=B)\nRMTIMSCON=(ID=R,HOSTNAME=H,PORT=1)\n"
               "MSC=(LCLPLKID=L,RMTPLKID=M,RMTIMS=I9,RMTIMSCON=R,\nLCLIMS=" +
               lclims + ")";
    };
    CHECK(config_of(member(msc("IMS1"))).mscs.at(0).lclims == std::vector<std::string>{"IMS1"});
    CHECK(config_of(member(msc("(IMS1,IMS2)"))).mscs.at(0).lclims ==
          std::vector<std::string>{"IMS1", "IMS2"});
    CHECK(message(msc("(IMS1,IMS2,IMS3)")) == "LCLIMS takes at most 2 names\n");
    CHECK(message(msc("(1MS)")) ==
          "LCLIMS must be 1 to 8 letters and digits that begin with a letter, found '1MS'\n");
}

TEST_CASE("the place of a keyword is kept, and of one not coded it is the statement's") {
    const std::string text = member(remote("HOSTNAME=A"));
    const Config config = config_of(text);
    const Places& places = config.rmtimscons.at(0).places;
    const auto at = [&](ptkt::base::Span span) { return text.substr(span.offset, span.length); };
    CHECK(at(places.of("PORT")) == "PORT=8888");
    CHECK(at(places.of("APPL")) == remote("HOSTNAME=A"));
    CHECK(places.coded("HOSTNAME"));
    CHECK_FALSE(places.coded("APPL"));
}
