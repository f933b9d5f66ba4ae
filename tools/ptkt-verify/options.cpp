#include "tools/ptkt-verify/options.hpp"

#include "common/racf/report/explanation.hpp"
#include "common/racf/report/report.hpp"
#include "common/wiring/listers.hpp"

namespace ptkt::verify {

namespace {

/// Which user signs on to which application.
void add_names(cli::OptionTable& table, Options& options) {
    const char* const names = "--batch takes its names from the lines";
    table.option({"user", 'u', "USER", "user ID that signs on"}, options.user, &racf::UserId::parse)
        .listed_by(wiring::kListUsers)
        .not_with({"batch"}, names);
    table
        .option({"appl", 'a', "APPL", "application name that is signed on to"}, options.appl,
                &racf::ApplName::parse)
        .listed_by(wiring::kListAppls)
        .not_with({"batch"}, names);
    table
        .option({"group", 'g', "GROUP", "connect group, instead of the user's default group"},
                options.group, &racf::GroupId::parse)
        .listed_by(wiring::kListGroups);
    table
        .option({"as", 0, "USER", "evaluate as this user, who needs READ to IRRPTAUTH.APPL.USER"},
                options.caller, &racf::UserId::parse)
        .listed_by(wiring::kListUsers);
}

/// Why a ticket is rejected, and how far that is looked for.
void add_explanation(cli::OptionTable& table, Options& options) {
    table
        .option({"explain", 'x', "", "only evaluate, and print the whole reasoning: why it fails"},
                options.explain)
        .not_with({"batch"}, "--explain is for one ticket, not for a batch");
    table
        .option({"all-users", 0, "", "with --explain: try every user of a large store"},
                options.all_users)
        .goes_with({"explain"});
    table
        .option({"all-appls", 0, "", "with --explain: try every application of a large store"},
                options.all_appls)
        .goes_with({"explain"});
}

}  // namespace

cli::OptionTable option_table(Options& options) {
    cli::OptionTable table({
        .tool = "ptkt-verify",
        .purpose = "Evaluate RACF PassTickets as RACF does, and use them up.",
        .usage = {"-u USER -a APPL [OPTION]... [TICKET]", "--batch [OPTION]... [FILE]"},
        .examples = {{"ptkt-gen -u USER0002 -a APPLI2I | ptkt-verify -u USER0002 -a APPLI2I",
                      "accepted, once"},
                     {"ptkt-verify -u USER0002 -a APPLI2I --no-record --json 0BRXPWHV",
                      "what would be decided, as JSON"},
                     {"ptkt-verify -u USER0002 -a APPLI2I --explain 0BRXPWHV",
                      "why it is rejected, and what to do"},
                     {"ptkt-verify --batch < tickets.txt",
                      "a decision for each line 'USER APPL TICKET [TIME]'"}},
        .exit_status = {{"0", "accepted"},
                        {"1", "rejected; in a batch, some were"},
                        {"64", "usage"},
                        {"65", "malformed input; in a batch, some lines were"},
                        {"66", "input not found"},
                        {"69", "the shared table of used tickets does not answer or protect"},
                        {"74", "input/output error: nothing was accepted"},
                        {"75", "the store is busy: try again"},
                        {"77", "not permitted"},
                        {"78", "configuration or store unusable"}},
    });
    add_names(table, options);
    table.option({"at", 0, "TIME", "moment of evaluation, instead of now"}, options.at);
    table.option(
        {"no-record", 0, "", "only evaluate: the ticket is not used up, nothing is logged"},
        options.no_record);
    table
        .option(
            {"replay", 0, "URL", "share used tickets with receivers: postgresql://HOST/DATABASE"},
            options.replay)
        .not_with({"key-file"}, "--key-file looks at no store: leave --replay out");
    add_explanation(table, options);
    table
        .option(
            {"key-file", 'k', "SOURCE",
             "evaluate by this key alone, with --explain try it too: a file, -, fd:N, cred:NAME"},
            options.key_file)
        .secret_source()
        .command_line_only();  // a habit of this would leave out all that the store knows
    table
        .option({"strict-keys", 0, "", "refuse a weak key of --key-file, instead of a warning"},
                options.strict_keys)
        .goes_with({"key-file"});
    table.option({"batch", 'b', "", "a decision for each line of FILE or standard input"},
                 options.batch)
        .command_line_only();  // a habit of this would leave out the names that are given
    table
        .option({"line-buffered", 0, "", "write each line of a batch at once"},
                options.line_buffered)
        .goes_with({"batch"});
    table.operand("TICKET|FILE",
                  "the ticket; default: the first line of standard input; with --batch "
                  "the lines' file",
                  options.operand);
    cli::add_common_options(table, options.common);
    table.fields(fmt::format("{}{}", report::kDecisionFields, report::kExplanationFields));
    return table;
}

}  // namespace ptkt::verify
