#include "tests/checks/command_section.hpp"

#include <fmt/format.h>

#include <string_view>
#include <vector>

#include "common/base/text/ascii.hpp"
#include "common/racf/language/table.hpp"

namespace ptkt::tests {

namespace {

using racf_command::CommandSpec;
using racf_command::Effect;
using racf_command::Keyword;
using racf_command::ValueKind;

std::string shown(const Keyword& keyword) {
    std::string text = fmt::format("*{}*", keyword.name);
    if (keyword.value.kind != ValueKind::Subfield) return text;
    std::string inside;
    for (const Keyword& word : keyword.value.words)
        inside += fmt::format("{}{}", inside.empty() ? "" : " ", word.name);
    return text + "(" + inside + ")";
}

std::string operands(const CommandSpec& command, Effect effect) {
    std::string text;
    for (const Keyword& keyword : command.keywords)
        if (keyword.effect == effect) text += (text.empty() ? "" : ", ") + shown(keyword);
    return text;
}

/// Indented lines of moderate length.
std::string paragraph(const std::string& text) {
    constexpr std::size_t kWidth = 88;
    std::string out = "\t";
    std::size_t column = 0;
    for (const std::string_view word : base::split_words(text)) {
        if (column > 0 && column + 1 + word.size() > kWidth) {
            out += "\n\t";
            column = 0;
        }
        if (column > 0) out += ' ';
        out += word;
        column += 1 + word.size();
    }
    return out + "\n";
}

std::string entry(const CommandSpec& command) {
    std::string head = fmt::format("*{}*", command.name);
    if (!command.alias.empty()) head += fmt::format(" (*{}*)", command.alias);
    if (!command.second_name.empty()) head += fmt::format(", *{}*", command.second_name);
    for (const auto& positional : command.positionals)
        head += positional.required ? fmt::format(" _{}_", positional.name)
                                    : fmt::format(" [_{}_]", positional.name);
    std::string text = std::string(command.help) + ".";
    const std::pair<Effect, std::string_view> kinds[] = {
        {Effect::Full, "Operands"},
        {Effect::Kept, "Kept and listed only"},
        {Effect::None, "Without effect here"},
    };
    for (const auto& [effect, title] : kinds)
        if (const std::string some = operands(command, effect); !some.empty())
            text += fmt::format(" {}: {}.", title, some);
    return head + "\n" + paragraph(text);
}

}  // namespace

std::string command_section() {
    std::string out;
    for (const CommandSpec* command : racf_command::command_table())
        out += entry(*command) + "\n";
    return out;
}

}  // namespace ptkt::tests
