#include "common/base/text/ascii.hpp"
#include "common/cli/options/completion.hpp"
#include "common/cli/options/completion_parts.hpp"

namespace ptkt::cli {

namespace {

using completion::Offer;
using completion::offer_of;
using completion::Program;
using completion::Word;

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

/// Offers the lines of a command; what is typed in lower case finds upper case.
std::string zsh_lines(std::string_view command) {
    return fmt::format("compadd -M \"m:{{a-z}}={{A-Z}}\" -- ${{(f)\"$({} $context 2>/dev/null)\"}}",
                       command);
}

std::string zsh_action(const Offer& offer) {
    switch (offer.kind) {
        case Offer::Kind::Files:
            return "_files";
        case Offer::Kind::Directories:
            return "_files -/";
        case Offer::Kind::Words:
            return fmt::format("({})", offer.text);
        case Offer::Kind::Lines: {
            std::string action = "{" + zsh_lines(offer.text) + "}";
            for (auto at = action.find(':'); at != std::string::npos; at = action.find(':', at + 2))
                action.insert(at, "\\");
            return action;
        }
        default:
            return " ";
    }
}

/// A value may follow `=`, or a letter.
std::string zsh_option(const OptionSpec& spec) {
    const bool flag = spec.is_flag();
    const std::string word =
        flag ? "" : fmt::format(":{}:{}", zsh_text(spec.value_name), zsh_action(offer_of(spec)));
    const std::string tail = fmt::format("[{}]{}'", zsh_text(spec.help), word);
    // An option that stands once takes its other name out of the list.
    const std::string before = spec.repeatable ? "'*'"
                               : spec.letter == 0
                                   ? ""
                                   : fmt::format("'(-{} --{})'", spec.letter, spec.name);
    const std::string name = fmt::format("--{}{}", spec.name, flag ? "" : "=");
    const std::string either =
        spec.letter == 0 ? name : fmt::format("{{-{}{},{}}}", spec.letter, flag ? "" : "+", name);
    return "    " + before + either + "'" + tail;
}

std::string zsh_operand(const OperandSpec& spec, std::string_view action) {
    return fmt::format(" \\\n    '{}{}:{}'",
                       spec.many       ? "*:"
                       : spec.optional ? "::"
                                       : ":",
                       zsh_text(spec.name), action);
}

/// `_arguments` with the options of a table, and what follows them.
std::string zsh_arguments(const OptionTable& table) {
    std::string out = "_arguments -s";
    for (const OptionSpec* spec : completion::shown(table))
        out += " \\\n" + zsh_option(*spec);
    return out;
}

/// The operands of a word: the first one may be one of its actions.
std::string zsh_operands(const OptionTable& table, const std::vector<std::string>& actions) {
    std::string out;
    bool is_first = true;
    for (const OperandSpec& spec : table.operands()) {
        const bool is_action = is_first && !actions.empty();
        out += zsh_operand(spec, is_action ? fmt::format("({})", completion::joined(actions, " "))
                                           : zsh_action(offer_of(spec)));
        is_first = false;
    }
    return out;
}

/// The options that say what is listed.
std::string zsh_context() {
    return "local -a context\n"
           "local i\n"
           "for ((i = 2; i < CURRENT; i++)); do\n"
           "    case $words[i] in\n"
           "    (--store|--config|-m|--member|--otma-member) context+=($words[i] "
           "\"${(Q)words[i+1]/#\\~/$HOME}\") "
           ";;\n"
           "    (--store=*|--config=*|--member=*|--otma-member=*) context+=(\"${(Q)words[i]}\") "
           ";;\n"
           "    esac\n"
           "done\n";
}

/// In a program with jobs, by the one that is named; the word may stand anywhere.
std::string zsh_jobs(const Program& program) {
    std::string names;
    std::string cases;
    for (const Word& word : program.words()) {
        const std::string& name = word.names.front();
        names += (names.empty() ? "" : "|") + name;
        cases += fmt::format("{}) {} \\\n    ':JOB:({})'{} ;;\n", name, zsh_arguments(*word.table),
                             name, zsh_operands(*word.table, {}));
    }
    return fmt::format(
        "local -a before\n"
        "before=(\"${{(@)words[2,CURRENT-1]}}\")\n"
        "case ${{before[(r)({0})]}} in\n"
        "{1}*) {2} \\\n    '::FILE:{{compadd -- {3}; _files}}' ;;\n"
        "esac\n",
        names, cases, zsh_arguments(program.plain()), program.first_names());
}

std::string zsh_following(const Word& word) {
    if (word.table != nullptr)
        return zsh_arguments(*word.table) + zsh_operands(*word.table, word.following);
    std::string out;
    if (!word.following.empty())
        out = fmt::format("compadd -M 'm:{{a-z}}={{A-Z}}' -- {}",
                          completion::joined(word.following, " "));
    if (!word.lister.empty())
        out += fmt::format("{}(( CURRENT > 2 )) || {}", out.empty() ? "" : "; ",
                           zsh_lines(word.lister));
    return out;
}

/// In a program with words: the first one, and what follows it.
std::string zsh_words(const Program& program) {
    std::string out = fmt::format(
        "{} \\\n    '1:{}:{{compadd -M \"m\\:{{a-z}}={{A-Z}}\" -- {}}}' \\\n    "
        "'*:: :->following'\n[[ $state == following ]] || return\ncase ${{(L)words[1]}} in\n",
        zsh_arguments(program.plain()), zsh_text(program.plain().operands().front().name),
        program.first_names());
    for (const Word& word : program.words())
        if (const std::string act = zsh_following(word); !act.empty())
            out += fmt::format("({}) {} ;;\n", completion::joined(word.names, "|"), act);
    return out + "esac\n";
}

}  // namespace

std::string zsh_completion(const OptionTable& table) {
    const Program program(table);
    std::string out = fmt::format(
        "#compdef {0}\n# zsh completion for {0}, made from its table of options\n"
        "local curcontext=$curcontext state line\n"
        "typeset -A opt_args\n",
        table.text().tool);
    out += zsh_context();
    if (!table.first_words().empty()) return out + zsh_words(program);
    if (!program.words().empty()) return out + zsh_jobs(program);
    return out + zsh_arguments(table) + zsh_operands(table, {}) + "\n";
}

}  // namespace ptkt::cli
