#include "tools/ptkt-gen/options.hpp"

#include "common/racf/report/report.hpp"
#include "common/wiring/listers.hpp"

namespace ptkt::gen {

namespace {

void add_batch(cli::OptionTable& table, Options& options) {
    table
        .option({"batch", 'b', "", "a ticket for each line of FILE or standard input"},
                options.batch)
        .command_line_only();  // a habit of this would leave out the names that are given
    table
        .option({"line-buffered", 0, "", "write each line of a batch at once"},
                options.line_buffered)
        .goes_with({"batch"});
    table.option({"jobs", 'j', "N", "threads of a batch; 0 takes all processors"}, options.jobs)
        .range(0, 256)
        .goes_with({"batch"});
    table.operand("FILE", "lines of a batch; - is standard input", options.file).file();
}

/// In whose name a ticket is made.
void add_caller(cli::OptionTable& table, Options& options) {
    table
        .option({"as", 0, "USER", "make it as this user, who needs UPDATE to IRRPTAUTH.APPL.USER"},
                options.caller, &racf::UserId::parse)
        .listed_by(wiring::kListUsers)
        .not_with({"key-file"}, "--key-file looks at no profile: leave --as out");
}

}  // namespace

cli::OptionTable option_table(Options& options) {
    using passticket::Kind;
    cli::OptionTable table({
        .tool = "ptkt-gen",
        .purpose = "Make RACF PassTickets: one, or a stream of them.",
        .usage = {"-u USER -a APPL [OPTION]...", "--batch [OPTION]... [FILE]"},
        .examples = {{"ptkt-gen -u USER0002 -a APPLI2I",
                      "a ticket with the key of the store's profile"},
                     {"ptkt-gen -u USER0002 -a APPLI2I --at -5m --json",
                      "one made five minutes ago"},
                     {"ptkt-gen --batch < names.txt", "a ticket for each line 'USER APPL [TIME]'"}},
        .exit_status = {{"0", "done"},
                        {"64", "usage"},
                        {"65", "malformed input; in a batch, some lines were"},
                        {"66", "input not found"},
                        {"74", "input/output error"},
                        {"77", "not permitted"},
                        {"78", "configuration or store unusable"}},
    });
    const char* const names = "--batch takes its names from the lines";
    table
        .option({"user", 'u', "USER", "user ID that the ticket is for"}, options.user,
                &racf::UserId::parse)
        .listed_by(wiring::kListUsers)
        .not_with({"batch"}, names);
    table
        .option({"appl", 'a', "APPL", "application name that the ticket is for"}, options.appl,
                &racf::ApplName::parse)
        .listed_by(wiring::kListAppls)
        .not_with({"batch"}, names);
    add_caller(table, options);
    table.choice({"type", 0, "TYPE", "kind of ticket; auto is what the key makes"}, options.type,
                 {{"auto", Wanted{}},
                  {"legacy", Wanted{Kind::Legacy}},
                  {"upper", Wanted{Kind::Upper}},
                  {"mixed", Wanted{Kind::Mixed}}});
    table.option({"at", 0, "TIME", "moment of generation, instead of now"}, options.at);
    table
        .option({"key-file", 'k', "SOURCE",
                 "key as hexadecimal digits from a file, -, fd:N or cred:NAME, not the store's"},
                options.key_file)
        .secret_source();
    table
        .option({"next", 0, "", "wait for the next second: no two runs give the same ticket"},
                options.next)
        .not_with({"batch"}, "--next is for single tickets");
    table
        .option({"strict-keys", 0, "", "refuse a weak key of --key-file, instead of a warning"},
                options.strict_keys)
        .goes_with({"key-file"});
    add_batch(table, options);
    cli::add_common_options(table, options.common);
    table.fields(report::kTicketFields);
    table.exclusive({"next", "at"}, "--next and --at exclude each other");
    table.at("key-file").yields_to({"store", "master-key"});
    table.at("store").not_with({"key-file"});
    table.at("master-key").not_with({"key-file"});
    return table;
}

}  // namespace ptkt::gen
