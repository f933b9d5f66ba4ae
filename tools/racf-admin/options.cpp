#include "tools/racf-admin/options.hpp"

#include "common/racf/language/table.hpp"
#include "tools/racf-admin/verbs.hpp"

namespace ptkt::admin {

namespace {

/// What may stand first: our own words and the commands, each with its operands.
std::vector<cli::FirstWord> first_words() {
    std::vector<std::string> commands;
    std::vector<cli::FirstWord> words;
    for (const auto* command : racf_command::command_table()) {
        cli::FirstWord word;
        for (const std::string_view name : {command->name, command->alias, command->second_name})
            if (!name.empty()) word.names.emplace_back(name);
        for (const auto& keyword : command->keywords)
            word.following.emplace_back(keyword.name);
        commands.push_back(word.names.front());
        words.push_back(std::move(word));
    }
    words.push_back({{"init"}, {}});
    for (const Verb& verb : verbs())
        words.push_back({{std::string(verb.word)}, {verb.actions.begin(), verb.actions.end()}});
    words.push_back({{"help"}, std::move(commands)});
    return words;
}

}  // namespace

cli::OptionTable option_table(Options& options) {
    cli::OptionTable table({
        .tool = "racf-admin",
        .purpose = "Run RACF commands on a profile store.",
        .usage = {"[OPTION]... init",
                  "[OPTION]... key|rotate|rekey|replay|audit|check|unload|load|access ...",
                  "[OPTION]... help [COMMAND [OPERAND]...]", "[OPTION]... COMMAND OPERANDS...",
                  "[OPTION]... [-f FILE]   commands from FILE or standard input"},
        .examples = {{"racf-admin --store /srv/ptkt init", "make a store"},
                     {"racf-admin -f define.racf", "run the commands of a file"},
                     {"racf-admin RLIST APPL APPLI2I AUTHUSER", "run one command"},
                     {"racf-admin help RDEFINE SSIGNON", "what an operand is"}},
        .exit_status = {{"0", "all commands ended with return code 0"},
                        {"4, 8, 12", "the highest return code of the run"},
                        {"64", "usage"},
                        {"66", "input not found"},
                        {"73", "the store cannot be created"},
                        {"74", "input/output error"},
                        {"75", "the store is busy: try again"},
                        {"77", "not permitted"},
                        {"78", "configuration or store unusable"}},
    });
    table
        .option({"file", 'f', "FILE", "read commands from FILE; - is standard input"}, options.file)
        .file();
    table.option({"echo", 'e', "", "print each command first, its secrets hidden"}, options.echo);
    table.option({"as", 0, "USER", "issue the commands as this user; default: IBMUSER"},
                 options.issuer, &racf::UserId::parse);
    table
        .option({"stop-at", 0, "RC", "stop after a command with this return code or a higher one"},
                options.stop_at)
        .range(1, 12);
    table.words("COMMAND",
                "a RACF command, or one of the words above; secrets are better in a file",
                options.words, first_words());
    cli::add_common_options(table, options.common);
    return table;
}

}  // namespace ptkt::admin
