#include <fmt/format.h>

#include <algorithm>

#include "common/base/text/ascii.hpp"
#include "common/racf/language/table.hpp"

namespace ptkt::racf_command {

namespace {

constexpr std::size_t kHelpWidth = 80;
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
            case ValueKind::Path:
                return "'text'";
            case ValueKind::Number:
                return fmt::format("{}-{}", value.low, value.high);
            case ValueKind::Range:
                return "n[:m]";
            case ValueKind::Date:
                return "mm/dd/yy";
            case ValueKind::DayPeriod:
                return "hhmm:hhmm|ANYTIME";
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
        if (column + 1 + word.size() > kHelpWidth && column > kColumn) {
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

void add_keywords(std::string& out, Keywords keywords, std::size_t indent);

/// An operand with what may stand in its parentheses.
void add_keyword(std::string& out, const Keyword& keyword, std::size_t indent) {
    add_line(out, indent, std::string(keyword.name) + value_shape(keyword.value),
             std::string(keyword.help) + std::string(effect_note(keyword.effect)));
    add_keywords(out, keyword.value.words, indent + 2);
}

void add_keywords(std::string& out, Keywords keywords, std::size_t indent) {
    for (const Keyword& keyword : keywords)
        add_keyword(out, keyword, indent);
}

std::string names_of(const CommandSpec& command) {
    std::string names(command.name);
    if (!command.alias.empty()) names += fmt::format(" ({})", command.alias);
    if (!command.second_name.empty()) names += fmt::format(", {}", command.second_name);
    return names;
}

/// The keyword that a word may mean, by any unique beginning of it.
base::Result<const Keyword*> operand_named(const CommandSpec& command, Keywords keywords,
                                           std::string_view word) {
    const auto found = find_keywords(keywords, base::to_upper(word));
    if (found.size() == 1) return found.front();
    const std::string shown = base::printable(base::to_upper(word), 44);
    if (found.empty())
        return base::with_hint(
            base::fail(base::ErrorKind::Usage, "{} has no operand {}", command.name, shown),
            fmt::format("help {} lists the operands", command.name));
    std::string words;
    for (const Keyword* keyword : found)
        words += fmt::format("{}{}", words.empty() ? "" : " or ", keyword->name);
    return base::fail(base::ErrorKind::Usage, "{} may mean {}", shown, words);
}

}  // namespace

std::string command_list_text() {
    std::string out;
    for (const CommandSpec* command : command_table())
        add_line(out, 2, names_of(*command), std::string(command->help));
    return out;
}

std::string help_text(const CommandSpec& command) {
    std::string out = fmt::format("{} - {}\n\n  {}", names_of(command), command.help, command.name);
    for (const Positional& positional : command.positionals)
        out += positional.required ? fmt::format(" {}", positional.name)
                                   : fmt::format(" [{}]", positional.name);
    out += " [operands]\n\n";
    for (const Positional& positional : command.positionals)
        add_line(out, 2, std::string(positional.name), std::string(positional.help));
    add_keywords(out, command.keywords, 2);
    return out;
}

base::Result<std::string> help(std::span<const std::string> words) {
    if (words.empty()) return command_list_text();
    const CommandSpec* command = find_command(base::to_upper(words.front()));
    if (command == nullptr)
        return base::with_hint(base::fail(base::ErrorKind::Usage, "no RACF command {}",
                                          base::printable(words.front(), 44)),
                               "help without operands lists the commands");
    if (words.size() == 1) return help_text(*command);
    Keywords level = command->keywords;
    const Keyword* keyword = nullptr;
    for (const std::string& word : words.subspan(1)) {
        auto found = operand_named(*command, level, word);
        if (!found) return std::move(found).error();
        keyword = *found;
        level = keyword->value.words;
    }
    std::string out;
    add_keyword(out, *keyword, 2);
    return out;
}

}  // namespace ptkt::racf_command
