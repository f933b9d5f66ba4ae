#include "common/ims/config/syntax.hpp"

#include "tests/unit/ims/config/shown.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt::ims_config;

TEST_CASE("the equals sign between a statement's name and its list may be missing") {
    const Config config = config_of("HWS (ID=HWSA)\nTCPIP(PORTID=(1,2))\n");
    CHECK(config.hws.id == "HWSA");
    CHECK(config.tcpip.ports.size() == 2);
}

TEST_CASE("a statement goes on over records until its parentheses balance") {
    const Config config = config_of(
        "HWS=(ID=HWSA,\n RACF=Y,\n\n* why\n RRS=Y\n)\nTCPIP=(EXIT=(HWSSMPL0,\nHWSSMPL1))");
    CHECK(config.hws.racf);
    CHECK(config.hws.rrs);
    CHECK(config.tcpip.exits == std::vector<std::string>{"HWSSMPL0", "HWSSMPL1"});
}

TEST_CASE("two statements may share a record") {
    CHECK(config_of("HWS=(ID=HWSA) TCPIP=(MAXSOC=60)").tcpip.maxsoc == 60);
}

TEST_CASE("a list that is not closed before the next statement is told at its parenthesis") {
    CHECK(shown("HWS=(ID=HWSA,RACF=Y\nTCPIP=(PORTID=(9999))\n") ==
          "M:1:5: error: this '(' is never closed\n"
          "HWS=(ID=HWSA,RACF=Y\n"
          "    ^\n"
          "hint: the statement TCPIP begins before it\n");
}

TEST_CASE("a comma at the end of a statement that is not closed makes no other message") {
    CHECK(shown("HWS=(ID=HWSA,\nTCPIP=(PORTID=(9999),\n") ==
          "M:1:5: error: this '(' is never closed\n"
          "HWS=(ID=HWSA,\n"
          "    ^\n"
          "hint: the statement TCPIP begins before it\n"
          "M:2:7: error: this '(' is never closed\n"
          "TCPIP=(PORTID=(9999),\n"
          "      ^\n"
          "hint: the member ends before it\n");
}

TEST_CASE("of lists in each other only the innermost is told to be open") {
    CHECK(shown("HWS=(ID=HWSA)\nTCPIP=(PORTID=(9999") ==
          "M:2:15: error: this '(' is never closed\n"
          "TCPIP=(PORTID=(9999\n"
          "              ^\n"
          "hint: the member ends before it\n");
}

TEST_CASE("IMSPLEX at the beginning of a record is MSC's own behind a comma") {
    const Config config = config_of(
        "HWS=(ID=HWSA)\nTCPIP=(PORTID=(1))\nMSC=(LCLPLKID=A,RMTPLKID=B,LCLIMS=(I1),RMTIMS=I2,\n"
        "IMSPLEX=(MEMBER=M,TMEMBER=PLEX1),RMTIMSCON=R)\n"
        "IMSPLEX=(MEMBER=N,TMEMBER=PLEX2)\nRMTIMSCON=(ID=R,IPADDR=127.0.0.1,PORT=1)\n");
    REQUIRE(config.mscs.size() == 1);
    REQUIRE(config.mscs[0].imsplex.has_value());
    CHECK(config.mscs[0].imsplex->tmember == "PLEX1");
    REQUIRE(config.imsplexes.size() == 1);
    CHECK(config.imsplexes[0].member == "N");
}

TEST_CASE("parsing goes on after each error and tells them all in the order of the text") {
    CHECK(shown("HWS=(ID=HWSA,,RACF=Y))\n"
                "GARBAGE HERE\n"
                "TCPIP=(PORTID=(9999,),ECB=Y N,IPV6=,MAXSOC=60=70)\n") ==
          "M:1:14: error: expected a keyword, found ','\n"
          "HWS=(ID=HWSA,,RACF=Y))\n"
          "             ^\n"
          "M:1:22: error: this ')' closes nothing\n"
          "HWS=(ID=HWSA,,RACF=Y))\n"
          "                     ^\n"
          "M:2:1: error: expected a statement, found 'GARBAGE'\n"
          "GARBAGE HERE\n"
          "^^^^^^^\n"
          "M:3:21: error: expected a value, found ')'\n"
          "TCPIP=(PORTID=(9999,),ECB=Y N,IPV6=,MAXSOC=60=70)\n"
          "                    ^\n"
          "M:3:29: error: expected ',' or ')', found 'N'\n"
          "TCPIP=(PORTID=(9999,),ECB=Y N,IPV6=,MAXSOC=60=70)\n"
          "                            ^\n"
          "M:3:31: error: IPV6 has no value\n"
          "TCPIP=(PORTID=(9999,),ECB=Y N,IPV6=,MAXSOC=60=70)\n"
          "                              ^^^^^\n"
          "hint: leave the keyword out to get its default\n"
          "M:3:46: error: expected ',' or ')', found '='\n"
          "TCPIP=(PORTID=(9999,),ECB=Y N,IPV6=,MAXSOC=60=70)\n"
          "                                             ^\n");
}

TEST_CASE("a statement without a list is an error and the next one is read") {
    CHECK(shown("HWS=ID=HWSA\nTCPIP=(ECB=X)\n") ==
          "M:1:5: error: expected '(' after HWS, found 'ID'\n"
          "HWS=ID=HWSA\n"
          "    ^^\n"
          "hint: a statement has the form NAME=(KEYWORD=value,...)\n"
          "M:2:12: error: ECB must be Y or N, found 'X'\n"
          "TCPIP=(ECB=X)\n"
          "           ^\n");
}

TEST_CASE("a keyword without '=' and lists where none can be are errors") {
    CHECK(shown("HWS=(HWSA,ID=(HWSA))\nTCPIP=(PORTID=((1)),EXIT=(A=B),PORT=1,SSLENVAR=())\n") ==
          "M:1:6: error: expected '=' and a value after 'HWSA'\n"
          "HWS=(HWSA,ID=(HWSA))\n"
          "     ^^^^\n"
          "M:1:14: error: ID takes one value, not a list\n"
          "HWS=(HWSA,ID=(HWSA))\n"
          "             ^^^^^^\n"
          "M:2:16: error: expected a value, found '('\n"
          "TCPIP=(PORTID=((1)),EXIT=(A=B),PORT=1,SSLENVAR=())\n"
          "               ^\n"
          "M:2:27: error: EXIT takes a list of plain values\n"
          "TCPIP=(PORTID=((1)),EXIT=(A=B),PORT=1,SSLENVAR=())\n"
          "                          ^^^\n"
          "M:2:37: error: PORT takes keywords in parentheses: PORT=(ID=...)\n"
          "TCPIP=(PORTID=((1)),EXIT=(A=B),PORT=1,SSLENVAR=())\n"
          "                                    ^\n"
          "M:2:48: error: SSLENVAR takes one value, not a list\n"
          "TCPIP=(PORTID=((1)),EXIT=(A=B),PORT=1,SSLENVAR=())\n"
          "                                               ^^\n");
}

TEST_CASE("lists nested too deeply are refused before they cost anything") {
    const std::string deep = "MSC=(A=(A=(A=(A=(A=(1))))))";
    CHECK(shown("HWS=(ID=HWSA)\nTCPIP=(ECB=Y)\n" + deep).find("error: nested too deeply\n") !=
          std::string::npos);
}

TEST_CASE("what is not used here is skipped by parentheses and quotes, whatever it holds") {
    for (const char* const skipped :
         {"ADAPTER=(XML=Y,RUNOPTS=(STACK(,,ANY),ENVAR('A=B)','C=(')))",
          "ADAPTER=(XML=Y,\n RUNOPTS=(HEAP(4M,,,FREE) TRAP(ON,NOSPIE)\n ENVAR('X=(Y'),POSIX(ON)))",
          "ODACCESS=(DRDAPORT=(ID=1),DRDAPORT=(ID=2,KEEPAV=,A=(A=(A=(A=(A=(1)))))))",
          "RMTCICS (ID=CICS1,,HOSTNAME=A.B)"}) {
        const std::string said =
            shown(std::string("HWS=(ID=HWSA)\nTCPIP=(ECB=Y)\n") + skipped + "\nMSC=(X=Y)\n");
        CHECK(said.find("is not used here, nor checked") != std::string::npos);
        CHECK(said.find("unknown keyword of MSC 'X'") != std::string::npos);
        CHECK(said.find("M:3:") == said.rfind("M:3:"));
    }
    for (const char* const open : {"ADAPTER=(RUNOPTS=(A", "ADAPTER=(RUNOPTS=(ENVAR('A=B)))"})
        CHECK(shown(std::string("HWS=(ID=HWSA)\nTCPIP=(ECB=Y)\n") + open)
                  .find("M:3:9: error: this '(' is never closed") != std::string::npos);
}

TEST_CASE("a member of BPE is known for what it is, and a flag in lower case is told so") {
    CHECK(
        shown("LANG=ENU\nTRCLEV=(*,LOW,BPE)\n") ==
        "M:1:1: error: LANG is a statement of a BPECFGxx member: this one configures BPE, not IMS "
        "Connect\n"
        "LANG=ENU\n"
        "^^^^\n"
        "hint: give the member that HWSCFG= of the start-up names\n");
    CHECK(shown("HWS=(ID=HWSA,RACF=y)\nTCPIP=(ECB=Y)\n") ==
          "M:1:19: error: RACF must be Y or N, found 'y'\n"
          "HWS=(ID=HWSA,RACF=y)\n"
          "                  ^\n"
          "hint: write it in upper case: Y\n");
}

TEST_CASE("a file that is no member cannot bury its reader in messages") {
    std::string text;
    for (int i = 0; i < 1000; ++i)
        text += ")\n";
    const auto parsed = parse_member(text);
    CHECK(parsed.diagnostics.size() == Diagnostics::kMost + 1);
    CHECK_FALSE(parsed.config.has_value());
}
