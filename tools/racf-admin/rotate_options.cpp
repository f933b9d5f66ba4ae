#include "common/wiring/listers.hpp"
#include "tools/racf-admin/fields.hpp"
#include "tools/racf-admin/rotate.hpp"
#include "tools/racf-admin/words.hpp"

namespace ptkt::admin {

namespace {

cli::ToolText text() {
    return {
        .tool = "racf-admin rotate",
        .purpose = "Change the key of a PTKTDATA profile without a refused sign-on.",
        .usage = {"[OPTION]... PROFILE", "--status [--every DURATION] [--compare FILE] PROFILE",
                  "--abort|--rollback|--revoke-previous PROFILE",
                  "--settle [--grace DURATION] PROFILE",
                  "--wait-for DIR [--within DURATION] PROFILE", "--emit racf|icsf PROFILE"},
        .examples = {{"racf-admin rotate APPLI2I --every 30d --at +1h", "for cron"},
                     {"racf-admin rotate APPLI2I --status", "where it stands"},
                     {"racf-admin rotate APPLI2I --emit racf -o job.racf", "for z/OS"}},
        .exit_status = {{"0", "done, or nothing to do"},
                        {"1",
                         "--status: due, different from the other side, or not in force; "
                         "--wait-for: a receiver does not have the keys"},
                        {"64", "usage"},
                        {"65", "a moment or length of time out of range"},
                        {"66", "no such profile; nothing to abort or to roll back to"},
                        {"74", "input/output error"},
                        {"75", "another run is at work: try again"},
                        {"77", "not permitted: a key is staged already, or secret output"},
                        {"78", "the profile has no key, or the store is unusable"}},
    };
}

/// What is done instead of making a new key.
std::vector<std::string> other_actions() {
    return {"status", "settle", "abort", "rollback", "revoke-previous", "wait-for", "emit"};
}

constexpr const char* kNewKeyOnly = "--at and --upgrade go with a new key";
constexpr const char* kEmitOnly = "--output and --show-secret go with --emit";

void add_when(cli::OptionTable& table, RotateOptions& options) {
    table
        .option({"every", 0, "DURATION", "do nothing unless the key is this old, or due"},
                options.every)
        .not_with({"settle", "abort", "rollback", "revoke-previous", "wait-for", "emit"});
    table.option({"at", 0, "TIME", "when the new key takes over; now by default"}, options.at)
        .command_line_only()
        .not_with(other_actions(), kNewKeyOnly);
    table
        .option({"grace", 0, "DURATION", "how long the old key is accepted then; 2 windows"},
                options.grace)
        .not_with({"status", "abort", "emit", "revoke-previous", "wait-for"});
    table
        .option({"jitter", 0, "DURATION", "wait for a random part of this time first"},
                options.jitter)
        .range(0, 86400)
        .not_with({"status", "emit", "wait-for"});
}

void add_wait(cli::OptionTable& table, RotateOptions& options) {
    table
        .option({"wait-for", 0, "DIR", "wait until all receivers report that they have the keys"},
                options.wait_for)
        .command_line_only();
    table.option({"within", 0, "DURATION", "with --wait-for: for so long at most"}, options.within)
        .command_line_only()
        .goes_with({"wait-for"});
}

}  // namespace

cli::OptionTable rotate_table(RotateOptions& options) {
    cli::OptionTable table(text());
    table
        .operand("PROFILE", "name of the PTKTDATA profile, mostly the application's",
                 options.profile, &racf::ProfileName::parse)
        .listed_by(wiring::kListAppls);
    add_when(table, options);
    table.choice({"kind", 0, "KIND", "which key, of a profile with both"}, options.enhanced,
                 {{"des", false}, {"hmac", true}});
    table
        .choice({"upgrade", 0, "KIND", "from the legacy key to an enhanced one"}, options.upgrade,
                {{"enhanced", true}})
        .command_line_only()
        .not_with(other_actions(), kNewKeyOnly);
    table.option({"settle", 0, "", "make no key: only record what has become due"}, options.settle)
        .command_line_only();
    table
        .option({"revoke-previous", 0, "", "accept no earlier key from now on"},
                options.revoke_previous)
        .command_line_only();
    table
        .option({"status", 0, "", "tell where the rotation stands, and change nothing"},
                options.status)
        .command_line_only();
    table
        .option({"compare", 0, "FILE", "with --status: the other side's status as JSON"},
                options.compare)
        .file()
        .command_line_only()
        .goes_with({"status"});
    add_wait(table, options);
    table.option({"abort", 0, "", "take the staged key away"}, options.abort).command_line_only();
    table
        .option({"rollback", 0, "", "make the previous key the active one again"}, options.rollback)
        .command_line_only();
    table
        .choice({"emit", 0, "FORM", "print the key's commands for the other side"}, options.emit,
                {{"racf", Emit::Racf}, {"icsf", Emit::Icsf}})
        .command_line_only();
    table
        .option({"output", 'o', "FILE", "write what --emit gives to FILE, mode 0600"},
                options.output)
        .file()
        .command_line_only()
        .goes_with({"emit"}, kEmitOnly);
    table
        .option({"show-secret", 0, "", "let --emit print a key on a terminal"}, options.show_secret)
        .command_line_only()
        .goes_with({"emit"}, kEmitOnly);
    table
        .option({"as", 0, "USER", "the user who is on record for it; default: IBMUSER"},
                options.issuer, &racf::UserId::parse)
        .listed_by(wiring::kListUsers);
    table.job_of(kTool, all_tables());
    cli::add_common_options(table, options.common);
    table.fields(kStatusFields);
    table.fields(kRotationFields);
    table.fields(kReceiverFields);
    return table;
}

}  // namespace ptkt::admin
