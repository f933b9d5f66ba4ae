#include <algorithm>

#include "common/base/text/ascii.hpp"
#include "common/cli/options/completion.hpp"
#include "common/cli/options/completion_parts.hpp"

namespace ptkt::cli {

namespace {

using completion::Offer;
using completion::offer_of;
using completion::Program;
using completion::Word;

std::string fish_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\'' || c == '\\') out += '\\';
        out += c;
    }
    return out;
}

std::string fish_lines(const Program& program, std::string_view command) {
    return fmt::format("({} (_{}_context) 2>/dev/null)", command, program.function());
}

std::string fish_offer(const Program& program, const OptionSpec& spec) {
    if (spec.is_flag()) return "";
    const Offer offer = offer_of(spec);
    switch (offer.kind) {
        case Offer::Kind::Files:
            return " -r -F";
        case Offer::Kind::Directories:
            return " -x -a '(__fish_complete_directories)'";
        case Offer::Kind::Words:
            return fmt::format(" -x -a '{}'", offer.text);
        case Offer::Kind::Lines:
            return fmt::format(" -x -a '{}'", fish_lines(program, offer.text));
        default:
            return " -x";
    }
}

std::string fish_tail(const Program& program, const OptionSpec& spec) {
    const std::string letter = spec.letter == 0 ? "" : fmt::format(" -s {}", spec.letter);
    return fmt::format("{} -l {}{} -d '{}'\n", letter, spec.name, fish_offer(program, spec),
                       fish_text(spec.help));
}

bool has_tail(const Program& program, const OptionTable& table, const OptionSpec& spec) {
    const OptionSpec* other = table.find(spec.name);
    return other != nullptr && fish_tail(program, *other) == fish_tail(program, spec);
}

/// When fish offers an option: after a word that has it, or, of the program itself, not after one
/// that lacks it.
std::string fish_condition(const Program& program, const OptionSpec& spec) {
    std::string with;
    std::string without;
    for (const Word& word : program.words()) {
        if (word.table == nullptr) continue;
        (has_tail(program, *word.table, spec) ? with : without) += " " + word.names.front();
    }
    if (without.empty()) return {};
    return has_tail(program, program.plain(), spec)
               ? fmt::format(" -n 'not __fish_seen_subcommand_from{}'", without)
               : fmt::format(" -n '__fish_seen_subcommand_from{}'", with);
}

/// A line for each option, once where words have it alike.
std::string fish_options(const Program& program) {
    std::string out;
    for (const OptionTable* table : program.tables())
        for (const OptionSpec* spec : completion::shown(*table)) {
            const std::string line =
                fmt::format("complete -c {}{}{}", program.plain().text().tool,
                            fish_condition(program, *spec), fish_tail(program, *spec));
            if (out.find(line) == std::string::npos) out += line;
        }
    return out;
}

/// The options that say what is listed.
std::string fish_context(const Program& program) {
    return fmt::format(
        "function _{}_context\n"
        "    set -l words (commandline -opc)\n"
        "    for i in (seq 2 (count $words))\n"
        "        switch $words[$i]\n"
        "            case {}\n"
        "                set -l next (math $i + 1)\n"
        "                test $next -le (count $words); and printf '%s\\n' $words[$i] "
        "$words[$next]\n"
        "            case '--store=*' '--config=*' '--member=*' '--otma-member=*'\n"
        "                printf '%s\\n' $words[$i]\n"
        "        end\n"
        "    end\n"
        "end\n",
        program.function(), fmt::join(completion::kContext, " "));
}

std::string fish_words(const Program& program) {
    const std::string& tool = program.plain().text().tool;
    if (program.words().empty()) return {};
    std::string out = fmt::format("complete -c {} -n __fish_use_subcommand -a '{}'\n", tool,
                                  program.first_names());
    for (const Word& word : program.words()) {
        std::string offered = completion::joined(word.following, " ");
        if (!word.lister.empty())
            offered += (offered.empty() ? "" : " ") + fish_lines(program, word.lister);
        if (offered.empty()) continue;
        // Fish compares with the case that is typed.
        std::vector<std::string> names = word.names;
        if (word.table == nullptr)
            for (const std::string& name : word.names)
                names.push_back(base::to_upper(name));
        out += fmt::format("complete -c {} -n '__fish_seen_subcommand_from {}' -a '{}'\n", tool,
                           completion::joined(names, " "), offered);
    }
    return out;
}

bool fish_takes_files(const Program& program) {
    return std::ranges::any_of(program.tables(), [](const OptionTable* table) {
        return std::ranges::any_of(table->operands(), &OperandSpec::is_file);
    });
}

}  // namespace

std::string fish_completion(const OptionTable& table) {
    const Program program(table);
    const std::string& tool = table.text().tool;
    std::string out =
        fmt::format("# fish completion for {}, made from its table of options\n", tool);
    out += fish_context(program);
    if (!fish_takes_files(program)) out += fmt::format("complete -c {} -f\n", tool);
    return out + fish_options(program) + fish_words(program);
}

}  // namespace ptkt::cli
