#include "common/cli/completion.hpp"

#include <algorithm>

namespace ptkt::cli {

namespace {

bool takes_files(const OptionTable& table) {
    const auto& operands = table.operands();
    return std::any_of(operands.begin(), operands.end(),
                       [](const OperandSpec& spec) { return spec.is_file; });
}

std::vector<OptionSpec> shown_options(const OptionTable& table) {
    std::vector<OptionSpec> shown;
    for (const OptionSpec& spec : table.options())
        if (!spec.is_hidden) shown.push_back(spec);
    return shown;
}

/// `-u|--user`, for a pattern, a list or a description.
std::string names(const OptionSpec& spec, std::string_view between) {
    const std::string name = "--" + spec.name;
    return spec.letter == 0 ? name : fmt::format("-{}{}{}", spec.letter, between, name);
}

std::string function_name(const OptionTable& table) {
    std::string name = "_" + table.text().tool;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

/// What bash offers behind an option that takes a word.
std::string bash_words(const OptionSpec& spec) {
    switch (spec.kind) {
        case OptionKind::File:
            return "compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")";
        case OptionKind::Directory:
            return "compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- \"$cur\")";
        case OptionKind::Choice:
            return fmt::format("mapfile -t COMPREPLY < <(compgen -W '{}' -- \"$cur\")",
                               fmt::join(spec.choices, " "));
        default:
            return "COMPREPLY=()";
    }
}

/// Between single quotes, and with nothing that `_arguments` of zsh reads as its own.
std::string zsh_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\'') {
            out += "'\\''";
            continue;
        }
        if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
        out += c;
    }
    return out;
}

std::string zsh_action(const OptionSpec& spec) {
    switch (spec.kind) {
        case OptionKind::File:
            return "_files";
        case OptionKind::Directory:
            return "_files -/";
        case OptionKind::Choice:
            return fmt::format("({})", fmt::join(spec.choices, " "));
        default:
            return " ";
    }
}

std::string zsh_option(const OptionSpec& spec) {
    const std::string word =
        spec.is_flag() ? "" : fmt::format(":{}:{}", zsh_text(spec.value_name), zsh_action(spec));
    const std::string tail = fmt::format("[{}]{}'", zsh_text(spec.help), word);
    // An option that stands once takes its other name out of the list.
    const std::string before = spec.repeatable    ? "'*'"
                               : spec.letter == 0 ? ""
                                                  : "'(" + names(spec, " ") + ")'";
    const std::string either = spec.letter == 0 ? "--" + spec.name : "{" + names(spec, ",") + "}";
    return "    " + before + either + "'" + tail;
}

std::string fish_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\'' || c == '\\') out += '\\';
        out += c;
    }
    return out;
}

std::string fish_words(const OptionSpec& spec) {
    switch (spec.kind) {
        case OptionKind::Flag:
            return "";
        case OptionKind::File:
            return " -r -F";
        case OptionKind::Directory:
            return " -x -a '(__fish_complete_directories)'";
        case OptionKind::Choice:
            return fmt::format(" -x -a '{}'", fmt::join(spec.choices, " "));
        default:
            return " -x";
    }
}

}  // namespace

std::string bash_completion(const OptionTable& table) {
    const std::string& tool = table.text().tool;
    const std::string function = function_name(table);
    std::string cases;
    std::string all;
    for (const OptionSpec& spec : shown_options(table)) {
        all += (all.empty() ? "" : " ") + names(spec, " ");
        if (!spec.is_flag())
            cases +=
                fmt::format("        {})\n            {}\n            return\n            ;;\n",
                            names(spec, "|"), bash_words(spec));
    }
    const std::string operands =
        takes_files(table)
            ? "    compopt -o filenames\n    mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")\n"
            : "    COMPREPLY=()\n";
    return fmt::format(
        "# bash completion for {0}, made from its table of options\n"
        "{1}() {{\n"
        "    local cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD-1]}}\n"
        "    case $prev in\n"
        "{2}"
        "    esac\n"
        "    if [[ $cur == -* ]]; then\n"
        "        mapfile -t COMPREPLY < <(compgen -W '{3}' -- \"$cur\")\n"
        "        return\n"
        "    fi\n"
        "{4}"
        "}}\n"
        "complete -F {1} {0}\n",
        tool, function, cases, all, operands);
}

std::string zsh_completion(const OptionTable& table) {
    std::string out = fmt::format(
        "#compdef {0}\n# zsh completion for {0}, made from its table of options\n_arguments -s",
        table.text().tool);
    for (const OptionSpec& spec : shown_options(table))
        out += " \\\n" + zsh_option(spec);
    for (const OperandSpec& spec : table.operands())
        out += fmt::format(" \\\n    '{}{}:{}'",
                           spec.many       ? "*:"
                           : spec.optional ? "::"
                                           : ":",
                           zsh_text(spec.name), spec.is_file ? "_files" : " ");
    return out + "\n";
}

std::string fish_completion(const OptionTable& table) {
    const std::string& tool = table.text().tool;
    std::string out =
        fmt::format("# fish completion for {}, made from its table of options\n", tool);
    if (!takes_files(table)) out += fmt::format("complete -c {} -f\n", tool);
    for (const OptionSpec& spec : shown_options(table)) {
        const std::string letter = spec.letter == 0 ? "" : fmt::format(" -s {}", spec.letter);
        out += fmt::format("complete -c {}{} -l {}{} -d '{}'\n", tool, letter, spec.name,
                           fish_words(spec), fish_text(spec.help));
    }
    return out;
}

}  // namespace ptkt::cli
