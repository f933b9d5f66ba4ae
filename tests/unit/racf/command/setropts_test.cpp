#include <array>

#include "tests/support/command_session.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using test::CommandSession;
using Lines = std::vector<std::string>;

namespace {

const Lines kComplete{"ICH14063I SETROPTS command complete."};

/// The lines of SETROPTS LIST that begin with a text.
Lines listed(CommandSession& session, const std::string& beginning) {
    Lines found;
    for (const std::string& line : session.run("SETROPTS LIST"))
        if (line.starts_with(beginning)) found.push_back(line);
    return found;
}

}  // namespace

TEST_CASE("RACLIST takes a snapshot once, REFRESH takes another") {
    CommandSession session;
    CHECK(session.run("SETROPTS CLASSACT(PTKTDATA) RACLIST(PTKTDATA)") == kComplete);
    CHECK(session.run("SETROPTS RACLIST(PTKTDATA)") == kComplete);
    CHECK(session.profiles.snapshots == Lines{"+PTKTDATA"});
    CHECK(session.run("SETROPTS REFRESH RACLIST(PTKTDATA)") == kComplete);
    CHECK(session.run("SETROPTS RACLIST (PTKTDATA) REFRESH") == kComplete);
    CHECK(session.profiles.snapshots == Lines{"+PTKTDATA", "+PTKTDATA", "+PTKTDATA"});
    CHECK(session.run("SETROPTS NORACLIST(PTKTDATA)") == kComplete);
    CHECK(session.profiles.snapshots.back() == "-PTKTDATA");
    CHECK_FALSE(session.profiles.current_options.is_raclisted("PTKTDATA"));
    CHECK(session.highest == 0);
}

TEST_CASE("GLOBAL takes the access tables over when a class is added, and at REFRESH") {
    CommandSession session;
    CHECK(session.run("SETROPTS GLOBAL(FACILITY)") == kComplete);
    CHECK(session.profiles.snapshots == Lines{"+GLOBAL"});
    CHECK(session.run("SETROPTS GLOBAL(FACILITY)") == kComplete);
    CHECK(session.profiles.snapshots.size() == 1);
    CHECK(session.run("SETROPTS GLOBAL(FACILITY) REFRESH") == kComplete);
    CHECK(session.run("SETROPTS GLOBAL(APPL)") == kComplete);
    CHECK(session.profiles.snapshots == Lines{"+GLOBAL", "+GLOBAL", "+GLOBAL"});
    session.run("SETROPTS NOGLOBAL(FACILITY)");
    CHECK(session.profiles.snapshots.back() == "+GLOBAL");
    session.run("SETROPTS NOGLOBAL(*)");
    CHECK(session.profiles.snapshots.back() == "-GLOBAL");
}

TEST_CASE("what cannot be refreshed is said") {
    CommandSession session;
    CHECK(session.run("SETROPTS REFRESH") ==
          Lines{"ICH14013I REFRESH IGNORED. NO RELATED KEYWORDS SPECIFIED."});
    CHECK(session.rc == 4);
    CHECK(session.run("SETROPTS RACLIST(APPL) REFRESH") ==
          Lines{"ICH14070I SETROPTS RACLIST REFRESH had no effect on class APPL."});
    CHECK(session.profiles.snapshots.empty());
    CHECK(session.run("SETROPTS GLOBAL(APPL) REFRESH") ==
          Lines{"ICH14016I CANNOT REFRESH APPL, GLOBAL ACCESS CHECKING INACTIVE."});
    CHECK(session.run("SETROPTS GLOBAL(APPL)\nSETROPTS GLOBAL(APPL) REFRESH").size() == 2);
    CHECK(session.run("SETROPTS GENERIC(APPL) REFRESH") == kComplete);
    CHECK_FALSE(session.profiles.current_options.generic.contains("APPL"));
}

TEST_CASE("classes of one POSIT value are switched together") {
    CommandSession session;
    session.run("SETROPTS CLASSACT(TIMS) RACLIST(TIMS) GENERIC(CIMS)");
    const racf::Options& options = session.profiles.current_options;
    for (const std::string_view cls : {"TIMS", "GIMS", "AIMS", "CIMS", "DIMS"})
        CHECK(options.is_active(cls));
    CHECK_FALSE(options.is_active("APPL"));
    // Grouping classes are neither RACLISTed themselves nor have they generic profiles.
    CHECK(options.is_raclisted("AIMS"));
    CHECK_FALSE(options.is_raclisted("GIMS"));
    CHECK(options.generic.contains("TIMS"));
    CHECK_FALSE(options.generic.contains("GIMS"));
    session.run("SETROPTS NOCLASSACT(GIMS)");
    CHECK_FALSE(session.profiles.current_options.is_active("TIMS"));
    SECTION("where no POSIT value is known, a class goes with its grouping class") {
        session.run("SETROPTS CLASSACT(SDSF)");
        CHECK(session.profiles.current_options.is_active("GSDSF"));
        CHECK_FALSE(session.profiles.current_options.is_active("MQCONN"));
    }
}

TEST_CASE("classes that may not have an option are refused") {
    CommandSession session;
    const auto refused = [&](const std::string& operand, const std::string& cls) {
        const Lines said = session.run("SETROPTS " + operand + "(" + cls + ")");
        return said.front() == "IKJ56702I INVALID " + operand + ", " + cls && session.rc == 8;
    };
    CHECK(refused("RACLIST", "GIMS"));
    CHECK(refused("RACLIST", "GLOBAL"));
    CHECK(refused("RACLIST", "*"));
    CHECK(refused("RACLIST", "DATASET"));
    CHECK(refused("GENERIC", "GIMS"));
    CHECK(refused("CLASSACT", "USER"));
    CHECK(session.profiles.commits == 0);
    session.run("ALTUSER IBMUSER AUDITOR");
    CHECK(session.run("SETROPTS GENERIC(DATASET) AUDIT(USER GROUP)") == kComplete);
}

TEST_CASE("an asterisk is all classes, but for those that refuse what has no profile") {
    CommandSession session;
    session.run("SETROPTS CLASSACT(*) GENCMD(*)");
    CHECK(session.profiles.current_options.is_active("APPL"));
    CHECK_FALSE(session.profiles.current_options.is_active("JESSPOOL"));
    CHECK(session.profiles.current_options.generic_command.contains("DATASET"));
    session.run("SETROPTS CLASSACT(JESSPOOL)\nSETROPTS NOCLASSACT(*)");
    CHECK(session.profiles.current_options.active.empty());
}

TEST_CASE("GENERIC lets generic profiles also be defined") {
    CommandSession session;
    session.run("SETROPTS GENERIC(APPL)");
    CHECK(session.profiles.current_options.generic_command.contains("APPL"));
}

TEST_CASE("a class is not RACLISTed while it is deactivated") {
    CommandSession session;
    session.run("SETROPTS CLASSACT(APPL)");
    CHECK(session.run("SETROPTS NOCLASSACT(APPL) RACLIST(APPL)") ==
          Lines{"ICH14042I RACLIST of class APPL ignored. The class has been marked for "
                "de-activation.",
                kComplete.front()});
    CHECK(session.profiles.snapshots.empty());
    CHECK_FALSE(session.profiles.current_options.is_active("APPL"));
}

TEST_CASE("classes that must be RACLISTed say so when they are activated") {
    CommandSession session;
    CHECK(session.run("SETROPTS CLASSACT(UNIXPRIV)") ==
          Lines{"ICH14040I WARNING! You must RACLIST class UNIXPRIV before authorization checking "
                "can occur.",
                kComplete.front()});
    CHECK(session.rc == 0);
    CHECK(session.run("SETROPTS CLASSACT(UNIXPRIV) RACLIST(UNIXPRIV)") == kComplete);
    SECTION("and so does each of those that an asterisk activates") {
        Lines expected;
        for (const std::string cls : {"NODES", "RACFVARS", "SECLABEL", "SERVAUTH"})
            expected.push_back("ICH14040I WARNING! You must RACLIST class " + cls +
                               " before authorization checking can occur.");
        expected.push_back(kComplete.front());
        CHECK(session.run("SETROPTS CLASSACT(*)") == expected);
    }
}

TEST_CASE("single options are set and reset") {
    CommandSession session;
    session.run("ALTUSER IBMUSER AUDITOR");
    session.run(
        "SETROPTS NOGRPLIST ADDCREATOR INACTIVE(90) NOSAUDIT OPERAUDIT "
        "LOGOPTIONS(ALWAYS(APPL) FAILURES(FACILITY))");
    racf::Options options = session.profiles.current_options;
    CHECK_FALSE(options.grplist);
    CHECK(options.addcreator);
    CHECK(options.inactive_days == 90);
    CHECK(options.switches.at("SAUDIT") == false);
    CHECK(options.switches.at("OPERAUDIT") == true);
    CHECK(options.logoptions.at("ALWAYS").contains("APPL"));
    session.run("SETROPTS GRPLIST NOADDCREATOR NOINACTIVE LOGOPTIONS(DEFAULT(APPL))");
    options = session.profiles.current_options;
    CHECK(options.grplist);
    CHECK_FALSE(options.addcreator);
    CHECK_FALSE(options.inactive_days.has_value());
    CHECK_FALSE(options.logoptions.at("ALWAYS").contains("APPL"));
    CHECK(options.logoptions.at("FAILURES").contains("FACILITY"));
}

TEST_CASE("password options are set and reset") {
    CommandSession session;
    session.run(
        "SETROPTS PASSWORD(INTERVAL(60) MINCHANGE(1) HISTORY(13) REVOKE(5) WARNING(10) "
        "MIXEDCASE SPECIALCHARS RULE1(LENGTH(6:8) ALPHA(1) NUMERIC(8)) "
        "RULE2(LENGTH(4) VOWEL(1,3) CONSONANT(2 4)) RULE3(MIXEDNUM(1:5)))");
    racf::Options options = session.profiles.current_options;
    CHECK(options.password_interval == 60);
    CHECK(options.password_minchange == 1);
    CHECK(options.password_history == 13);
    CHECK(options.revoke_after == 5);
    CHECK(options.password_warning == 10);
    CHECK((options.mixed_case && options.special_characters));
    CHECK(options.password_rules == std::map<int, std::string>{{1, "LENGTH(6:8) A******N"},
                                                               {2, "LENGTH(4) VCVC"},
                                                               {3, "LENGTH(5) mmmmm"}});
    session.run(
        "SETROPTS PASSWORD(NOHISTORY NOREVOKE NOWARNING NOMIXEDCASE NOSPECIALCHARS "
        "NORULE2)");
    options = session.profiles.current_options;
    CHECK(options.password_history == 0);
    CHECK_FALSE(options.revoke_after.has_value());
    CHECK_FALSE(options.password_warning.has_value());
    CHECK_FALSE((options.mixed_case || options.special_characters));
    CHECK(options.password_rules.size() == 2);
    session.run("SETROPTS PASSWORD(NORULES)");
    CHECK(session.profiles.current_options.password_rules.empty());
}

TEST_CASE("SETROPTS LIST alone lists and changes nothing") {
    CommandSession session;
    session.profiles.users.at(session.context.issuer).auditor = true;
    const Lines lines = session.run("SETROPTS LIST");
    CHECK(lines.front() ==
          "ATTRIBUTES = INITSTATS NOWHEN(PROGRAM) TERMINAL(READ) SAUDIT CMDVIOL NOOPERAUDIT");
    CHECK(lines[1] == "STATISTICS = NONE");
    CHECK(lines[3] == "ACTIVE CLASSES = DATASET USER GROUP");
    CHECK(lines.back() == "SECONDARY LANGUAGE DEFAULT : ENU");
    CHECK(session.profiles.commits == 0);
    CHECK(session.run("SETROPTS LIST GRPLIST").front() == kComplete.front());
}

TEST_CASE("SETROPTS LIST shows the options in RACF's words") {
    CommandSession session;
    session.profiles.users.at(session.context.issuer).auditor = true;
    session.run(
        "SETROPTS PASSWORD(INTERVAL(186) HISTORY(13) REVOKE(5) WARNING(10) "
        "RULE1(LENGTH(4:8))) INACTIVE(255) ADDCREATOR APPLAUDIT");
    const auto has = [&](const std::string& line) { return listed(session, line).size() == 1; };
    CHECK(has("  PASSWORD CHANGE INTERVAL IS 186 DAYS."));
    CHECK(has("  PASSWORD MINIMUM CHANGE INTERVAL IS   0 DAYS."));
    CHECK(has("  13 GENERATIONS OF PREVIOUS PASSWORDS BEING MAINTAINED."));
    CHECK(has("  AFTER   5 CONSECUTIVE UNSUCCESSFUL PASSWORD ATTEMPTS,"));
    CHECK(has("  PASSWORD EXPIRATION WARNING LEVEL IS  10 DAYS."));
    CHECK(has("   RULE 1  LENGTH(4:8)   ********"));
    CHECK(has("INACTIVE USERIDS ARE BEING AUTOMATICALLY REVOKED AFTER 255 DAYS."));
    CHECK(has("ADDCREATOR IS IN EFFECT"));
    CHECK(has("APPLAUDIT IS IN EFFECT"));
    CHECK(has("LIST OF GROUPS ACCESS CHECKING IS ACTIVE."));
    session.run("SETROPTS PASSWORD(NOHISTORY NOREVOKE NORULES) NOINACTIVE");
    CHECK(has("  NO PASSWORD HISTORY BEING MAINTAINED."));
    CHECK(has("  USERIDS NOT BEING AUTOMATICALLY REVOKED."));
    CHECK(has("  NO INSTALLATION PASSWORD SYNTAX RULES ARE PRESENT."));
    CHECK(has("INACTIVE USERIDS ARE NOT BEING AUTOMATICALLY REVOKED."));
}

TEST_CASE("a class list takes one more name while its line is at most 68 columns long") {
    CommandSession session;
    session.run("ALTUSER IBMUSER AUDITOR");
    session.run("SETROPTS CLASSACT(*) RACLIST(APPL FACILITY SURROGAT)");
    const Lines lines = session.run("SETROPTS LIST");
    std::size_t full = 0;
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
        if (!lines[i + 1].starts_with("           ")) continue;
        ++full;
        INFO(lines[i]);
        CHECK(lines[i].size() > 68);
        CHECK(lines[i].size() <= 77);
        CHECK(lines[i].substr(0, lines[i].rfind(' ')).size() <= 68);
    }
    CHECK(full > 20);
}

TEST_CASE("only auditors see what is audited") {
    CommandSession session;
    const auto about = [&](std::string_view what) {
        const std::string text = session.text("SETROPTS LIST");
        return text.find(what) != std::string::npos;
    };
    const std::array phrases{"AUDIT CLASSES", "LOGOPTIONS",     "SAUDIT",    "CMDVIOL",
                             "OPERAUDIT",     "SECLABEL AUDIT", "APPLAUDIT", "SECLEVELAUDIT"};
    for (const char* phrase : phrases)
        CHECK_FALSE(about(phrase));
    CHECK(about("ATTRIBUTES = INITSTATS NOWHEN(PROGRAM) TERMINAL(READ)\n"));
    session.run("ALTUSER IBMUSER ROAUDIT");
    for (const char* phrase : phrases)
        CHECK(about(phrase));
    session.run("ALTUSER IBMUSER NOROAUDIT AUDITOR");
    for (const char* phrase : phrases)
        CHECK(about(phrase));
}

TEST_CASE("options that nothing here acts on are set as far as one is told") {
    CommandSession session;
    const Lines said = session.run("SETROPTS JES(BATCHALLRACF) PROTECTALL(WARNING)");
    CHECK(session.rc == 0);
    CHECK(said.back() == "ICH14063I SETROPTS command complete.");
    CHECK(session.run("SETROPTS WHEN(PROGRAM) REFRESH").back() ==
          "ICH14063I SETROPTS command complete.");
    for (const std::string& line : session.run("SETROPTS AT(NODE1)"))
        CHECK_FALSE(line.starts_with("ICH14063I"));
}

TEST_CASE("RIMS, LIMS and IIMS are switched without the other IMS classes") {
    CommandSession session;
    session.run("SETROPTS CLASSACT(TIMS RIMS LIMS IIMS)");
    session.run("SETROPTS NOCLASSACT(RIMS)");
    CHECK(session.profiles.options().value().is_active("TIMS"));
    CHECK(session.profiles.options().value().is_active("MIMS"));
    CHECK_FALSE(session.profiles.options().value().is_active("RIMS"));
    session.run("SETROPTS NOCLASSACT(LIMS)");
    CHECK(session.profiles.options().value().is_active("JIMS"));
    CHECK_FALSE(session.profiles.options().value().is_active("MIMS"));
    session.run("SETROPTS NOCLASSACT(QIMS)");
    CHECK_FALSE(session.profiles.options().value().is_active("TIMS"));
    CHECK(session.profiles.options().value().is_active("IIMS"));
}

TEST_CASE("a class that IBM supplies does not refuse a whole SETROPTS") {
    CommandSession session;
    CHECK(session.run("SETROPTS CLASSACT(DIGTCERT MXTOPIC MDSNTB APPL) RACLIST(DIGTCERT)").back() ==
          "ICH14063I SETROPTS command complete.");
    CHECK(session.profiles.options().value().is_active("APPL"));
    CHECK(session.profiles.options().value().is_active("GMXTOPIC"));
    CHECK(session.run("RDEFINE DIGTCERT A.B").front() == "IKJ56702I INVALID CLASS, DIGTCERT");
    CHECK(session.rc == 8);
}

TEST_CASE("class lists wrap below their first name") {
    CommandSession session;
    session.run("SETROPTS CLASSACT(TIMS APPL FACILITY)");
    const Lines lines = session.run("SETROPTS LIST");
    CHECK(lines[2] == "ACTIVE CLASSES = DATASET USER GROUP AIMS APPL CIMS DIMS FACILITY FIMS");
    CHECK(lines[3] == "                 GIMS HIMS OIMS PIMS QIMS SIMS TIMS UIMS WIMS");
    for (const std::string& line : lines)
        CHECK(line.size() <= 80);
}
