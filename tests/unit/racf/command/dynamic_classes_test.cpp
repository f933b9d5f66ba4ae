// Dynamic classes: defined by CDTINFO, made by SETROPTS RACLIST(CDT) [REFRESH].
#include <algorithm>

#include "tests/support/command_session.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using test::CommandSession;

namespace {

/// The classes TORD7 and GORD7, of POSIT 211.
void make_classes(CommandSession& session) {
    session.run(
        "RDEFINE CDT TORD7 CDTINFO(POSIT(211) GROUP(GORD7) FIRST(ALPHA) "
        "OTHER(ALPHA NUMERIC) RACLIST(ALLOWED))");
    session.run("RDEFINE CDT GORD7 CDTINFO(POSIT(211) MEMBER(TORD7))");
    session.run("SETROPTS CLASSACT(CDT) RACLIST(CDT)");
    CHECK(session.rc == 0);
}

bool has_line(const std::vector<std::string>& lines, std::string_view part) {
    return std::ranges::any_of(
        lines, [&](const std::string& line) { return line.find(part) != std::string::npos; });
}

}  // namespace

TEST_CASE("a class is there from the refresh on, and not before") {
    CommandSession session;
    session.run("RDEFINE CDT TORD7 CDTINFO(POSIT(211))");
    CHECK(has_line(session.run("SETROPTS CLASSACT(TORD7)"), "IKJ56702I"));
    session.run("SETROPTS RACLIST(CDT)");
    CHECK(session.rc == 4);  // CDT is not active
    session.run("SETROPTS CLASSACT(TORD7)");
    CHECK(session.rc == 8);
    session.run("SETROPTS CLASSACT(CDT) RACLIST(CDT) REFRESH");
    session.run("SETROPTS CLASSACT(TORD7)");
    CHECK(session.rc == 0);
    session.run("RDEFINE TORD7 ABC");
    CHECK(session.rc == 0);
    session.run("RALTER CDT TORD7 CDTINFO(MAXLENGTH(2))");
    session.run("RDEFINE TORD7 ABD");
    CHECK(session.rc == 0);
    session.run("SETROPTS RACLIST(CDT) REFRESH");
    session.run("RDEFINE TORD7 ABE");
    CHECK(session.rc == 8);
}

TEST_CASE("RLIST shows CDTINFO as RACF does") {
    CommandSession session;
    make_classes(session);
    const std::vector<std::string> lines = session.run("RLIST CDT TORD7 CDTINFO NORACF");
    const std::vector<std::string> wanted{"CDTINFO INFORMATION",
                                          "-------------------",
                                          "CASE = UPPER",
                                          "DEFAULTRC = 004",
                                          "DEFAULTUACC = NONE",
                                          "FIRST = ALPHA",
                                          "GENLIST = DISALLOWED",
                                          "GENERIC = ALLOWED",
                                          "GROUP = GORD7",
                                          "KEYQUALIFIERS = 0000000000",
                                          "MACPROCESSING = NORMAL",
                                          "MAXLENGTH = 008",
                                          "MEMBER =",
                                          "OPERATIONS = NO",
                                          "OTHER = ALPHA NUMERIC",
                                          "POSIT = 0000000211",
                                          "PROFILESALLOWED = YES",
                                          "RACLIST = ALLOWED",
                                          "SECLABELSREQUIRED = NO",
                                          "SIGNAL = NO"};
    const auto at = std::ranges::search(lines, wanted);
    CHECK(at.size() == wanted.size());
}

TEST_CASE("RALTER changes CDTINFO, takes fields back, and checks it again without a field") {
    CommandSession session;
    make_classes(session);
    session.run("RALTER CDT TORD7 CDTINFO(NOFIRST OTHER(SPECIAL ALPHA) NORACLIST)");
    const auto lines = session.run("RLIST CDT TORD7 CDTINFO NORACF");
    CHECK(has_line(lines, "FIRST = ALPHA NATIONAL"));
    CHECK(has_line(lines, "OTHER = ALPHA SPECIAL"));
    CHECK(has_line(lines, "RACLIST = DISALLOWED"));
    session.run("RALTER CDT TORD7 CDTINFO");
    CHECK(session.rc == 0);
    session.run("RALTER CDT TORD7 NOCDTINFO");
    CHECK(has_line(session.run("RLIST CDT TORD7 CDTINFO NORACF"), "NO CDTINFO INFORMATION"));
    session.run("RDEFINE APPL X CDTINFO(POSIT(300))");
    CHECK(session.rc == 8);
}

TEST_CASE("a definition in error is told, and makes no class; the others are made") {
    CommandSession session;
    make_classes(session);
    session.run("RDEFINE CDT BAD7");
    session.run("RDEFINE CDT CORD7 CDTINFO(POSIT(212))");
    const auto lines = session.run("SETROPTS RACLIST(CDT) REFRESH");
    CHECK(has_line(lines,
                   "ICH14079I RACF detected an error in the dynamic class descriptor table, "
                   "entry BAD7, error code 13."));
    CHECK(session.rc == 4);
    session.run("SETROPTS CLASSACT(CORD7)");
    CHECK(session.rc == 0);
    session.run("SETROPTS CLASSACT(BAD7)");
    CHECK(session.rc == 8);
}

TEST_CASE("a class takes over the options of its POSIT value, but not RACLIST") {
    CommandSession session;
    make_classes(session);
    session.run("SETROPTS CLASSACT(TORD7) GENERIC(TORD7) RACLIST(TORD7)");
    CHECK(session.rc == 0);
    session.run("RDEFINE CDT UORD7 CDTINFO(POSIT(211) RACLIST(ALLOWED))");
    session.run("RDEFINE CDT VIMS7 CDTINFO(POSIT(4))");  // that of TIMS
    session.run("SETROPTS CLASSACT(TIMS)");
    session.run("SETROPTS RACLIST(CDT) REFRESH");
    const racf::Options& options = session.profiles.current_options;
    CHECK(options.is_active("GORD7"));
    CHECK(options.is_active("UORD7"));
    CHECK(options.is_active("VIMS7"));
    CHECK(options.generic.contains("UORD7"));
    CHECK(options.is_raclisted("TORD7"));
    CHECK_FALSE(options.is_raclisted("UORD7"));
    session.run("SETROPTS NOCLASSACT(UORD7)");
    CHECK_FALSE(session.profiles.current_options.is_active("TORD7"));
}

TEST_CASE("what a class may no longer have ends at the refresh, RACLIST with its snapshot") {
    CommandSession session;
    session.run("ALTUSER IBMUSER AUDITOR");
    session.run("RDEFINE CDT AACLS CDTINFO(POSIT(211) RACLIST(ALLOWED))");
    session.run("SETROPTS CLASSACT(CDT) RACLIST(CDT)");
    session.run("RDEFINE AACLS RES UACC(READ)");
    session.run(
        "SETROPTS CLASSACT(AACLS) GENERIC(AACLS) GENCMD(AACLS) GENLIST(AACLS) AUDIT(AACLS)");
    session.run("SETROPTS RACLIST(AACLS)");
    session.run("RALTER CDT AACLS CDTINFO(RACLIST(DISALLOWED) GENERIC(DISALLOWED))");
    session.run("SETROPTS RACLIST(CDT) REFRESH");
    CHECK(session.rc == 0);
    const racf::Options& options = session.profiles.current_options;
    CHECK_FALSE(options.is_raclisted("AACLS"));
    CHECK(session.profiles.snapshots.back() == "-AACLS");
    CHECK_FALSE(options.generic.contains("AACLS"));
    CHECK_FALSE(options.generic_command.contains("AACLS"));
    CHECK_FALSE(options.genlist.contains("AACLS"));
    CHECK(options.is_active("AACLS"));
    CHECK(options.audit.contains("AACLS"));
    session.run("SETROPTS RACLIST(AACLS)");
    CHECK(session.rc == 8);
}

TEST_CASE("an option that a class has is taken back, also when it may not have it") {
    for (const std::string named : {"AACLS", "*"}) {
        INFO(named);
        CommandSession session;
        session.run("RDEFINE CDT AACLS CDTINFO(POSIT(211) GENERIC(DISALLOWED))");
        session.run("SETROPTS CLASSACT(CDT) RACLIST(CDT)");
        // As stores are that were written before such options ended by themselves.
        session.profiles.current_options.raclist.insert("AACLS");
        session.profiles.current_options.generic.insert("AACLS");
        session.run("SETROPTS NORACLIST(" + named + ") NOGENERIC(" + named + ")");
        CHECK(session.rc == 0);
        CHECK_FALSE(session.profiles.current_options.is_raclisted("AACLS"));
        CHECK_FALSE(session.profiles.current_options.generic.contains("AACLS"));
    }
    CommandSession session;
    session.run("RDEFINE CDT AACLS CDTINFO(POSIT(211))");
    session.run("SETROPTS CLASSACT(CDT) RACLIST(CDT)");
    session.run("SETROPTS NORACLIST(AACLS)");
    CHECK(session.rc == 8);  // it has no RACLIST, and may not have it
}

TEST_CASE("a class that comes back has the options that its POSIT value has now") {
    CommandSession session;
    session.run("ALTUSER IBMUSER AUDITOR");
    session.run("RDEFINE CDT (AACLS BBCLS) CDTINFO(POSIT(211) RACLIST(ALLOWED))");
    session.run("SETROPTS CLASSACT(CDT) RACLIST(CDT)");
    session.run("SETROPTS CLASSACT(AACLS) AUDIT(AACLS) LOGOPTIONS(ALWAYS(AACLS)) RACLIST(AACLS)");
    session.run("RDELETE CDT AACLS");
    session.run("SETROPTS RACLIST(CDT) REFRESH");
    session.run(
        "SETROPTS NOCLASSACT(BBCLS) NORACLIST(BBCLS) STATISTICS(BBCLS) LOGOPTIONS(NEVER(BBCLS))");
    session.run("RDEFINE CDT AACLS CDTINFO(POSIT(211) RACLIST(ALLOWED))");
    session.run("SETROPTS RACLIST(CDT) REFRESH");
    const racf::Options& options = session.profiles.current_options;
    CHECK_FALSE(options.is_active("AACLS"));
    CHECK_FALSE(options.is_raclisted("AACLS"));
    CHECK(options.audit.contains("AACLS"));
    CHECK(options.statistics.contains("AACLS"));
    CHECK_FALSE(options.logoptions.at("ALWAYS").contains("AACLS"));
    CHECK(options.logoptions.at("NEVER").contains("AACLS"));
}

TEST_CASE("a class that comes back alone has no option that was taken back while it was gone") {
    CommandSession session;
    session.run("RDEFINE CDT (AACLS BBCLS) CDTINFO(POSIT(211))");
    session.run("SETROPTS CLASSACT(CDT) RACLIST(CDT)");
    session.run("SETROPTS CLASSACT(AACLS)");
    session.run("RDELETE CDT AACLS");
    session.run("SETROPTS RACLIST(CDT) REFRESH");
    session.run("SETROPTS NOCLASSACT(BBCLS)");
    session.run("RDELETE CDT BBCLS");
    session.run("SETROPTS RACLIST(CDT) REFRESH");
    session.run("RDEFINE CDT AACLS CDTINFO(POSIT(211))");
    session.run("SETROPTS RACLIST(CDT) REFRESH");
    CHECK_FALSE(session.profiles.current_options.is_active("AACLS"));
}

TEST_CASE("another POSIT value is other options: those of its classes, or none") {
    CommandSession session;
    session.run("ALTUSER IBMUSER AUDITOR");
    session.run("RDEFINE CDT (AACLS BBCLS) CDTINFO(POSIT(211) RACLIST(ALLOWED))");
    session.run("RDEFINE CDT CCCLS CDTINFO(POSIT(300))");
    session.run("SETROPTS CLASSACT(CDT) RACLIST(CDT)");
    session.run("SETROPTS CLASSACT(AACLS) RACLIST(AACLS) AUDIT(CCCLS)");
    session.run("RALTER CDT AACLS CDTINFO(POSIT(300))");
    session.run("SETROPTS RACLIST(CDT) REFRESH");
    const racf::Options& options = session.profiles.current_options;
    CHECK_FALSE(options.is_active("AACLS"));
    CHECK_FALSE(options.is_raclisted("AACLS"));
    CHECK(options.audit.contains("AACLS"));
    CHECK(options.is_active("BBCLS"));
    session.run("RALTER CDT BBCLS CDTINFO(POSIT(301))");
    session.run("SETROPTS RACLIST(CDT) REFRESH");
    CHECK_FALSE(options.is_active("BBCLS"));
    CHECK_FALSE(options.is_raclisted("BBCLS"));
}

TEST_CASE("RDELETE reaches a profile whose class does not keep the case of its name any more") {
    CommandSession session;
    session.run("RDEFINE CDT AACLS CDTINFO(POSIT(211) CASE(ASIS))");
    session.run("SETROPTS CLASSACT(CDT) RACLIST(CDT)");
    session.run("RDEFINE AACLS (Abc Def DEF)");
    session.run("RALTER CDT AACLS CDTINFO(CASE(UPPER))");
    session.run("SETROPTS RACLIST(CDT) REFRESH");
    session.run("RDELETE AACLS abc");
    CHECK(session.rc == 4);
    session.run("RDELETE AACLS Abc");
    CHECK(session.rc == 0);
    CHECK_FALSE(has_line(session.run("SEARCH CLASS(AACLS)"), "Abc"));
    session.run("RDELETE AACLS Def");  // the one that other commands mean
    CHECK_FALSE(session.has_resource("AACLS", "DEF"));
    session.run("RDELETE AACLS Def");
    CHECK(session.rc == 0);
    CHECK_FALSE(has_line(session.run("SEARCH CLASS(AACLS)"), "Def"));
}

TEST_CASE("a class goes with its definition, and its options and profiles count again with it") {
    CommandSession session;
    make_classes(session);
    session.run("SETROPTS CLASSACT(TORD7)");
    session.run("RDEFINE TORD7 ABC");
    session.run("RALTER CDT TORD7 CDTINFO(NOPOSIT)");
    session.run("SETROPTS RACLIST(CDT) REFRESH");
    CHECK(session.rc == 4);
    CHECK(has_line(session.run("RDEFINE TORD7 ABD"), "IKJ56702I"));
    CHECK(has_line(session.run("RLIST TORD7 *"), "IKJ56702I"));
    CHECK_FALSE(has_line(session.run("SETROPTS LIST"), "TORD7"));
    CHECK(session.has_resource("TORD7", "ABC"));
    session.run("RALTER CDT TORD7 CDTINFO(POSIT(211))");
    session.run("SETROPTS RACLIST(CDT) REFRESH");
    CHECK(session.profiles.current_options.is_active("TORD7"));
    CHECK(has_line(session.run("SEARCH CLASS(TORD7)"), "ABC"));
    // For good: options off, profiles gone, definition gone.
    session.run("RDELETE TORD7 ABC");
    session.run("SETROPTS NOCLASSACT(TORD7)");
    session.run("RDELETE CDT (TORD7 GORD7)");
    session.run("SETROPTS RACLIST(CDT) REFRESH");
    CHECK(session.rc == 0);
    CHECK(session.profiles.current_options.classes == racf::ClassTable());
    CHECK_FALSE(session.profiles.current_options.is_active("TORD7"));
}

TEST_CASE("a command that was read while its class was there is refused when it is gone") {
    CommandSession session;
    make_classes(session);
    const auto classes = session.profiles.current_options.classes;
    session.profiles.current_options.classes = racf::ClassTable();
    for (const std::string text :
         {"RDEFINE TORD7 A", "RLIST TORD7 *", "PERMIT A CLASS(TORD7) ID(SYS1)",
          "SETROPTS CLASSACT(TORD7)", "SEARCH CLASS(TORD7)", "ALTUSER IBMUSER CLAUTH(TORD7)"}) {
        INFO(text);
        const auto commands = racf_command::split_commands(text);
        const auto command = racf_command::parse(commands.front(), classes);
        REQUIRE(command.ok());
        const auto outcome = racf_command::apply(*command, session.context);
        REQUIRE(outcome.ok());
        CHECK(outcome->rc == 8);
        CHECK(has_line(racf_command::format(*outcome), "IKJ56702I INVALID CLASS, TORD7"));
    }
}

TEST_CASE("CLAUTH of a dynamic class lets define in it and in those of its POSIT value") {
    CommandSession session;
    make_classes(session);
    session.run("SETROPTS CLASSACT(TORD7)");
    session.run("ADDUSER KIM PASSWORD(PASS0001) CLAUTH(TORD7)");
    CHECK(session.rc == 0);
    CHECK(has_line(session.run("LISTUSER KIM"), "TORD7"));
    session.context.issuer = racf::UserId::parse("KIM").value();
    session.run("RDEFINE GORD7 SHIPPING ADDMEM(ORDA ORDB)");
    CHECK(session.rc == 0);
    session.run("RDEFINE CDT OTHER7");
    CHECK(session.rc == 8);
}
