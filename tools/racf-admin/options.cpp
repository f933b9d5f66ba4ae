#include "tools/racf-admin/options.hpp"

namespace ptkt::admin {

cli::OptionTable option_table(Options& options) {
    cli::OptionTable table({
        .tool = "racf-admin",
        .purpose = "Run RACF commands on a profile store.",
        .usage = {"[OPTION]... init", "[OPTION]... key|rotate|rekey|audit ...",
                  "[OPTION]... COMMAND OPERANDS...",
                  "[OPTION]... [-f FILE]   commands from FILE or standard input"},
        .examples = {{"racf-admin --store /srv/ptkt init", "make a store"},
                     {"racf-admin -f define.racf", "run the commands of a file"},
                     {"racf-admin RLIST APPL APPLI2I AUTHUSER", "run one command"}},
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
    table.option({"as", 0, "USER", "issue the commands as this user; else as IBMUSER"},
                 options.issuer, &racf::UserId::parse);
    table
        .option({"stop-at", 0, "RC", "stop after a command with this return code or a higher one"},
                options.stop_at)
        .range(1, 12);
    table.words("COMMAND",
                "a RACF command, or init, key, rotate, rekey, audit; secrets are better in a file",
                options.words);
    cli::add_common_options(table, options.common);
    return table;
}

}  // namespace ptkt::admin
