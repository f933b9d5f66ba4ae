#include "common/cli/options/help.hpp"

#include "common/base/text/ascii.hpp"

namespace ptkt::cli {

namespace {

constexpr std::size_t kHelpColumn = 28;

/// Words in lines of at most kHelpWidth, each but the first indented. `column` is where the first
/// one begins.
std::string wrapped(std::string_view text, std::size_t column, std::size_t indent) {
    std::string out;
    bool first = true;
    for (const std::string_view word : base::split_words(text)) {
        if (!first && column + 1 + word.size() > kHelpWidth) {
            out += "\n" + std::string(indent, ' ');
            column = indent;
            first = true;
        }
        if (!first) {
            out += ' ';
            ++column;
        }
        out += word;
        column += word.size();
        first = false;
    }
    return out + "\n";
}

std::string row(std::string left, std::string_view help, std::size_t column = kHelpColumn) {
    if (left.size() + 2 > column) {
        left += "\n" + std::string(column, ' ');
    } else {
        left.resize(column, ' ');
    }
    return left + wrapped(help, column, column);
}

std::string option_row(const OptionSpec& spec) {
    std::string left = spec.letter == 0 ? "      " : fmt::format("  -{}, ", spec.letter);
    left += "--" + spec.name;
    if (!spec.is_flag()) left += " " + spec.value_name;
    std::string help = spec.help;
    if (!spec.choices.empty()) help += fmt::format(": {}", fmt::join(spec.choices, ", "));
    if (spec.repeatable && !spec.is_flag()) help += " (may be repeated)";
    return row(std::move(left), help);
}

std::string option_rows(const OptionTable& table, bool common) {
    std::string out;
    for (const OptionSpec& spec : table.options())
        if (!spec.is_hidden && spec.is_common == common) out += option_row(spec);
    return out;
}

std::string titled(std::string_view title, const std::string& rows) {
    return rows.empty() ? "" : fmt::format("\n{}:\n{}", title, rows);
}

std::string usage(const ToolText& text) {
    std::string out;
    for (const std::string& line : text.usage) {
        const std::string start = (out.empty() ? "Usage: " : "       ") + text.tool + " ";
        out += start + wrapped(line, start.size(), start.size());
    }
    return out;
}

}  // namespace

std::string help_text(const OptionTable& table) {
    const ToolText& text = table.text();
    std::string operands;
    for (const OperandSpec& spec : table.operands())
        operands += row("  " + spec.name, spec.help);
    std::string examples;
    for (const auto& [command, meaning] : text.examples)
        examples += fmt::format("  {}\n      {}", command, wrapped(meaning, 6, 6));
    std::string status;
    for (const auto& [number, meaning] : text.exit_status)
        status += row("  " + number, meaning, 8);
    return usage(text) + wrapped(text.purpose, 0, 0) + titled("Operands", operands) +
           titled("Options", option_rows(table, false)) +
           titled("Options of all programs", option_rows(table, true)) +
           titled("Examples", examples) + titled("Exit status", status);
}

std::string version_text(const OptionTable& table) {
    return table.text().tool + " " PTKT_VERSION "\n";
}

}  // namespace ptkt::cli
