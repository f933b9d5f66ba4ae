// Every operand that RACF's commands have, by the reference: it is understood, and where it has no
// meaning here that is said once, by its name.
#include <fmt/format.h>

#include <string>
#include <vector>

#include "common/racf/language/table.hpp"
#include "tests/support/command_session.hpp"
#include "tests/unit/racf/command/reference_operands.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using namespace ptkt::racf_command;

namespace {

/// What is wrong with a command, or nothing.
std::string complaint(const std::string& text) {
    const auto commands = split_commands(text);
    if (commands.size() != 1) return "is no single command";
    const auto parsed = parse(commands.front());
    if (!parsed) return parsed.error().messages.front().line();
    return parsed->messages.empty() ? "" : parsed->messages.front().line();
}

/// A value that a keyword takes, in its parentheses.
std::string sample(const ValueSpec& value) {
    switch (value.kind) {
        case ValueKind::None:
            return "";
        case ValueKind::Number:
        case ValueKind::Range:
            return fmt::format("({})", value.low);
        case ValueKind::Choice:
            return fmt::format("({})", value.words.begin()->name);
        case ValueKind::ResourceClass:
        case ValueKind::OptionClass:
        case ValueKind::SearchClass:
            return "(APPL)";
        case ValueKind::Date:
            return "(12/31/26)";
        case ValueKind::DayPeriod:
            return "(0700:1700)";
        case ValueKind::HexKey:
            return "(E001193519561977)";
        case ValueKind::Phrase:
            return "('a phrase of 20 letters')";
        case ValueKind::UserId:
        case ValueKind::UserOrGroup:
        case ValueKind::AnyId:
            return "(IBMUSER)";
        case ValueKind::GroupId:
            return "(SYS1)";
        case ValueKind::Subfield:
            return fmt::format("({}{})", value.words.begin()->name,
                               sample(value.words.begin()->value));
        default:
            return "(A)";
    }
}

std::string head_of(const CommandSpec& command) {
    std::string head(command.name);
    for (const Positional& positional : command.positionals)
        head += positional.value.kind == ValueKind::ResourceClass ? " APPL"
                : positional.value.kind == ValueKind::GroupId     ? " SYS1"
                                                                  : " IBMUSER";
    return head + " ";
}

}  // namespace

TEST_CASE("every operand of the reference is understood, in full and with lower case") {
    for (const test::Operands& row : test::reference_operands()) {
        for (const std::string& operand : row.operands) {
            INFO(row.head << operand);
            CHECK(complaint(row.head + operand) == "");
        }
    }
}

TEST_CASE("every operand of the reference is in the table, so that help and completion know it") {
    for (const test::Operands& row : test::reference_operands()) {
        const CommandSpec* command = find_command(row.head.substr(0, row.head.find(' ')));
        REQUIRE(command != nullptr);
        for (const std::string& operand : row.operands) {
            const std::string name = operand.substr(0, operand.find_first_of(" ("));
            INFO(row.head << name);
            const auto found = find_keywords(command->keywords, name);
            REQUIRE(found.size() == 1);
            CHECK(found.front()->name == name);
        }
    }
}

TEST_CASE("every operand of the table is understood, and so is each shorter form that is unique") {
    for (const CommandSpec* command : command_table()) {
        for (const Keyword& keyword : command->keywords) {
            for (std::size_t length = 1; length <= keyword.name.size(); ++length) {
                const std::string word(keyword.name.substr(0, length));
                const auto meant = find_keywords(command->keywords, word);
                const std::string text = head_of(*command) + word + sample(keyword.value);
                INFO(text);
                if (meant.size() == 1 && meant.front() == &keyword) {
                    CHECK(complaint(text) == "");
                } else if (meant.size() > 1) {
                    CHECK(complaint(text).starts_with("IKJ56704I"));
                }
            }
        }
    }
}

TEST_CASE("what has no meaning here says so by its name, once, and all else is silent about it") {
    for (const CommandSpec* command : command_table()) {
        for (const Keyword& keyword : command->keywords) {
            test::CommandSession session;
            const std::string text =
                head_of(*command) + std::string(keyword.name) + sample(keyword.value) + "\n";
            const std::string remark =
                fmt::format("PTKT001I Operand {} of {} is accepted", keyword.name, command->name);
            INFO(text);
            const bool said = session.text(text).find(remark) != std::string::npos;
            CHECK(said == (keyword.effect == Effect::None));
            CHECK(session.text(text).find(remark) == std::string::npos);
        }
    }
}
