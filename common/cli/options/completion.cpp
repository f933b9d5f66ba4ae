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

/// The same of a program with all its jobs, each once.
std::vector<OptionSpec> all_options(const OptionTable& table) {
    std::vector<OptionSpec> all = shown_options(table);
    for (const OptionTable& job : table.jobs())
        for (OptionSpec& spec : shown_options(job))
            if (std::ranges::find(all, spec.name, &OptionSpec::name) == all.end())
                all.push_back(std::move(spec));
    return all;
}

std::string words_of_jobs(const std::vector<OptionTable>& jobs, std::string_view between) {
    std::string words;
    for (const OptionTable& job : jobs)
        words += fmt::format("{}{}", words.empty() ? "" : between, job.job());
    return words;
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
    for (const OptionSpec& spec : all_options(table))
        if (!spec.is_flag()) pattern += (pattern.empty() ? "" : "|") + names(spec, "|");
    return pattern;
}

/// Finds the first word, which may stand behind options.
std::string bash_first_word(const OptionTable& table) {
    return fmt::format(
        "    for word in \"${{COMP_WORDS[@]:1:COMP_CWORD-1}}\"; do\n"
        "        if [[ -n $pass ]]; then\n"
        "            pass=''\n"
        "            continue\n"
        "        fi\n"
        "        case $word in\n"
        "            {}) pass=1 ;;\n"
        "            -*) ;;\n"
        "            *) first=$word; break ;;\n"
        "        esac\n"
        "    done\n",
        bash_pairs(table));
}

std::string bash_names(const OptionTable& table) {
    std::string all;
    for (const OptionSpec& spec : shown_options(table))
        all += (all.empty() ? "" : " ") + names(spec, " ");
    return all;
}

std::string bash_options(std::string_view list) {
    return fmt::format(
        "    if [[ $cur == -* ]]; then\n"
        "        mapfile -t COMPREPLY < <(compgen -W {} -- \"$cur\")\n"
        "        return\n"
        "    fi\n",
        list);
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
        "{0}"
        "    case ${{first^^}} in\n"
        "        '') words='{1}' ;;\n"
        "{2}"
        "    esac\n"
        "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\")\n"
        "    if [[ ${{#COMPREPLY[@]}} -eq 0 ]]; then\n"
        "        mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"${{cur^^}}\")\n"
        "    fi\n",
        bash_first_word(table), first_names(table), cases);
}

std::string bash_operands(const OptionTable& table) {
    if (!table.first_words().empty()) return bash_first_words(table);
    return takes_files(table)
               ? "    compopt -o filenames\n    mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")\n"
               : "    COMPREPLY=()\n";
}

/// What bash offers in a program with several jobs: the options of the one that is named, and
/// files; where none is named yet, also the words of the jobs.
std::string bash_jobs(const OptionTable& table) {
    const auto jobs = table.jobs();
    std::string cases;
    for (const OptionTable& job : jobs)
        cases += fmt::format("        {}) options='{}' ;;\n", job.job(), bash_names(job));
    return fmt::format(
        "    local word first='' pass='' options='{0}'\n"
        "{1}"
        "    case $first in\n"
        "{2}"
        "    esac\n"
        "{3}"
        "    compopt -o filenames\n"
        "    mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")\n"
        "    if [[ -z $first ]]; then\n"
        "        mapfile -t -O ${{#COMPREPLY[@]}} COMPREPLY < <(compgen -W '{4}' -- \"$cur\")\n"
        "    fi\n",
        bash_names(table), bash_first_word(table), cases, bash_options("\"$options\""),
        words_of_jobs(jobs, " "));
}

std::string zsh_operand(const OperandSpec& spec) {
    return fmt::format(" \\\n    '{}{}:{}'",
                       spec.many       ? "*:"
                       : spec.optional ? "::"
                                       : ":",
                       zsh_text(spec.name), spec.is_file ? "_files" : " ");
}

/// What zsh offers in a program with several jobs, by the one that is named.
std::string zsh_jobs(const OptionTable& table) {
    const auto jobs = table.jobs();
    std::string cases;
    for (const OptionTable& job : jobs) {
        cases += fmt::format("{}) _arguments -s", job.job());
        for (const OptionSpec& spec : shown_options(job))
            cases += " \\\n" + zsh_option(spec);
        cases += fmt::format(" \\\n    ':JOB:({})'", job.job());
        for (const OperandSpec& spec : job.operands())
            cases += zsh_operand(spec);
        cases += " ;;\n";
    }
    cases += "*) _arguments -s";
    for (const OptionSpec& spec : shown_options(table))
        cases += " \\\n" + zsh_option(spec);
    return fmt::format(
        "local -a before\n"
        "before=(\"${{(@)words[2,CURRENT-1]}}\")\n"
        "case ${{before[(r)({0})]}} in\n"
        "{1} \\\n    '::FILE:{{compadd -- {2}; _files}}' ;;\n"
        "esac\n",
        words_of_jobs(jobs, "|"), cases, words_of_jobs(jobs, " "));
}

/// When fish offers an option: behind the word of a job that has it, or, of the job that is done
/// without a word, not behind one that lacks it.
std::string fish_condition(const OptionTable& table, const std::vector<OptionTable>& jobs,
                           const OptionSpec& spec) {
    std::string with;
    std::string without;
    for (const OptionTable& job : jobs) {
        std::string& list = job.find(spec.name) != nullptr ? with : without;
        list += fmt::format(" {}", job.job());
    }
    if (without.empty()) return {};
    return table.find(spec.name) != nullptr
               ? fmt::format(" -n 'not __fish_seen_subcommand_from{}'", without)
               : fmt::format(" -n '__fish_seen_subcommand_from{}'", with);
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
    for (const OptionSpec& spec : all_options(table)) {
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
        "{3}"
        "}}\n"
        "complete -F {1} {0}\n",
        tool, function, cases,
        table.jobs().empty() ? bash_options("'" + bash_names(table) + "'") + bash_operands(table)
                             : bash_jobs(table));
}

std::string zsh_completion(const OptionTable& table) {
    std::string out =
        fmt::format("#compdef {0}\n# zsh completion for {0}, made from its table of options\n",
                    table.text().tool);
    if (!table.jobs().empty()) return out + zsh_jobs(table);
    if (!table.first_words().empty()) out += "local curcontext=$curcontext state line\n";
    out += "_arguments -s";
    for (const OptionSpec& spec : shown_options(table))
        out += " \\\n" + zsh_option(spec);
    if (!table.first_words().empty()) return out + zsh_first_words(table);
    for (const OperandSpec& spec : table.operands())
        out += zsh_operand(spec);
    return out + "\n";
}

std::string fish_completion(const OptionTable& table) {
    const std::string& tool = table.text().tool;
    std::string out =
        fmt::format("# fish completion for {}, made from its table of options\n", tool);
    if (!takes_files(table)) out += fmt::format("complete -c {} -f\n", tool);
    const auto jobs = table.jobs();
    if (!jobs.empty())
        out += fmt::format("complete -c {} -n __fish_use_subcommand -a '{}'\n", tool,
                           words_of_jobs(jobs, " "));
    for (const OptionSpec& spec : all_options(table)) {
        const std::string letter = spec.letter == 0 ? "" : fmt::format(" -s {}", spec.letter);
        out += fmt::format("complete -c {}{}{} -l {}{} -d '{}'\n", tool,
                           fish_condition(table, jobs, spec), letter, spec.name, fish_words(spec),
                           fish_text(spec.help));
    }
    return table.first_words().empty() ? out : out + fish_first_words(table);
}

}  // namespace ptkt::cli
