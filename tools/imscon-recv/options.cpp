#include "tools/imscon-recv/options.hpp"

#include <algorithm>
#include <memory>

#include "common/base/text/ascii.hpp"
#include "common/ims/operator/command.hpp"
#include "common/ims/receiver/record.hpp"
#include "common/ims/wire/numbers.hpp"
#include "common/wiring/listers.hpp"
#include "tools/imscon-recv/ctl.hpp"
#include "tools/imscon-recv/decode_verb.hpp"
#include "tools/imscon-recv/demo_verb.hpp"
#include "tools/imscon-recv/spool_verb.hpp"
#include "tools/imscon-recv/top_verb.hpp"

namespace ptkt::imscon_recv {

namespace {

/// What the tables of the program and of its words are bound to.
struct AllOptions {
    Options receive;
    CtlOptions ctl;
    SpoolOptions spool;
    DecodeOptions decode;
    DemoOptions demo;
    TopOptions top;
};

void add_limits(cli::OptionTable& table, ims_receiver::Settings& receiver) {
    table
        .option({"timeout", 0, "TIME",
                 "for signing on, and for the rest of a message; default: TCPIP TIMEOUT"},
                receiver.timeout)
        .range(1, 86'400);
    table
        .option({"trust-limit", 0, "TIME",
                 "end a trusted connection after this time; its sender signs on again"},
                receiver.trust_limit)
        .range(1, 31'536'000);
    table
        .option({"recheck-users", 0, "TIME",
                 "check at this interval whether a trusted user is revoked or deleted, and end the "
                 "trust"},
                receiver.recheck_users)
        .range(1, 86'400);
}

/// What becomes of messages other than output.
void add_delivery(cli::OptionTable& table, ims_receiver::Settings& receiver) {
    table
        .option({"spool", 0, "DIR", "keep messages there, a file each in DIR/new, instead"},
                receiver.spool)
        .directory();
    table.option({"exec", 0, "COMMAND", "run it for each message; what it prints is the reply"},
                 receiver.exec);
    table.option({"coprocess", 0, "COMMAND",
                  "run it once; it gets each message as a line of JSON and replies so"},
                 receiver.coprocess);
    table.exclusive({"exec", "coprocess", "spool"}, "give one of --exec, --coprocess and --spool");
    table.option({"parallel", 0, "N", "runs of --exec at once; 4 by default"}, receiver.parallel)
        .range(1, 1'000)
        .goes_with({"exec"});
    table
        .option({"time-limit", 0, "TIME", "for one run of --exec; 30s by default"},
                receiver.time_limit)
        .range(1, 86'400)
        .goes_with({"exec"});
}

/// `FISCICON=HWSSMPL1`: IRM_ID and the exit that it is a copy of.
base::Result<ims_wire::ExitAlias> read_exit_alias(std::string_view text) {
    using ims_wire::Exit;
    const std::size_t equals = text.find('=');
    const std::string_view id = text.substr(0, equals);
    const bool is_id = !id.empty() && id.size() <= ims_wire::kNameLength &&
                       std::ranges::all_of(id, base::is_printable);
    if (equals != std::string_view::npos && is_id)
        for (const Exit exit : {Exit::Sampl0, Exit::Sampl1})
            if (base::to_upper(text.substr(equals + 1)) == to_string(exit))
                return ims_wire::ExitAlias{std::string(id), exit};
    return base::fail(base::ErrorKind::Usage,
                      "{} is not IRM_ID=EXIT, with up to 8 characters and HWSSMPL0 or HWSSMPL1",
                      base::printable(text, 40));
}

/// Who may sign on, and what an operator sees.
void add_operation(cli::OptionTable& table, Options& options) {
    table
        .option({"appl", 0, "APPL", "take this application only; may be given several times"},
                options.applications, &racf::ApplName::parse)
        .listed_by(wiring::kListAppls);
    table.option({"count-failures-from", 0, "RANGE",
                  "only sign-ons from there count towards PASSWORD(REVOKE(n))"},
                 options.counted, &net::AddressRange::parse);
    table.option({"count-no-failures", 0, "", "no sign-on counts towards PASSWORD(REVOKE(n))"},
                 options.counts_nothing);
    table.option({"exit-alias", 0, "IRM_ID=EXIT",
                  "a name that clients have for HWSSMPL0 or HWSSMPL1; may be given several times"},
                 options.receiver.exit_aliases, &read_exit_alias);
    table.option({"no-passwords", 0, "", "users sign on by PassTickets alone"},
                 options.no_passwords);
    table.option(
        {"replay", 0, "URL", "share used tickets with other receivers: postgresql://HOST/DATABASE"},
        options.replay);
    table.exclusive({"count-failures-from", "count-no-failures"},
                    "give --count-failures-from or --count-no-failures, not both");
    table
        .option({"recorder", 0, "FILE", "the capture that RECORDER OPEN writes"},
                options.receiver.recorder)
        .file()
        .goes_with({"control"});
    table
        .option({"recorder-limit", 0, "MB", "its size at most; 100 by default"},
                options.receiver.recorder_limit)
        .range(1, 1'000'000)
        .goes_with({"recorder"});
    table
        .option({"recorder-secrets", 0, "", "write passwords and PassTickets as they come"},
                options.receiver.recorder_secrets)
        .goes_with({"recorder"});
    table.choice({"log-format", 0, "FORM",
                  "of messages on standard error: lines (default), or syslog or journal, with "
                  "IBM's numbers and fields"},
                 options.log_form,
                 {{"lines", formats::LogForm::Lines},
                  {"syslog", formats::LogForm::Syslog},
                  {"journal", formats::LogForm::Journal}});
    table
        .option({"control", 0, "PATH", "a socket for the operator: imscon-recv ctl VIEWHWS"},
                options.control)
        .file();
    table
        .option({"metrics", 0, "FILE", "write counters there for Prometheus, every few seconds"},
                options.metrics)
        .file();
}

/// What this IMS Connect is, and where it listens.
void add_place(cli::OptionTable& table, Options& options) {
    table
        .option({"member", 'm', "MEMBER", "HWSCFGxx member: what this IMS Connect is"},
                options.member)
        .file();
    table.option({"listen", 'l', "ADDR:PORT",
                  "listen here instead of on the member's ports; port 0 picks one"},
                 options.listen, &net::parse_endpoint);
    table
        .option({"ready-file", 0, "FILE", "written when listening: a line ADDR:PORT for each"},
                options.ready_file)
        .file();
}

}  // namespace

std::function<std::vector<cli::OptionTable>()> all_tables() {
    return [all = std::shared_ptr<AllOptions>()]() mutable -> std::vector<cli::OptionTable> {
        if (!all) all = std::make_shared<AllOptions>();
        return {option_table(all->receive), ctl_table(all->ctl),   spool_table(all->spool),
                decode_table(all->decode),  demo_table(all->demo), top_table(all->top)};
    };
}

cli::OptionTable option_table(Options& options) {
    using ebcdic::CodePage;
    using ims_receiver::Form;
    ims_receiver::Settings& receiver = options.receiver;
    cli::OptionTable table({
        .tool = kTool,
        .purpose =
            "Receive IMS messages over TCP/IP, from senders that a PassTicket makes trusted.",
        .usage = {"-m MEMBER [OPTION]...", "ctl [--control PATH] COMMAND [OPERAND...]",
                  "spool check|recover [OPTION]... DIR", "decode [OPTION]... [FILE]...",
                  "top [--control PATH] [OPTION]...", "demo [--keep]",
                  "help ctl|top|spool|decode|demo"},
        .examples = {{"imscon-recv demo", "see what all five programs do, in a few seconds"},
                     {"imscon-recv -m HWSCFGR1", "messages and events as JSON, a line each"},
                     {"imscon-recv -m HWSCFGR1 --listen 127.0.0.1:0 --ready-file ready",
                      "on a port that the system picks and writes to the file"},
                     {"imscon-recv -m HWSCFGR1 --exec 'tr a-z A-Z'",
                      "with a transaction that replies in capitals"},
                     {"imscon-recv -m HWSCFGR1 --output raw > messages",
                      "for 'imscon-send --format raw'"}},
        .exit_status = {{"0", "stopped, or --max-messages have come"},
                        {"64", "usage"},
                        {"66", "member or certificate not found"},
                        {"69", "the shared table of used tickets does not answer or protect"},
                        {"73", "cannot listen there"},
                        {"74", "output or spool failed: what was not written was not acknowledged"},
                        {"75", "another program has the port or the spool"},
                        {"77", "not permitted, or a key that others may read"},
                        {"78", "configuration, store or certificate unusable"}},
    });
    add_place(table, options);
    table.choice({"output", 0, "FORM", "how messages are written; ndjson by default"},
                 receiver.output,
                 {{"ndjson", Form::Ndjson}, {"text", Form::Text}, {"raw", Form::Raw}});
    table.option({"max-messages", 'n', "N", "end after this many messages"}, receiver.max_messages)
        .range(1, 1'000'000'000'000);
    table.choice(
        {"encoding", 'e', "PAGE", "code page of EBCDIC data; cp1047 by default"}, receiver.encoding,
        {{"cp1047", CodePage::Cp1047}, {"cp037", CodePage::Cp037}, {"cp500", CodePage::Cp500}});
    add_limits(table, receiver);
    add_delivery(table, receiver);
    add_operation(table, options);
    wiring::add_tls_options(table, options.tls);
    const auto words = ims_operator::command_words();
    table.words(
        "COMMAND",
        "ctl and a command for a running receiver, top, spool and an action, decode, or demo",
        options.words,
        {{{std::string(kCtl)}, {words.begin(), words.end()}},
         {{std::string(kSpool)}, {kSpoolActions.begin(), kSpoolActions.end()}},
         {{std::string(kTop)}, {}},
         {{std::string(kDecode)}, {}},
         {{std::string(kDemo)}, {}}});
    table.job_of(kTool, all_tables());
    cli::add_common_options(table, options.common);
    table.exclusive(
        {"json", "log-format"},
        "give --json or --log-format: each is a form of what is said on standard error");
    table.fields(fmt::format("{}", fmt::join(ims_receiver::message_fields(), " ")));
    return table;
}

}  // namespace ptkt::imscon_recv
