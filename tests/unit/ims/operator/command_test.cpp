#include "common/ims/operator/command.hpp"

#include "tests/unit/test.hpp"

using namespace ptkt;
using namespace ptkt::ims_operator;

TEST_CASE("every command of the operator reads back as it was") {
    for (const char* text : {"VIEWHWS",
                             "VIEWHWS SUMMARY",
                             "VIEWPORT ALL",
                             "VIEWPORT 9999",
                             "VIEWDS IMSB",
                             "VIEWRMT ICON2B",
                             "VIEWRMT ALL",
                             "VIEWMSC ALL",
                             "VIEWMSC MSC12",
                             "STOPMSC MSC12",
                             "STARTMSC MSC12",
                             "STOPLINK MSCBB435 MSC12",
                             "STOPRMT ICON2B",
                             "STARTRMT ICON2B",
                             "STOPSCLN OTM924FA",
                             "STOPCLNT 9999 OTM00001",
                             "CLOSEHWS",
                             "CLOSEHWS FORCE",
                             "METRICS",
                             "VIEWIP ALL",
                             "OPENPORT 9999",
                             "STOPPORT 9999",
                             "OPENDS IMSB",
                             "STOPDS IMSB",
                             "SETRACF ON",
                             "SETRACF OFF",
                             "SETPWMC RCF",
                             "SETUIDC OFF",
                             "REFRESH RACFUID NAME(USER0002)"}) {
        INFO(text);
        const auto command = parse_command(text);
        REQUIRE(command.ok());
        CHECK(to_string(*command) == text);
    }
}

TEST_CASE("commands are taken in either case, and no name means all") {
    CHECK(*parse_command(" viewrmt  icon2b ") ==
          Command{Verb::ViewRmt, "ICON2B", false, false, {}});
    CHECK(parse_command("viewds")->name == "ALL");
    CHECK(parse_command("closehws force")->force);
    CHECK_FALSE(parse_command("closehws")->force);
}

TEST_CASE("what is no command is refused and said") {
    const auto why = [](std::string_view text) {
        const auto command = parse_command(text);
        REQUIRE_FALSE(command.ok());
        CHECK(command.error().kind == base::ErrorKind::Usage);
        return command.error().what;
    };
    CHECK(why("") == "no command");
    CHECK(why("VIEWH") == "no command 'VIEWH'");
    CHECK(why("SETRRS ON") == "SETRRS is a command of IMS Connect that is not supported here");
    CHECK(why("RECORDER") == "RECORDER takes OPEN or CLOSE");
    CHECK(why("RECORDER OPEN CLOSE") == "RECORDER takes one operand at most");
    CHECK(why("SETRACF") == "SETRACF takes ON or OFF");
    CHECK(why("SETPWMC MAYBE") == "SETPWMC takes ON or OFF or RCF");
    CHECK(why("STOPPORT ALL") == "STOPPORT takes a port number");
    for (const char* text : {"REFRESH", "REFRESH RACFUID", "REFRESH RACFUID NAME()",
                             "REFRESH RACFUID USER0002", "REFRESH RACFUID NAME(USER0002"})
        CHECK(why(text) == "REFRESH takes RACFUID NAME(user ID)");
    CHECK(why("STOPRMT") == "STOPRMT takes a name of 1 to 8 letters and digits");
    CHECK(why("STOPRMT ICON2B999") == "STOPRMT takes a name of 1 to 8 letters and digits");
    CHECK(why("VIEWPORT 65536") == "VIEWPORT takes a port number or ALL");
    CHECK(why("VIEWPORT 0") == "VIEWPORT takes a port number or ALL");
    CHECK(why("CLOSEHWS NOW") == "CLOSEHWS takes nothing but FORCE");
    const std::string link = "STOPLINK takes a link and the LCLPLKID of its MSC statement";
    for (const char* text : {"STOPLINK", "STOPLINK MSCBB435", "STOPLINK MSCBB435 MSC12 MSC21",
                             "STOPLINK MSCBB4350 MSC12", "STOPLINK MSCBB435 MSC-12"})
        CHECK(why(text) == link);
    CHECK(why("METRICS ALL") == "METRICS takes no operand");
    CHECK(why("VIEWHWS SUMMARY X") == "VIEWHWS takes one operand at most");
    CHECK(why(std::string(201, 'A')) == "the command is too long");
}
