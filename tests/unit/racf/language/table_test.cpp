#include "common/racf/language/table.hpp"

#include <algorithm>
#include <set>
#include <sstream>
#include <string>

#include "tests/unit/test.hpp"

using namespace ptkt::racf_command;

namespace {

/// Calls a check for every keyword of every level.
template <typename Check>
void for_each_level(Keywords keywords, Check check) {
    check(keywords);
    for (const Keyword& keyword : keywords)
        if (!keyword.value.words.empty()) for_each_level(keyword.value.words, check);
}

}  // namespace

TEST_CASE("the table is sorted, and each name is one command's") {
    std::set<std::string_view> names;
    std::string_view last;
    for (const CommandSpec* command : command_table()) {
        CHECK(last < command->name);
        last = command->name;
        for (const std::string_view name : {command->name, command->alias, command->second_name})
            if (!name.empty()) CHECK(names.insert(name).second);
        CHECK(find_command(command->name) == command);
    }
    CHECK(find_command("") == nullptr);
}

TEST_CASE("no level has a keyword twice, and each keyword can be written out") {
    for (const CommandSpec* command : command_table()) {
        for_each_level(command->keywords, [&](Keywords level) {
            std::set<std::string_view> names;
            for (const Keyword& keyword : level) {
                INFO(command->name << " " << keyword.name);
                CHECK(names.insert(keyword.name).second);
                CHECK(find_keywords(level, keyword.name) == std::vector{&keyword});
                CHECK_FALSE(keyword.help.empty());
            }
        });
    }
}

TEST_CASE("whoever can set something in RALTER and ALTUSER can take it away") {
    const auto has = [](const CommandSpec& command, std::string_view name) {
        return std::any_of(command.keywords.begin(), command.keywords.end(),
                           [&](const Keyword& k) { return k.name == name; });
    };
    for (const std::string_view name : {"APPLDATA", "DATA", "NOTIFY", "WARNING", "SSIGNON"})
        CHECK(has(table::kRalter, "NO" + std::string(name)));
    for (const std::string_view name :
         {"SPECIAL", "AUDITOR", "PASSWORD", "PHRASE", "REVOKE", "RESUME", "TSO", "OMVS", "CLAUTH"})
        CHECK(has(table::kAltuser, "NO" + std::string(name)));
}

TEST_CASE("the help of every command fits in 80 columns and names every operand") {
    for (const CommandSpec* command : command_table()) {
        const std::string help = help_text(*command);
        std::istringstream lines(help);
        for (std::string line; std::getline(lines, line);) {
            INFO(line);
            CHECK(line.size() <= 80);
        }
        for (const Keyword& keyword : command->keywords) {
            INFO(keyword.name);
            CHECK(help.find("\n  " + std::string(keyword.name)) != std::string::npos);
        }
    }
    const std::string help = help_text(*find_command("RE"));
    CHECK(
        help.starts_with("REMOVE (RE) - removes users from a group\n\n"
                         "  REMOVE (userid ...) [operands]\n"));
    CHECK(help.find("OWNER(userid|group)") != std::string::npos);
    CHECK(help.find("(no effect here)") != std::string::npos);
}
