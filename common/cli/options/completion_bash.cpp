#include <algorithm>
#include <map>

#include "common/cli/options/completion.hpp"
#include "common/cli/options/completion_parts.hpp"

namespace ptkt::cli {

namespace {

using completion::both_names;
using completion::joined;
using completion::Offer;
using completion::offer_of;
using completion::Program;
using completion::Word;

constexpr std::string_view kBashFiles =
    "compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")";

std::string bash_offer(const Program& program, const Offer& offer) {
    switch (offer.kind) {
        case Offer::Kind::Files:
            return std::string(kBashFiles);
        case Offer::Kind::Directories:
            return "compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- \"$cur\")";
        case Offer::Kind::Words:
            return fmt::format("mapfile -t COMPREPLY < <(compgen -W '{}' -- \"$cur\")", offer.text);
        case Offer::Kind::Lines:
            return fmt::format("{}_lines {}", program.function(), offer.text);
        default:
            return "COMPREPLY=()";
    }
}

/// The words of a case: `*:-u|*:--user`.
std::string bash_pattern(std::string_view job, const OptionSpec& spec) {
    const std::string before = fmt::format("{}:", job);
    return before + both_names(spec, "|" + before);
}

/// What is offered for the value of each option: once for those that offer the same everywhere.
std::string bash_values(const Program& program) {
    std::string cases;
    std::map<std::string, std::vector<std::pair<const OptionTable*, const OptionSpec*>>> by_name;
    for (const OptionTable* table : program.tables())
        for (const OptionSpec* spec : completion::shown(*table))
            if (!spec->is_flag()) by_name[spec->name].emplace_back(table, spec);
    const auto add = [&](std::string_view job, const OptionSpec& spec) {
        cases += fmt::format("        {})\n            {}\n            return\n            ;;\n",
                             bash_pattern(job, spec), bash_offer(program, offer_of(spec)));
    };
    for (const auto& [name, uses] : by_name) {
        const Offer usual = offer_of(*uses.front().second);
        for (const auto& [table, spec] : uses)
            if (!table->job().empty() && offer_of(*spec) != usual) add(table->job(), *spec);
        add("*", *uses.front().second);
    }
    return cases;
}

std::string bash_names(const OptionTable& table) {
    std::string all;
    for (const OptionSpec* spec : completion::shown(table))
        all += (all.empty() ? "" : " ") + both_names(*spec, " ");
    return all;
}

/// The options that take a value, as a pattern: what has to be passed over to find the words.
std::string bash_pairs(const Program& program) {
    std::vector<std::string> pairs;
    for (const OptionTable* table : program.tables())
        for (const OptionSpec* spec : completion::shown(*table))
            if (std::string names = both_names(*spec, "|");
                !spec->is_flag() && std::ranges::find(pairs, names) == pairs.end())
                pairs.push_back(std::move(names));
    return joined(pairs, "|");
}

/// Finds the words that stand before the cursor, and the options that say what is listed.
/// `--name=value` comes as three words.
std::string bash_scan(const Program& program) {
    return fmt::format(
        "    if [[ $cur == = ]]; then\n"
        "        cur=''\n"
        "    elif [[ $prev == = ]]; then\n"
        "        prev=${{COMP_WORDS[COMP_CWORD-2]}}\n"
        "    fi\n"
        "    local word first='' second='' pass='' options='' words=''\n"
        "    local -a context=()\n"
        "    for word in \"${{COMP_WORDS[@]:1:COMP_CWORD-1}}\"; do\n"
        "        [[ $word == = ]] && continue\n"
        "        if [[ -n $pass ]]; then\n"
        "            case $pass in\n"
        "                {}) context+=(\"$pass\" \"${{word/#\\~/$HOME}}\") ;;\n"
        "            esac\n"
        "            pass=''\n"
        "            continue\n"
        "        fi\n"
        "        case $word in\n"
        "            {}) pass=$word ;;\n"
        "            -*) ;;\n"
        "            *) if [[ -z $first ]]; then first=${{word,,}}; else second=$word; fi ;;\n"
        "        esac\n"
        "    done\n",
        fmt::join(completion::kContext, "|"), bash_pairs(program));
}

/// The names that a command prints, whatever characters are in them, in either case.
std::string bash_lines(const Program& program) {
    return fmt::format(
        "{}_lines() {{\n"
        "    local name\n"
        "    COMPREPLY=()\n"
        "    while IFS= read -r name; do\n"
        "        [[ ${{name,,}} == \"${{cur,,}}\"* ]] || continue\n"
        "        printf -v name %q \"$name\"\n"
        "        COMPREPLY+=(\"$name\")\n"
        "    done < <(\"$@\" \"${{context[@]}}\" 2>/dev/null)\n"
        "}}\n",
        program.function());
}

std::string bash_options(const Program& program) {
    std::string cases;
    for (const Word& word : program.words())
        if (word.table != nullptr)
            cases += fmt::format("        {}) options='{}' ;;\n", word.names.front(),
                                 bash_names(*word.table));
    if (!cases.empty()) cases = "    case $first in\n" + cases + "    esac\n";
    return fmt::format(
        "    options='{}'\n"
        "{}"
        "    if [[ $cur == -* ]]; then\n"
        "        mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$cur\")\n"
        "        return\n"
        "    fi\n",
        bash_names(program.plain()), cases);
}

bool takes_files(const OptionTable& table) {
    return std::ranges::any_of(table.operands(), &OperandSpec::is_file);
}

/// What may follow a word, as a case.
std::string bash_following(const Program& program, const Word& word) {
    std::string act;
    if (!word.following.empty()) act = fmt::format("words='{}'", joined(word.following, " "));
    if (!word.lister.empty()) {
        const std::string list =
            fmt::format("{}_lines {}; return", program.function(), word.lister);
        if (word.table != nullptr && !act.empty()) {
            act = fmt::format("if [[ -n $second ]]; then {}; fi; {}", list, act);
        } else {
            act = act.empty() ? list : fmt::format("{}; [[ -n $second ]] || {{ {}; }}", act, list);
        }
    }
    if (act.empty() && word.table != nullptr && takes_files(*word.table))
        act = fmt::format("{}; return", kBashFiles);
    return act.empty() ? "" : fmt::format("        {}) {} ;;\n", joined(word.names, "|"), act);
}

/// What bash offers besides options. Lower case finds words in upper case, too.
std::string bash_operands(const Program& program) {
    if (program.words().empty())
        return takes_files(program.plain())
                   ? "    compopt -o filenames\n    mapfile -t COMPREPLY < <(compgen -f -- "
                     "\"$cur\")\n"
                   : "    COMPREPLY=()\n";
    std::string cases = fmt::format("        '') words='{}' ;;\n", program.first_names());
    for (const Word& word : program.words())
        cases += bash_following(program, word);
    std::string files;
    if (takes_files(program.plain()))  // a job that is done without its word
        files =
            "    if [[ -z $first ]]; then\n"
            "        compopt -o filenames\n"
            "        mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -f -- \"$cur\")\n"
            "    fi\n";
    return fmt::format(
        "    case $first in\n"
        "{}"
        "    esac\n"
        "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\")\n"
        "    if [[ ${{#COMPREPLY[@]}} -eq 0 ]]; then\n"
        "        mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"${{cur^^}}\")\n"
        "    fi\n"
        "{}",
        cases, files);
}

}  // namespace

std::string bash_completion(const OptionTable& table) {
    const Program program(table);
    return fmt::format(
        "# bash completion for {0}, made from its table of options\n"
        "{1}"
        "{2}() {{\n"
        "    local cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD-1]}}\n"
        "{3}"
        "    case $first:$prev in\n"
        "{4}"
        "    esac\n"
        "{5}{6}"
        "}}\n"
        "complete -F {2} {0}\n",
        table.text().tool, bash_lines(program), program.function(), bash_scan(program),
        bash_values(program), bash_options(program), bash_operands(program));
}

}  // namespace ptkt::cli
