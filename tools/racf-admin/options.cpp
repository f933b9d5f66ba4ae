#include "tools/racf-admin/options.hpp"

#include "common/racf/language/table.hpp"
#include "common/racf/report/command_report.hpp"
#include "common/wiring/listers.hpp"
#include "tools/racf-admin/ok_rc.hpp"
#include "tools/racf-admin/verbs.hpp"
#include "tools/racf-admin/words.hpp"

namespace ptkt::admin {

namespace {

/// What prints the names that a command may begin with; of new ones there is nothing to offer.
std::string lister_of(const racf_command::CommandSpec& command) {
    if (command.positionals.empty()) return {};
    switch (command.positionals.front().value.kind) {
        case racf_command::ValueKind::UserId:
            return wiring::kListUsers;
        case racf_command::ValueKind::GroupId:
            return wiring::kListGroups;
        case racf_command::ValueKind::AnyId:
            return command.name == "LISTUSER" ? wiring::kListUsers : wiring::kListGroups;
        case racf_command::ValueKind::ProfileName:
            return wiring::kListProfiles;
        default:
            return {};
    }
}

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
        word.lister = lister_of(*command);
        commands.push_back(word.names.front());
        words.push_back(std::move(word));
    }
    for (const Verb& verb : verbs())
        words.push_back({{std::string(verb.word)}, {verb.actions.begin(), verb.actions.end()}});
    for (const Verb& verb : verbs())
        commands.emplace_back(verb.word);
    words.push_back({{"help"}, std::move(commands)});
    return words;
}

}  // namespace

cli::OptionTable option_table(Options& options) {
    cli::OptionTable table({
        .tool = kTool,
        .purpose = "Run RACF commands on a profile store.",
        .usage = {"[OPTION]... access|audit|check|doctor|init|key|list|load ...",
                  "[OPTION]... new-link|rekey|replay|rotate|unload ...",
                  "[OPTION]... help [WORD | COMMAND [OPERAND]...]",
                  "[OPTION]... COMMAND OPERANDS...",
                  "[OPTION]... [-f FILE]   commands from FILE or standard input"},
        .examples = {{"racf-admin --store /srv/ptkt init", "make a store"},
                     {"racf-admin -f define.racf", "run the commands of a file"},
                     {"racf-admin RLIST APPL APPLI2I AUTHUSER", "run one command"},
                     {"racf-admin help RDEFINE SSIGNON", "what an operand is"},
                     {"racf-admin help rotate", "what a word of its own does"}},
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
        .file()
        .command_line_only();
    table.option({"echo", 0, "", "print each command first, its secrets hidden"}, options.echo);
    table
        .option({"as", 0, "USER", "issue the commands as this user; default: IBMUSER"},
                options.issuer, &racf::UserId::parse)
        .listed_by(wiring::kListUsers);
    table
        .option({"stop-at", 0, "RC", "stop after a command with this return code or a higher one"},
                options.stop_at)
        .range(1, 12);
    add_ok_rc(table, options.ok_rc);
    table.option({"skip-unsupported", 0, "",
                  "commands that have no place here end with 0; count them at the end"},
                 options.skip_unsupported);
    table.option({"strict-keys", 0, "", "refuse weak keys, instead of a warning"},
                 options.strict_keys);
    table
        .option({"dry-run", 0, "", "say what the commands would change, and change nothing"},
                options.dry_run)
        .command_line_only();
    table.words("COMMAND",
                "a RACF command, or one of the words above; secrets are better in a file",
                options.words, first_words());
    table.job_of(kTool, all_tables());
    cli::add_common_options(table, options.common);
    table.fields(report::kCommandFields);
    return table;
}

}  // namespace ptkt::admin
