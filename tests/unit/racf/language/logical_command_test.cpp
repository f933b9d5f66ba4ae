#include "common/racf/language/logical_command.hpp"

#include <string>

#include "tests/unit/test.hpp"

using namespace ptkt;
using racf_command::split_commands;

namespace {

std::vector<std::string> texts(std::string_view source) {
    std::vector<std::string> found;
    for (const auto& command : split_commands(source))
        found.emplace_back(command.text());
    return found;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("each line is a command; blank lines and comments are none") {
    CHECK(texts("DELUSER U1\n\n/* a comment */\n  \nLU\n") == Texts{"DELUSER U1", "LU"});
    CHECK(texts("LU") == Texts{"LU"});
    CHECK(texts("").empty());
    CHECK(texts("/* open\nLU\n") == Texts{"LU"});
    CHECK(texts(" ; nothing but a semicolon\n").empty());
}

TEST_CASE("a plus sign joins the next line without its leading blanks") {
    CHECK(texts("RDEF PTKTDATA A +\n     UACC(N)\n") == Texts{"RDEF PTKTDATA A UACC(N)"});
    CHECK(texts("RDEF PTKT+\n   DATA A") == Texts{"RDEF PTKTDATA A"});
    CHECK(texts("LU +   \nU1") == Texts{"LU U1"});
}

TEST_CASE("a minus sign joins the next line with its leading blanks") {
    CHECK(texts("LU-\n U1") == Texts{"LU U1"});
    CHECK(texts("L-\nU U1") == Texts{"LU U1"});
}

TEST_CASE("several lines are joined, and a continuation at the end of the text ends there") {
    CHECK(texts("A +\n B -\nC +\n") == Texts{"A B C "});
    CHECK(texts("A +\n\nB\n") == Texts{"A ", "B"});
}

TEST_CASE("carriage returns at the end of lines do not count") {
    CHECK(texts("LU +\r\n U1\r\nLG\r\n") == Texts{"LU U1", "LG"});
}

TEST_CASE("sequence numbers of card images are no part of the command") {
    const std::string card = "SETROPTS LIST" + std::string(59, ' ') + "00000100";
    const std::string continued =
        "LU +" + std::string(68, ' ') + "00000200\nU1" + std::string(70, ' ') + "00000300";
    REQUIRE(card.size() == 80);
    CHECK(texts(card) == Texts{"SETROPTS LIST"});
    CHECK(texts(continued) == Texts{"LU U1"});
    SECTION("but digits that belong to a word stay") {
        const std::string word = "RDEFINE FACILITY " + std::string(55, 'A') + "00000100";
        REQUIRE(word.size() == 80);
        CHECK(texts(word) == Texts{word});
    }
    SECTION("and so do those of longer or shorter lines") {
        CHECK(texts(card + "1") == Texts{card + "1"});
        CHECK(texts(card.substr(1)) == Texts{card.substr(1)});
    }
}

TEST_CASE("places in a joined command are found again in the source") {
    const std::string source = "LU\nRDEF APPL +\n     A.B UACC(N)\n";
    const auto commands = split_commands(source);
    REQUIRE(commands.size() == 2);
    const auto& command = commands[1];
    const auto in_text = command.text().find("A.B");
    const base::Span there = command.in_source({in_text, 3});
    CHECK(source.substr(there.offset, there.length) == "A.B");
    CHECK(base::SourceText("f", source).position(there.offset) == base::Position{3, 6});
    // The place behind the end is the end of the last line.
    const base::Span end = command.in_source({command.text().size(), 0});
    CHECK(end == base::Span{source.size() - 1, 0});
    CHECK(command.in_source({in_text, 0}) == base::Span{there.offset, 0});
}
