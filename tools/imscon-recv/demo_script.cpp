#include "tools/imscon-recv/demo_script.hpp"

namespace ptkt::imscon_recv {

namespace {

constexpr DemoStep kSteps[] = {
    {.heading = "Two installations. Each has a store: its users, profiles and keys.",
     .command = "umask 077"},
    {.command = "racf-admin --store sender init"},
    {.command = "racf-admin --store receiver init"},
    {.heading = "Both get the same new key. It stands in a file that nobody else can read, and "
                "never on a terminal.",
     .command = "od -An -v -N64 -tx1 /dev/urandom | tr -d ' \\n' >link.key"},
    {.command = "racf-admin --store sender key import LINK.KEY --from link.key"},
    {.command = "racf-admin --store receiver key import LINK.KEY --from link.key"},
    {.command = "rm link.key"},
    {.heading = "RACF commands. The sender makes tickets for the application APPLI2I with the key; "
                "the receiver verifies\n    them with it, knows two users, and lets one of them use "
                "the application.",
     .command = "cat >sender.racf <<'END'\n"
                "RDEFINE PTKTDATA APPLI2I SSIGNON(EPTKEYLABEL(LINK.KEY) TYPE(UPPER))\n"
                "SETROPTS CLASSACT(PTKTDATA) RACLIST(PTKTDATA)\n"
                "END"},
    {.command = "cat >receiver.racf <<'END'\n"
                "RDEFINE PTKTDATA APPLI2I SSIGNON(EPTKEYLABEL(LINK.KEY) TYPE(UPPER))\n"
                "SETROPTS CLASSACT(PTKTDATA) RACLIST(PTKTDATA)\n"
                "ADDUSER (USER0001 USER0002) PASSWORD(PASS0001)\n"
                "RDEFINE APPL APPLI2I UACC(NONE)\n"
                "PERMIT APPLI2I CLASS(APPL) ID(USER0002) ACCESS(READ)\n"
                "SETROPTS CLASSACT(APPL) RACLIST(APPL)\n"
                "END"},
    {.command = "racf-admin --store sender -f sender.racf"},
    {.command = "racf-admin --store receiver -f receiver.racf"},
    {.command = "racf-admin --store receiver RLIST APPL APPLI2I AUTHUSER",
     .shows = {"USER0002  READ"}},
    {.heading = "The receiving IMS Connect: its member, and the program that acts by it.",
     .command = "cat >HWSCFGR1 <<'END'\n"
                "HWS=(ID=HWSB,RACF=Y)\n"
                "TCPIP=(PORTID=(8888))\n"
                "DATASTORE=(ID=IMSB,GROUP=XCFGRPB,MEMBER=HWSB,TMEMBER=IMSB)\n"
                "END"},
    {.command = "imscon-recv --store receiver -m HWSCFGR1 --listen 127.0.0.1:0 --ready-file ready "
                "--control control >messages 2>receiver.log &",
     .starts_receiver = true},
    {.command = "cat ready", .shows = {"127.0.0.1:{port}"}},
    {.heading = "The sending IMS Connect signs on as USER0002 by a PassTicket, and is trusted from "
                "then on.",
     .command = "cat >HWSCFGS1 <<'END'\n"
                "HWS=(ID=HWSA,RACF=Y)\n"
                "TCPIP=(PORTID=(9999))\n"
                "RMTIMSCON=(ID=ICON2,IPADDR=127.0.0.1,PORT={port},\n"
                " APPL=APPLI2I,USERID=USER0002,PERSISTENT=Y)\n"
                "END"},
    {.command = "printf 'ORDER 4711\\nORDER 4712\\nORDER 4713\\n' | imscon-send --store sender -m "
                "HWSCFGS1 -d IMSB -t PART",
     .shows = {"1\tack", "2\tack", "3\tack"}},
    {.command = "cat messages",
     .shows = {"\"event\":\"verified\"", "\"trusted\":true", "ORDER 4713"}},
    {.heading = "Another user has a ticket that is as good, but not the access.",
     .command = "sed s/USER0002/USER0001/ HWSCFGS1 >HWSCFGS2"},
    {.command = "echo 'ORDER 4714' | imscon-send --store sender -m HWSCFGS2 -d IMSB -t PART",
     .status = 1,
     .shows = {"1\tnak", "refused it"}},
    {.command = "grep USER0001 receiver.log", .shows = {"refused: appl-denied"}},
    {.heading = "A sender whose clock is 15 minutes slow is refused. Why? ptkt-verify explains such "
                "a ticket.",
     .command = "echo 'ORDER 4715' | imscon-send --store sender -m HWSCFGS1 -d IMSB -t PART "
                "--at -15m",
     .status = 1,
     .shows = {"1\tnak", "refused it"}},
    {.command = "grep expired receiver.log", .shows = {"refused: expired", "made 15 min"}},
    {.command = "ticket=$(ptkt-gen --store sender -u USER0002 -a APPLI2I --at -15m)"},
    {.command = "ptkt-verify --store receiver -u USER0002 -a APPLI2I --explain \"$ticket\"",
     .status = 1,
     .shows = {"rejected: expired", "finding", "15 min"}},
    {.heading = "The operator ends the receiver; the audit log has every decision.",
     .command = "imscon-recv ctl --control control CLOSEHWS",
     .shows = {"HWSB"}},
    {.command = "wait"},
    {.command = "racf-admin --store receiver audit --event signon",
     .shows = {"accepted: ok", "rejected: appl-denied", "rejected: expired"}},
};

}  // namespace

std::span<const DemoStep> demo_steps() {
    return kSteps;
}

}  // namespace ptkt::imscon_recv
