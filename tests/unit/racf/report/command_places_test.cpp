#include "common/racf/report/command_places.hpp"

#include "tests/unit/test.hpp"

using namespace ptkt;

namespace {

/// What is shown of a text whose first command is not understood.
std::vector<std::string> places_of(const std::string& text, std::size_t lines_before = 0) {
    const base::SourceText source("job.racf", text);
    const auto commands = racf_command::split_commands(source.text());
    const auto understood = racf_command::parse(commands.front());
    REQUIRE_FALSE(understood.ok());
    const auto outcome =
        racf_command::not_understood(understood.error().messages, understood.error().rc);
    return report::command_places(source, commands.front(), understood, outcome, lines_before);
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a place is shown with its line and carets, counted from the start of the input") {
    const auto places = places_of("LISTUSER USER0001 NONSENSE\n", 10);
    REQUIRE(places.size() == 1);
    CHECK(places.front().starts_with("job.racf:11:19: "));
    CHECK(has(places.front(), "LISTUSER USER0001 NONSENSE"));
    CHECK(has(places.front(), "^"));
}

TEST_CASE("nothing that may be a secret stands above the carets") {
    for (const char* text :
         {"ALTUSER USER0001 PASSWRD(SECRET1)\n", "ALTUSER USER0001 PASSWORD(SECRET1) NONSENSE\n",
          "ALTUSER USER0001 NONSENSE PASSWORD(SECRET1)\n",
          "RALTER PTKTDATA APPLI2I SSIGNON(KEYMASKED(SECRET1)\n",
          "ALTUSR USER0001 PASSWORD(SECRET1)\n"}) {
        INFO(text);
        const auto places = places_of(text);
        REQUIRE_FALSE(places.empty());
        for (const std::string& place : places) {
            INFO(place);
            CHECK(place.starts_with("job.racf:1:"));
            CHECK_FALSE(has(place, "SECRET1"));
        }
    }
}
