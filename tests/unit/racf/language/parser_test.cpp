#include "common/racf/language/parser.hpp"

#include <string>

#include "common/base/text/hex.hpp"
#include "common/racf/language/table.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using namespace ptkt::racf_command;

namespace {

base::Result<Command, ParseFailure> parse_text(std::string_view text) {
    auto commands = split_commands(text);
    REQUIRE(commands.size() == 1);
    return parse(commands.front());
}

Command understood(std::string_view text) {
    auto parsed = parse_text(text);
    INFO(text);
    REQUIRE(parsed.ok());
    return std::move(*parsed);
}

/// The messages of a command that is not understood.
std::vector<std::string> refused(std::string_view text) {
    auto parsed = parse_text(text);
    INFO(text);
    REQUIRE_FALSE(parsed.ok());
    std::vector<std::string> lines;
    for (const Message& message : parsed.error().messages)
        lines.push_back(message.line());
    return lines;
}

using Lines = std::vector<std::string>;

std::string key_of(const Command& command) {
    const Operand* key = command.find("SSIGNON")->find("KEYMASKED");
    return base::to_hex(key->values.front().secret.view());
}

}  // namespace

TEST_CASE("commands are known by name and alias, not by abbreviation") {
    // [RACF Command Language Reference, the table of commands and abbreviations]
    const std::pair<std::string_view, std::string_view> names[] = {
        {"RDEFINE", "RDEF"}, {"RALTER", "RALT"},   {"RDELETE", "RDEL"}, {"RLIST", "RL"},
        {"PERMIT", "PE"},    {"SETROPTS", "SETR"}, {"ADDUSER", "AU"},   {"ALTUSER", "ALU"},
        {"DELUSER", "DU"},   {"LISTUSER", "LU"},   {"ADDGROUP", "AG"},  {"ALTGROUP", "ALG"},
        {"DELGROUP", "DG"},  {"LISTGRP", "LG"},    {"CONNECT", "CO"},   {"REMOVE", "RE"},
        {"SEARCH", "SR"},    {"PASSWORD", "PW"},   {"PHRASE", "PW"},
    };
    for (const auto& [name, alias] : names) {
        REQUIRE(find_command(name) != nullptr);
        CHECK(find_command(name) == find_command(alias));
    }
    CHECK(refused("RDEFI APPL X") == Lines{"IKJ56500I COMMAND RDEFI NOT FOUND"});
    CHECK(refused("'RDEFINE'") == Lines{"IKJ56621I INVALID COMMAND NAME SYNTAX"});
}

TEST_CASE("names and keywords are folded, quoted text is kept") {
    const Command command = understood("rdefine appl appli2i uacc(none) data('It''s, (this)')");
    CHECK(command.spec->id == CommandId::Rdefine);
    CHECK(command.positionals[0].front().text == "APPL");
    CHECK(command.positionals[1].front().text == "APPLI2I");
    CHECK(command.find("UACC")->text() == "NONE");
    CHECK(command.find("DATA")->text() == "It's, (this)");
    CHECK(understood("RDEFINE APPL X DATA(abc)").find("DATA")->text() == "ABC");
}

TEST_CASE("blanks, tabs, commas and comments all separate operands") {
    const Command command =
        understood("PERMIT APPLI2I /* c */CLASS (APPL),,ID(A,B\tC /*x*/ D) ; DELETE");
    CHECK(command.find("CLASS")->text() == "APPL");
    CHECK(command.find("ID")->values.size() == 4);
    CHECK_FALSE(command.has("DELETE"));
    // Inside a word the same characters are part of it.
    CHECK(understood("RLIST FACILITY A/*").positionals[1].front().text == "A/*");
}

TEST_CASE("lists take blanks and commas alike") {
    for (const std::string_view text :
         {"PE X CLASS(APPL) ID(A,B C)", "PE X CL(APPL) ID(A B,C)",
          "PE X CLASS (APPL) ID( A, ,B C )", "PE X /* who */ ID(A B C) CLASS(APPL);IGNORED",
          "PE X,CLASS(APPL),ID(A,B,C)"}) {
        const Command command = understood(text);
        const auto& ids = command.find("ID")->values;
        REQUIRE(ids.size() == 3);
        CHECK(ids[0].text + ids[1].text + ids[2].text == "ABC");
        CHECK_FALSE(command.has("DELETE"));
    }
}

TEST_CASE("keywords and words of choices may be shortened as long as they are unique") {
    const Command list = understood("RLIST APPL APPLI2I AU");
    CHECK(list.has("AUTHUSER"));
    const Command permit = understood("PE X ACC(R) CL(APPL) ID(U)");
    CHECK(permit.find("ACCESS")->text() == "READ");
    for (const auto& [letter, word] :
         std::vector<std::pair<std::string, std::string>>{{"N", "NONE"},
                                                          {"E", "EXECUTE"},
                                                          {"R", "READ"},
                                                          {"U", "UPDATE"},
                                                          {"C", "CONTROL"},
                                                          {"A", "ALTER"}})
        CHECK(understood("RDEF APPL X UACC(" + letter + ")").find("UACC")->text() == word);
    CHECK(understood("RDEF PTKTDATA X SSIGNON(KEYMASK(0123456789abcdef))").has("SSIGNON"));
    SECTION("a full name wins over longer names that begin with it") {
        CHECK(understood("RDEF APPL X DATA(A)").has("DATA"));
        CHECK(understood("SETROPTS ADSP").has("ADSP"));
    }
    SECTION("what could be several is not guessed") {
        CHECK(refused("SETROPTS GEN(APPL)") ==
              Lines{"IKJ56704I AMBIGUOUS KEYWORD, GEN",
                    "IKJ56705A ENTER GENERIC OR GENCMD OR GENLIST OR GENERICOWNER"});
    }
    SECTION("what is longer than the keyword is another word") {
        CHECK(refused("RDEF APPL X UACCESS(NONE)") == Lines{"IKJ56712I INVALID KEYWORD, UACCESS"});
    }
}

TEST_CASE("both orders of REFRESH are understood") {
    for (const std::string_view text :
         {"SETROPTS REFRESH RACLIST(PTKTDATA)", "SETROPTS RACLIST(PTKTDATA) REFRESH",
          "setr raclist (ptktdata) refresh"}) {
        const Command command = understood(text);
        CHECK(command.has("REFRESH"));
        CHECK(command.find("RACLIST")->text() == "PTKTDATA");
    }
}

TEST_CASE("of exclusive operands the last one counts") {
    const Command command = understood("ALTUSER U SPECIAL NOSPECIAL AUDITOR DATA(A) DATA(B)");
    CHECK_FALSE(command.has("SPECIAL"));
    CHECK(command.has("NOSPECIAL"));
    CHECK(command.has("AUDITOR"));
    CHECK(command.find("DATA")->text() == "B");
    const Command define =
        understood("RDEF PTKTDATA X SSIGNON(KEYLABEL(A) KEYMASKED(E001193519561977))");
    CHECK_FALSE(define.find("SSIGNON")->has("KEYLABEL"));
    CHECK(key_of(define) == "E001193519561977");
}

TEST_CASE("keys are 16 hexadecimal digits in either case, kept as a secret") {
    CHECK(key_of(understood("RDEF PTKTDATA X SSIGNON(KEYMASKED(e001193519561977))")) ==
          "E001193519561977");
    const Lines invalid{"IKJ56702I INVALID KEYMASKED VALUE", "IKJ56701I MISSING KEYMASKED VALUE+",
                        "IKJ56701I MISSING KEY OF 16 HEXADECIMAL DIGITS"};
    for (const std::string_view value :
         {"...", "E00119351956197", "E0011935195619777", "G001193519561977", "'E001193519561977'",
          "E001193519561977 E001193519561977"})
        CHECK(refused("RDEF PTKTDATA X SSIGNON(KEYMASKED(" + std::string(value) + "))") == invalid);
    CHECK(refused("RDEF PTKTDATA X SSIGNON(KEYMASKED())") ==
          Lines{"IKJ56701I MISSING KEYMASKED VALUE+",
                "IKJ56701I MISSING KEY OF 16 HEXADECIMAL DIGITS"});
}

TEST_CASE("errors in operands are said in the words of TSO/E's parse service") {
    // [messages captured with pyRACF]
    CHECK(refused("RDEFINE ELIXTEST (TESTING)") ==
          Lines{"IKJ56702I INVALID CLASS, ELIXTEST", "IKJ56701I MISSING ENTITY NAME+",
                "IKJ56701I MISSING NAME OF ENTITY IN SPECIFIED CLASS"});
    CHECK(refused("RLIST ELIXTEST (TESTING)") ==
          Lines{"IKJ56702I INVALID CLASS NAME, ELIXTEST", "IKJ56701I MISSING ENTITY NAME+",
                "IKJ56701I MISSING NAME OF ENTITY TO BE LISTED"});
    CHECK(refused("SETROPTS RACLIST(elixtest)") ==
          Lines{"IKJ56702I INVALID RACLIST, ELIXTEST", "IKJ56701I MISSING CLASS NAMES FOR RACLIST+",
                "IKJ56701I MISSING CLASS NAMES:  ANY (NON-GROUP) RESOURCE CLASS"});
    CHECK(refused("RDEFINE APPL X UACC(ALL)") ==
          Lines{"IKJ56702I INVALID UNIVERSAL ACCESS, ALL", "IKJ56701I MISSING UNIVERSAL ACCESS+",
                "IKJ56701I MISSING ALTER, CONTROL, UPDATE, READ, EXECUTE, OR NONE"});
    CHECK(refused("ADDGROUP G OMVS(GID(X))") ==
          Lines{"IKJ56702I INVALID GID, X", "IKJ56701I MISSING OMVS GID+",
                "IKJ56701I MISSING OMVS GROUP ID (GID), 1-10 NUMERIC DIGITS"});
    CHECK(refused("ADDUSER U OMVS(UID(X))") ==
          Lines{"IKJ56702I INVALID UID, X", "IKJ56701I MISSING OMVS UID+",
                "IKJ56701I MISSING OMVS USER ID (UID), 1-10 NUMERIC DIGITS"});
    CHECK(refused("RALTER APPL X) ") == Lines{"IKJ56712I INVALID KEYWORD, )"});
    CHECK(refused("RLIST APPL X NONSENSE") == Lines{"IKJ56712I INVALID KEYWORD, NONSENSE"});
    CHECK(refused("RLIST APPL X ALL(Y)") == Lines{"IKJ56712I INVALID KEYWORD, ("});
}

TEST_CASE("missing operands are asked for") {
    CHECK(refused("RDEFINE").front() == "IKJ56701I MISSING CLASS NAME+");
    CHECK(refused("RDEFINE APPL").front() == "IKJ56701I MISSING ENTITY NAME+");
    CHECK(refused("RDEFINE APPL ()").front() == "IKJ56701I MISSING ENTITY NAME+");
    CHECK(refused("ADDUSER").front() == "IKJ56701I MISSING USERID+");
    CHECK(refused("ADDUSER U PASSWORD").front() == "IKJ56701I MISSING PASSWORD+");
    CHECK(refused("PE X CLASS(APPL) ID").front() == "IKJ56701I MISSING USERID+");
    CHECK(refused("PE X CLASS(APPL) ID()").front() == "IKJ56701I MISSING USERID+");
}

TEST_CASE("more values than an operand takes are ignored with a message") {
    const Command command = understood("RDEFINE APPL X UACC(NONE READ)");
    CHECK(command.find("UACC")->text() == "NONE");
    REQUIRE(command.messages.size() == 1);
    CHECK(command.messages.front().line() == "IKJ56716I EXTRANEOUS INFORMATION WAS IGNORED: READ");
}

TEST_CASE("a closing parenthesis at the very end may be left out") {
    CHECK(understood("PE X CLASS(APPL) ID(U1 U2").find("ID")->values.size() == 2);
    CHECK(understood("RDEF PTKTDATA X SSIGNON(KEYMASKED(E001193519561977").has("SSIGNON"));
}

TEST_CASE("values keep to the limits of their operand") {
    CHECK(understood("RDEF APPL X LEVEL(99)").find("LEVEL")->values.front().number == 99);
    CHECK(refused("RDEF APPL X LEVEL(100)").front() == "IKJ56702I INVALID LEVEL, 100");
    CHECK(refused("RDEF PTKTDATA X SSIGNON(TIMEOUT(0))").front() == "IKJ56702I INVALID TIMEOUT, 0");
    CHECK(refused("RDEF PTKTDATA X SSIGNON(TIMEOUT(601))").front() ==
          "IKJ56702I INVALID TIMEOUT, 601");
    CHECK(refused("ADDUSER U NAME(TWENTYONE_CHARACTERS!)").front() ==
          "IKJ56702I INVALID NAME, TWENTYONE_CHARACTERS!");
    CHECK(refused("ADDUSER U NAME('open)").front() == "IKJ56702I INVALID NAME, OPEN)");
    CHECK(refused("ADDUSER U PASSWORD(TOOLONG99)").front() == "IKJ56702I INVALID PASSWORD");
    CHECK(refused("ADDUSER USER000100").front() == "IKJ56702I INVALID USERID, USER000100");
    CHECK(refused("RDEFINE APPL LONGERTHAN8").front() ==
          "IKJ56702I INVALID ENTITY NAME, LONGERTHAN8");
    CHECK(refused("ALTUSER U REVOKE(13/01/26)").front() ==
          "IKJ56702I INVALID REVOKE DATE, 13/01/26");
    CHECK(refused("RDEF PTKTDATA X SSIGNON(KEYLABEL(1BAD))").front() ==
          "IKJ56702I INVALID KEYLABEL, 1BAD");
}

TEST_CASE("dates may have two or four digits for the year") {
    const auto date = [](std::string_view text) {
        const Command command = understood("ALTUSER U REVOKE(" + std::string(text) + ")");
        return command.find("REVOKE")->values.front().date;
    };
    const base::Instant first{std::chrono::sys_days(std::chrono::year(2026) / 12 / 31)};
    CHECK(date("12/31/26") == first);
    CHECK(date("12/31/2026") == first);
    CHECK(date("12/31/71") == std::chrono::sys_days(std::chrono::year(1971) / 12 / 31));
}

TEST_CASE("errors point at the line and column of the source") {
    const std::string source = "LU\nRDEF APPL APPLI2I +\n     UACC(SOME)\n";
    auto commands = split_commands(source);
    const auto parsed = parse(commands[1]);
    REQUIRE_FALSE(parsed.ok());
    const auto where = parsed.error().messages.front().where;
    REQUIRE(where.has_value());
    CHECK(base::SourceText("f", source).located(*where, "here") == "f:3:11: here");
    CHECK(source.substr(where->offset, where->length) == "SOME");
}

TEST_CASE("the redacted text hides secrets and comments and nothing else") {
    CHECK(understood("RDEF PTKTDATA A SSIGNON(KEYMASKED(E001193519561977)) UACC(N)").redacted ==
          "RDEF PTKTDATA A SSIGNON(KEYMASKED(********)) UACC(N)");
    CHECK(understood("ADDUSER U /* pw S3CRET */ PASSWORD(S3CRET) NAME('A B'); S3CRET").redacted ==
          "ADDUSER U   PASSWORD(********) NAME('A B')");
    CHECK(understood("PW PASSWORD(OLD1 NEW2) INTERVAL(30)").redacted ==
          "PW PASSWORD(******** ********) INTERVAL(30)");
    CHECK(understood("ALTUSER U PHRASE('it''s a long phrase')").redacted ==
          "ALTUSER U PHRASE('********')");
    CHECK(understood("ALTUSER U KERB(KERBNAME(X) PASSWORD(S3CRET))").redacted ==
          "ALTUSER U KERB(********)");
}

TEST_CASE("the redacted text has printable characters only") {
    CHECK(understood("ADDUSER\tU NAME(A \x1B[31m)").redacted == "ADDUSER U NAME(A ?[31m)");
}

TEST_CASE("what is behind an error is not shown either") {
    const auto shown = [](std::string_view text) { return parse_text(text).error().redacted; };
    CHECK(shown("RDEF PTKTDATA A SSIGNON(KEYMASKED(...)) UACC(N)") ==
          "RDEF PTKTDATA A SSIGNON(KEYMASKED(********");
    CHECK(shown("RDEF PTKTDATA A SSIGNON(KEYMASKEX(E001193519561977))") ==
          "RDEF PTKTDATA A SSIGNON(KEYMASKEX ********");
    CHECK(shown("RDEF PTKTDATA A SSIGNON(E001193519561977)") == "RDEF PTKTDATA A SSIGNON(********");
    CHECK(shown("ADDUSR U PASSWORD(S3CRET)") == "ADDUSR ********");
}

TEST_CASE("what could be a key in the wrong place is not repeated") {
    CHECK(refused("RDEF PTKTDATA A SSIGNON(E001193519561977)") ==
          Lines{"IKJ56712I INVALID KEYWORD, ********"});
    CHECK(refused("RDEF PTKTDATA A UACC(E001193519561977)").front() ==
          "IKJ56702I INVALID UNIVERSAL ACCESS, ********");
    CHECK(refused("E001193519561977") == Lines{"IKJ56621I INVALID COMMAND NAME SYNTAX"});
    CHECK(refused("ALTUSER U S3CRET") == Lines{"IKJ56712I INVALID KEYWORD, ********"});
}

TEST_CASE("a redacted text does not go on in the next line") {
    CHECK(understood("PERMIT (P A+;").redacted == "PERMIT (P A+;");
    CHECK(understood("PERMIT (P A-; LISTUSER").redacted == "PERMIT (P A-;");
}

TEST_CASE("a redacted text means the same command, read back") {
    const Command command = understood(
        "RDEF PTKTDATA A SSIGNON(KEYMASKED(E001193519561977) TIMEOUT(60)) JES(KEYLABEL(X))");
    auto again = split_commands(command.redacted);
    REQUIRE(again.size() == 1);
    CHECK_FALSE(parse(again.front()).ok());
    // With another key in the place of the mark.
    std::string text = command.redacted;
    text.replace(text.find("********"), 8, "FEDCBA9876543210");
    again = split_commands(text);
    const auto read = parse(again.front());
    REQUIRE(read.ok());
    CHECK(read->redacted == command.redacted);
    CHECK(read->operands.size() == command.operands.size());
    CHECK(read->find("SSIGNON")->operands.size() == 2);
}

TEST_CASE("the mark of a hidden secret is not taken for a password") {
    for (const std::string_view text : {"ALTUSER U PASSWORD(********)", "PW PASSWORD(A ********)"})
        CHECK(refused(text).front() == "IKJ56702I INVALID PASSWORD");
}

TEST_CASE("asking a command for an operand that the table does not have is a bug") {
    const Command command = understood("RLIST APPL X");
    CHECK_THROWS_AS(command.find("UACC"), std::logic_error);
}
