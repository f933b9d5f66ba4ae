#include "common/ims/operator/equivalents.hpp"

#include "tests/unit/test.hpp"

using namespace ptkt;
using namespace ptkt::ims_operator;

namespace {

/// The WTOR forms of what a line asks for, or why it is none.
std::string wtor(std::string_view text) {
    const auto commands = parse_any_form(text);
    if (!commands) return commands.error().what;
    std::string all;
    for (const Command& command : *commands)
        all += (all.empty() ? "" : "; ") + to_string(command);
    return all;
}

}  // namespace

TEST_CASE("an operator's command means the same in each of its three forms") {
    struct Row {
        const char* wtor;
        const char* modify;
        const char* type2;
    };
    for (const Row& row : {
             Row{"RECORDER OPEN", "UPDATE MEMBER TYPE(IMSCON) START(TRACE)",
                 "UPDATE IMSCON TYPE(CONFIG) START(RECORDER)"},
             Row{"RECORDER CLOSE", "UPDATE MEMBER TYPE(IMSCON) STOP(TRACE)",
                 "UPDATE IMSCON TYPE(CONFIG) STOP(RECORDER)"},
             Row{"CLOSEHWS", "SHUTDOWN MEMBER",
                 "UPDATE IMSCON TYPE(CONFIG) SHUTDOWN(COMM) OPTION(QUIESCE)"},
             Row{"CLOSEHWS", "SHUTDOWN MEMBER TYPE(IMSCON) OPTION(QUIESCE)",
                 "UPDATE IMSCON TYPE(CONFIG) SHUTDOWN(COMM)"},
             Row{"CLOSEHWS FORCE", "SHUTDOWN MEMBER OPTION(FORCE)",
                 "UPDATE IMSCON TYPE(CONFIG) SHUTDOWN(COMM) OPTION(FORCE)"},
             Row{"VIEWHWS", "QUERY MEMBER TYPE(IMSCON) SHOW(ALL)",
                 "QUERY IMSCON TYPE(CONFIG) SHOW(ALL)"},
             Row{"VIEWRMT ICON2B", "QUERY RMTIMSCON NAME(ICON2B)",
                 "QUERY IMSCON TYPE(RMTIMSCON) NAME(ICON2B) SHOW(ALL)"},
             Row{"VIEWPORT 9999", "QUERY PORT NAME(9999)", "QRY IMSCON TYPE(PORT) NAME(9999)"},
             Row{"VIEWDS ALL", "QUERY DATASTORE NAME(*) SHOW(ALL)",
                 "QUERY IMSCON TYPE(DATASTORE) NAME(*)"},
             Row{"VIEWMSC ALL", "QUERY MSC", "QUERY IMSCON TYPE(MSC)"},
             Row{"VIEWIP PLEX1", "QUERY IMSPLEX NAME(PLEX1)",
                 "QUERY IMSCON TYPE(IMSPLEX) NAME(PLEX1)"},
             Row{"STOPRMT ICON2B", "UPDATE RMTIMSCON NAME(ICON2B) STOP(COMM)",
                 "UPDATE IMSCON TYPE(RMTIMSCON) NAME(ICON2B) STOP(COMM)"},
             Row{"STARTRMT ICON2B", "UPDATE RMTIMSCON NAME(ICON2B) START(COMM)",
                 "UPD IMSCON TYPE(RMTIMSCON) NAME(ICON2B) START(COMM)"},
             Row{"STOPSCLN OTM924FA", "DELETE SENDCLNT NAME(OTM924FA) RMTIMSCON(ICON2B)",
                 "UPDATE IMSCON TYPE(SENDCLNT) NAME(OTM924FA) RMTIMSCON(ICON2B) STOP(COMM)"},
             Row{"STOPCLNT 9999 OTM00001", "DELETE CLIENT NAME(OTM00001) PORT(9999)",
                 "UPDATE IMSCON TYPE(CLIENT) NAME(OTM00001) PORT(9999) STOP(COMM)"},
             Row{"STOPMSC MSC12", "UPDATE MSC NAME(MSC12) STOP(COMM)",
                 "UPDATE IMSCON TYPE(MSC) NAME(MSC12) STOP(COMM)"},
             Row{"STOPLINK MSCBB435 MSC12", "DELETE LINK NAME(MSCBB435) LCLPLKID(MSC12)",
                 "UPDATE IMSCON TYPE(LINK) NAME(MSCBB435) MSC(MSC12) STOP(COMM)"},
             Row{"OPENPORT 9999", "UPDATE PORT NAME(9999) START(COMM)",
                 "UPDATE IMSCON TYPE(PORT) NAME(9999) START(COMM)"},
             Row{"STOPDS IMSB", "UPDATE DATASTORE NAME(IMSB) STOP(COMM)",
                 "UPDATE IMSCON TYPE(DATASTORE) NAME(IMSB) STOP(COMM)"},
             Row{"SETRACF OFF", "UPDATE MEMBER TYPE(IMSCON) SET(RACF(OFF))",
                 "UPDATE IMSCON TYPE(CONFIG) SET(RACF(OFF))"},
             Row{"SETPWMC RCF", "UPDATE MEMBER TYPE(IMSCON) SET(PSWDMC(RCF))",
                 "UPDATE IMSCON TYPE(CONFIG) SET(PSWDMC(RCF))"},
             Row{"SETUIDC ON", "UPDATE MEMBER TYPE(IMSCON) SET(UIDCACHE(ON))",
                 "UPDATE IMSCON TYPE(CONFIG) SET(UIDCACHE(ON))"},
         }) {
        INFO(row.wtor);
        CHECK(wtor(row.wtor) == row.wtor);
        CHECK(wtor(row.modify) == row.wtor);
        CHECK(wtor(std::string("f hwsb, ") + row.modify) == row.wtor);
        CHECK(wtor(row.type2) == row.wtor);
    }
    CHECK(wtor("UPDATE IMSCON TYPE(RACFUID) NAME(USER0002) OPTION(REFRESH)") ==
          "REFRESH RACFUID NAME(USER0002)");
    CHECK(wtor("UPDATE IMSCON TYPE(CONFIG) SHUTDOWN(COMM)") == "CLOSEHWS");
    CHECK(wtor("UPDATE IMSCON TYPE(CONFIG) SHUTDOWN(COMM) OPTION(FORCE)") == "CLOSEHWS FORCE");
    CHECK(wtor("QUERY IMSCON TYPE(SENDCLNT) RMTIMSCON(ICON2B)") == "VIEWRMT ICON2B");
    CHECK(wtor("QUERY IMSCON TYPE(LINK) MSC(MSC12)") == "VIEWMSC MSC12");
}

TEST_CASE("a list of names or settings is a command for each") {
    CHECK(wtor("UPDATE IMSCON TYPE(PORT) NAME(9999, 9998) STOP(COMM)") ==
          "STOPPORT 9999; STOPPORT 9998");
    CHECK(wtor("update imscon type(config) set(racf(on),pswdmc(off),uidcache(on))") ==
          "SETRACF ON; SETPWMC OFF; SETUIDC ON");
    CHECK(wtor("QUERY IMSCON TYPE (DATASTORE) NAME (IMSA,IMSB)") == "VIEWDS IMSA; VIEWDS IMSB");
}

TEST_CASE("what is no command in any form is said") {
    CHECK(wtor("UPDATE") == "UPDATE needs a resource");
    CHECK(wtor("SHUTDOWN PORT NAME(1)") == "SHUTDOWN of PORT is not supported here");
    CHECK(wtor("SHUTDOWN MEMBER OPTION(SOON)") == "SHUTDOWN of MEMBER is not supported here");
    CHECK(wtor("CREATE IMSCON TYPE(PORT) NAME(9998)") == "CREATE of PORT is not supported here");
    CHECK(wtor("UPDATE IMSCON TYPE(RACFUID) NAME(USER*) OPTION(REFRESH)") ==
          "REFRESH takes RACFUID NAME(user ID)");
    CHECK(wtor("UPDATE IMSCON NAME(A)") == "IMSCON needs TYPE(...)");
    CHECK(wtor("QUERY MEMBER SHOW(ALL)") == "MEMBER needs TYPE(IMSCON)");
    CHECK(wtor("UPDATE IMSCON TYPE(ODBM) NAME(A) STOP(COMM)") ==
          "UPDATE of ODBM is not supported here");
    CHECK(wtor("UPDATE IMSCON TYPE(PORT) NAME(9999)") == "UPDATE of PORT is not supported here");
    CHECK(wtor("UPDATE IMSCON TYPE(CONFIG) SET(RRS(ON))") == "SET(RRS(ON)) is not supported here");
    CHECK(wtor("UPDATE IMSCON TYPE(MSC) NAME(MSC*) STOP(COMM)") ==
          "STOPMSC takes a name of 1 to 8 letters and digits");
    CHECK(wtor("UPDATE IMSCON TYPE(PORT) NAME(9999") == "a parenthesis is not closed");
    CHECK(wtor("UPDATE IMSCON TYPE(PORT)) NAME(9999)") == "a parenthesis too many");
    CHECK(wtor("UPDATE IMSCON TYPE(PORT) NAME(1) NAME(2)") == "'NAME(2)' is there twice");
    CHECK(wtor("UPDATE PORT 9999 STOP(COMM)") ==
          "'9999' is not a keyword with its value in parentheses");
    // What looks like a display must not act, and nothing is passed over.
    for (const char* text :
         {"QUERY (X) PORT NAME(9999) STOP(COMM)", "UPDATE (X) MEMBER TYPE(IMSCON) SET(RACF(OFF))",
          "QUERY PORT (X) NAME(9999)", "UPDATE PORT(9999) STOP(COMM)"}) {
        INFO(text);
        CHECK(wtor(text).ends_with("is a verb or a resource with a parenthesis"));
    }
    CHECK(wtor("UPDATE IMSCON TYPE(PORT) NAME(9999) START(COMM) NOSUCH(X)") ==
          "NOSUCH() has no place in this command");
    CHECK(wtor("UPDATE IMSCON TYPE(PORT) NAME(9999) START(COMM) STOP(COMM)") ==
          "STOP() has no place in this command");
    CHECK(wtor("UPDATE IMSCON TYPE(PORT) NAME(9999) START(COMM) STOP(X)") ==
          "STOP() has no place in this command");
    CHECK(wtor("UPDATE MEMBER TYPE(IMSCON) SET(RACF(ON)) SHUTDOWN(COMM)") ==
          "SHUTDOWN() has no place in this command");
    CHECK(wtor("UPDATE MEMBER TYPE(IMSCON) SHUTDOWN(COMM) OPTION(X)") ==
          "SHUTDOWN(COMM) takes OPTION(QUIESCE) or OPTION(FORCE)");
    CHECK(wtor("UPDATE MEMBER TYPE(IMSCON) START(TRACE) SET(RACF(OFF))") ==
          "START() has no place in this command");
    CHECK(wtor("UPDATE MEMBER TYPE(IMSCON) START(TRACE) STOP(TRACE)") ==
          "STOP() has no place in this command");
    CHECK(wtor("SHUTDOWN MEMBER NAME(A)") == "NAME() has no place in this command");
    CHECK(wtor("QUERY PORT NAME(9999) STOP(COMM)") == "STOP() has no place in this command");
    CHECK(wtor("QUERY MEMBER TYPE(IMSCON) NAME(A)") == "NAME() has no place in this command");
    CHECK(wtor("DELETE CLIENT NAME(A) PORT(9999) MSC(B)") == "MSC() has no place in this command");
    CHECK(wtor("UPDATE PORT TYPE(PORT) NAME(9999) STOP(COMM)") ==
          "TYPE() has no place in this command");
    CHECK(wtor("UPDATE IMSCON TYPE(RACFUID) NAME(A) OPTION(REFRESH) SET(B)") ==
          "SET() has no place in this command");
    CHECK(wtor("VIEWH") == "no command 'VIEWH'");
    CHECK(wtor("") == "no command");
}
