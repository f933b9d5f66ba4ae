#include <fmt/format.h>

#include <algorithm>

#include "common/base/ascii.hpp"
#include "common/racf_command/table.hpp"

namespace ptkt::racf_command {

namespace {

constexpr std::size_t kWidth = 80;
constexpr std::size_t kColumn = 30;

/// How the parentheses of a keyword look.
std::string value_shape(const ValueSpec& value) {
    const auto shape = [&]() -> std::string {
        switch (value.kind) {
            case ValueKind::None:
                return "";
            case ValueKind::Subfield:
                return "...";
            case ValueKind::Choice:
                return "word";
            case ValueKind::UserId:
                return "userid";
            case ValueKind::GroupId:
                return "group";
            case ValueKind::UserOrGroup:
                return "userid|group";
            case ValueKind::AnyId:
                return "userid|group|*";
            case ValueKind::ResourceClass:
            case ValueKind::OptionClass:
            case ValueKind::SearchClass:
                return "class";
            case ValueKind::ProfileName:
                return "profile";
            case ValueKind::Label:
                return "label";
            case ValueKind::Word:
                return "value";
            case ValueKind::Text:
                return "'text'";
            case ValueKind::Number:
                return fmt::format("{}-{}", value.low, value.high);
            case ValueKind::Range:
                return "n[:m]";
            case ValueKind::Date:
                return "mm/dd/yy";
            case ValueKind::HexKey:
                return "key";
            case ValueKind::Password:
                return "password";
            case ValueKind::Phrase:
                return "'phrase'";
            case ValueKind::Raw:
                return "...";
        }
        return "";
    }();
    if (shape.empty()) return "";
    const std::string inside = "(" + shape + (value.list ? " ...)" : ")");
    return value.optional ? "[" + inside + "]" : inside;
}

std::string_view effect_note(Effect effect) {
    switch (effect) {
        case Effect::Full:
            return "";
        case Effect::Kept:
            return " (kept and listed only)";
        case Effect::None:
            return " (no effect here)";
    }
    return "";
}

/// Adds words to a text, beginning new lines at a column before they get too long.
void add_wrapped(std::string& out, std::string_view text, std::size_t used) {
    std::size_t column = used;
    for (const std::string_view word : base::split_words(text)) {
        if (column + 1 + word.size() > kWidth && column > kColumn) {
            out += "\n" + std::string(kColumn - 1, ' ');
            column = kColumn - 1;
        }
        out += ' ';
        out += word;
        column += 1 + word.size();
    }
    out += '\n';
}

void add_line(std::string& out, std::size_t indent, const std::string& name,
              const std::string& help) {
    std::string left = std::string(indent, ' ') + name;
    if (left.size() >= kColumn) {
        out += left + "\n";
        left.clear();
    }
    left.resize(kColumn - 1, ' ');
    out += left;
    add_wrapped(out, help, left.size());
}

void add_keywords(std::string& out, Keywords keywords, std::size_t indent) {
    for (const Keyword& keyword : keywords) {
        add_line(out, indent, std::string(keyword.name) + value_shape(keyword.value),
                 std::string(keyword.help) + std::string(effect_note(keyword.effect)));
        add_keywords(out, keyword.value.words, indent + 2);
    }
}

}  // namespace

std::string help_text(const CommandSpec& command) {
    std::string out(command.name);
    if (!command.alias.empty()) out += fmt::format(" ({})", command.alias);
    if (!command.second_name.empty()) out += fmt::format(", {}", command.second_name);
    out += fmt::format(" - {}\n\n  {}", command.help, command.name);
    for (const Positional& positional : command.positionals)
        out += positional.required ? fmt::format(" {}", positional.name)
                                   : fmt::format(" [{}]", positional.name);
    out += " [operands]\n\n";
    for (const Positional& positional : command.positionals)
        add_line(out, 2, std::string(positional.name), std::string(positional.help));
    add_keywords(out, command.keywords, 2);
    return out;
}

}  // namespace ptkt::racf_command
