#include "common/cli/options/completion.hpp"

#include <algorithm>

#include "common/base/text/ascii.hpp"

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

/// The names of all first words; of each only the first spelling.
std::string first_names(const OptionTable& table) {
    std::string names;
    for (const FirstWord& word : table.first_words())
        names += (names.empty() ? "" : " ") + word.names.front();
    return names;
}

/// The spellings of a first word as a pattern for what was typed, which is folded before.
std::string pattern(const FirstWord& word) {
    return base::to_upper(fmt::format("{}", fmt::join(word.names, "|")));
}

/// The options that take a word, as a pattern: what has to be passed over to find the first word.
std::string bash_pairs(const OptionTable& table) {
    std::string pattern;
    for (const OptionSpec& spec : shown_options(table))
        if (!spec.is_flag()) pattern += (pattern.empty() ? "" : "|") + names(spec, "|");
    return pattern;
}

/// What bash offers where words are taken: those that may come first, and behind one of them those
/// that may follow. What is typed in lower case finds words in upper case too.
std::string bash_first_words(const OptionTable& table) {
    std::string cases;
    for (const FirstWord& word : table.first_words())
        if (!word.following.empty())
            cases += fmt::format("        {}) words='{}' ;;\n", pattern(word),
                                 fmt::join(word.following, " "));
    return fmt::format(
        "    local word first='' pass='' words=''\n"
        "    for word in \"${{COMP_WORDS[@]:1:COMP_CWORD-1}}\"; do\n"
        "        if [[ -n $pass ]]; then\n"
        "            pass=''\n"
        "            continue\n"
        "        fi\n"
        "        case $word in\n"
        "            {0}) pass=1 ;;\n"
        "            -*) ;;\n"
        "            *) first=$word; break ;;\n"
        "        esac\n"
        "    done\n"
        "    case ${{first^^}} in\n"
        "        '') words='{1}' ;;\n"
        "{2}"
        "    esac\n"
        "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\")\n"
        "    if [[ ${{#COMPREPLY[@]}} -eq 0 ]]; then\n"
        "        mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"${{cur^^}}\")\n"
        "    fi\n",
        bash_pairs(table), first_names(table), cases);
}

std::string bash_operands(const OptionTable& table) {
    if (!table.first_words().empty()) return bash_first_words(table);
    return takes_files(table)
               ? "    compopt -o filenames\n    mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")\n"
               : "    COMPREPLY=()\n";
}

/// The two descriptions of words, and behind `_arguments` what follows each first word.
std::string zsh_first_words(const OptionTable& table) {
    std::string out = fmt::format(
        " \\\n    '1:{}:({})' \\\n    '*:: :->following'\n[[ $state == following ]] || "
        "return\ncase ${{(U)words[1]}} in\n",
        zsh_text(table.operands().front().name), first_names(table));
    for (const FirstWord& word : table.first_words())
        if (!word.following.empty())
            out += fmt::format("    {}) compadd -- {} ;;\n", pattern(word),
                               fmt::join(word.following, " "));
    return out + "esac\n";
}

std::string fish_first_words(const OptionTable& table) {
    const std::string& tool = table.text().tool;
    std::string out =
        fmt::format("complete -c {} -n __fish_use_subcommand -a '{}'\n", tool, first_names(table));
    for (const FirstWord& word : table.first_words())
        if (!word.following.empty())
            out += fmt::format("complete -c {} -n '__fish_seen_subcommand_from {}' -a '{}'\n", tool,
                               fmt::join(word.names, " "), fmt::join(word.following, " "));
    return out;
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
        tool, function, cases, all, bash_operands(table));
}

std::string zsh_completion(const OptionTable& table) {
    std::string out = fmt::format(
        "#compdef {0}\n# zsh completion for {0}, made from its table of options\n{1}_arguments -s",
        table.text().tool,
        table.first_words().empty() ? "" : "local curcontext=$curcontext state line\n");
    for (const OptionSpec& spec : shown_options(table))
        out += " \\\n" + zsh_option(spec);
    if (!table.first_words().empty()) return out + zsh_first_words(table);
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
    return table.first_words().empty() ? out : out + fish_first_words(table);
}

}  // namespace ptkt::cli
