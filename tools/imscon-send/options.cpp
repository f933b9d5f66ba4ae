#include "tools/imscon-send/options.hpp"

#include <charconv>
#include <limits>

#include "common/base/text/ascii.hpp"
#include "common/ims/sender/results/result_text.hpp"
#include "common/ims/wire/checks.hpp"
#include "common/ims/wire/timer.hpp"
#include "common/wiring/listers.hpp"

namespace ptkt::imscon_send {

namespace {

using ims_sender::ClientSettings;
using ims_sender::Duplicate;
using ims_sender::Encoding;
using ims_sender::Form;
using ims_sender::Mode;
using ims_sender::Rejection;

constexpr const char* kTool = "imscon-send";

/// A name of the wire's header: 1 to 8 of A-Z, 0-9, @, # and $.
base::Result<std::string> read_name(std::string_view word) {
    if (auto checked = ims_wire::check_name("name", word); !checked)
        return std::move(checked).error();
    return std::string(word);
}

/// A name of the wire that may be a client ID.
base::Result<std::string> read_client_id(std::string_view word) {
    if (auto checked = ims_wire::check_client_id(word); !checked) return std::move(checked).error();
    return std::string(word);
}

/// A whole number of at most `T`'s size, above zero.
template <typename T>
std::optional<T> positive(std::string_view text) {
    T number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_all = failed == std::errc() && end == text.data() + text.size();
    return is_all && number > 0 ? std::optional(number) : std::nullopt;
}

base::Result<Target> read_target(std::string_view word) {
    const auto colon = word.rfind(':');
    std::string_view host = word.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    const auto port = colon == std::string_view::npos
                          ? std::nullopt
                          : positive<std::uint16_t>(word.substr(colon + 1));
    if (port && !host.empty()) return Target{std::string(host), *port};
    return base::with_hint(base::fail(base::ErrorKind::Malformed, "'{}' is not a host and port",
                                      base::printable(word, 60)),
                           "write HOST:PORT, such as zos.example.com:9999 or [::1]:9999");
}

base::Result<base::Byte> read_timer(std::string_view word) {
    if (word == "default") return ims_wire::kTimerDefault;
    if (word == "forever") return ims_wire::kTimerForever;
    std::optional<std::chrono::milliseconds> wait;
    if (word.ends_with("ms")) {
        if (const auto count = positive<std::uint32_t>(word.substr(0, word.size() - 2)))
            wait.emplace(*count);
    } else if (const auto seconds = base::parse_duration(word)) {
        wait.emplace(*seconds);
    }
    const auto value = wait ? ims_wire::encode_timer(*wait) : std::nullopt;
    if (value) return *value;
    return base::with_hint(base::fail(base::ErrorKind::Malformed, "'{}' is not a time of IRM_TIMER",
                                      base::printable(word, 40)),
                           "write 10ms to 60m, default or forever");
}

base::Result<Rejection> read_rejection(std::string_view word) {
    if (word == "keep") return Rejection{};
    if (const auto reason = positive<std::uint16_t>(word)) return Rejection{*reason};
    return base::fail(base::ErrorKind::Malformed, "'{}' is neither keep nor a reason of 1 to 65535",
                      base::printable(word, 40));
}

// The options in groups, by the jobs that have them; the man page has the same ones.

/// What `--list` prints, and of which member.
void add_list(cli::OptionTable& table, Options& options, bool has_descriptors) {
    std::vector<std::pair<std::string, Listed>> words{{"rmtimscon", Listed::RmtImsCons},
                                                      {"datastore", Listed::DataStores},
                                                      {"link", Listed::Links}};
    std::vector<std::string> members{"member"};
    if (has_descriptors) {
        words.emplace_back("descriptor", Listed::Descriptors);
        members.emplace_back("otma-member");
    }
    table
        .choice({"list", 0, "WHAT", "print the member's IDs of this kind, and end"}, options.list,
                std::move(words))
        .command_line_only()
        .goes_with(std::move(members));
}

/// Of all jobs, before the others.
void add_member(cli::OptionTable& table, Options& options, bool has_descriptors = false) {
    table
        .option({"member", 'm', "MEMBER", "HWSCFGxx member: what this IMS Connect is"},
                options.member)
        .file();
    add_list(table, options, has_descriptors);
}

/// Of send: the place of -r, -d and -t.
void add_descriptor(cli::OptionTable& table, Options& options) {
    table
        .option({"descriptor", 0, "NAME", "OTMA destination descriptor, instead of -r, -d and -t"},
                options.descriptor, read_name)
        .goes_with({"otma-member"},
                   "--descriptor goes with --otma-member: the DFSYDTx member that has it")
        .listed_by("imscon-send --list descriptor");
    table
        .option({"otma-member", 0, "MEMBER", "DFSYDTx member: where OTMA sends messages"},
                options.otma_member)
        .goes_with({"descriptor", "list"})
        .file();
    table
        .option({"super-member", 0, "MEMBER", "another IMS Connect of the descriptor's SMEM=YES"},
                options.super_members)
        .goes_with({"descriptor"})
        .file();
    for (const char* const other : {"to", "rmtimscon", "datastore", "trancode"})
        table.exclusive({"descriptor", other},
                        fmt::format("--descriptor excludes --{}: the descriptor says it", other));
}

/// Of send, client and fetch: whom to connect to, and as whom.
void add_peer(cli::OptionTable& table, Options& options) {
    table
        .option({"rmtimscon", 'r', "ID", "RMTIMSCON statement to send by; the only one by default"},
                options.rmtimscon)
        .listed_by("imscon-send --list rmtimscon");
    table.option({"to", 0, "HOST:PORT", "where to connect to, instead of a member"}, options.to,
                 read_target);
    table
        .option({"user", 'u', "USER", "user ID, instead of USERID of the statement"}, options.user,
                read_name)
        .listed_by(wiring::kListUsers);
    table
        .option({"appl", 'a', "APPL", "application name, instead of APPL of the statement"},
                options.appl, read_name)
        .listed_by(wiring::kListAppls);
    table
        .option(
            {"password-file", 0, "SOURCE",
             "password or phrase of the user instead of PassTickets: a file, -, fd:N, cred:NAME"},
            options.password_file)
        .secret_source();
    table
        .option({"datastore", 'd', "ID", "data store that the messages are for"},
                options.sender.datastore, read_name)
        .listed_by("imscon-send --list datastore");
    table.exclusive({"to", "member"}, "--to excludes --member and --rmtimscon");
    table.exclusive({"to", "rmtimscon"}, "--to excludes --member and --rmtimscon");
    table.choice({"socket", 0, "KIND", "of IRM_SOCT; PERSISTENT of the statement by default"},
                 options.persistent, {{"persistent", true}, {"transaction", false}});
    table.option(
        {"ticket-per-message", 0, "", "a new PassTicket in each message, at most one a second"},
        options.sender.ticket_per_message);
    table.option({"same-second", 0, "", "the receiver accepts a ticket again: do not wait"},
                 options.sender.same_second);
    table.option({"at", 0, "TIME", "moment that the first ticket is made for, instead of now"},
                 options.sender.clock);
}

/// Of send, client and link: the messages.
void add_messages(cli::OptionTable& table, Options& options) {
    table.option({"trancode", 't', "CODE", "transaction code, put before each message's data"},
                 options.sender.trancode, read_name);
    table.choice({"format", 0, "FORM", "how messages are read; lines by default"},
                 options.sender.format,
                 {{"lines", Form::Lines}, {"ndjson", Form::Ndjson}, {"raw", Form::Raw}});
    table
        .option({"unsent", 0, "FILE", "keep what was not acknowledged, as it was read"},
                options.sender.unsent)
        .file();
}

void add_file(cli::OptionTable& table, Options& options) {
    table.operand("FILE", "messages; - or nothing is standard input", options.file).file();
}

/// Of send and client: messages side by side, and a cut between them.
void add_sending(cli::OptionTable& table, Options& options) {
    table.option({"lterm", 0, "NAME", "LTERM of messages that name none"},
                 options.sender.client.lterm, read_name);
    table
        .option({"journal", 0, "FILE", "what was sent and acknowledged, to continue after a cut"},
                options.journal)
        .file();
    table.option({"ordered", 0, "", "results in the order of the messages, not as they come"},
                 options.sender.ordered);
    table
        .option({"sockets", 's', "N", "messages under way at a time; 1 by default"},
                options.sender.sockets)
        .range(1, 64);
    table.option({"keep-going", 0, "", "continue with the next message after a refusal"},
                 options.sender.keep_going);
}

/// Of client and fetch.
void add_client(cli::OptionTable& table, Options& options) {
    ClientSettings& client = options.sender.client;
    table.option({"client-id", 0, "ID", "client ID, instead of one that is made"}, client.client_id,
                 read_client_id);
    table.choice({"duplicate", 0, "WORD", "where the client ID is in use; refuse by default"},
                 client.duplicate,
                 {{"refuse", Duplicate::Refuse},
                  {"cancel", Duplicate::Cancel},
                  {"generate", Duplicate::Generate}});
    table.option({"group", 0, "GROUP", "RACF group"}, client.group, read_name);
    table.choice({"exit", 0, "EXIT", "message exit; HWSSMPL1 by default"}, client.exit,
                 {{"HWSSMPL0", ims_wire::Exit::Sampl0}, {"HWSSMPL1", ims_wire::Exit::Sampl1}});
    table.option({"timer", 0, "TIME", "IRM_TIMER: 10ms to 60m, default or forever"}, client.timer,
                 read_timer);
    table.option({"nak", 0, "REASON", "answer output by NAK: keep, or a reason of 1 to 65535"},
                 client.nak, read_rejection);
    table.option({"want-mod", 0, "", "ask for the MFS MOD name of replies"}, client.wants_mod);
}

void add_mode(cli::OptionTable& table, Options& options) {
    table.choice({"mode", 0, "MODE", "what becomes of a message; send-receive by default"},
                 options.sender.mode,
                 {{"send-receive", Mode::SendReceive},
                  {"send-only", Mode::SendOnly},
                  {"send-only-ack", Mode::SendOnlyAck},
                  {"send-only-error", Mode::SendOnlyError}});
    table.choice({"commit-mode", 0, "MODE", "of send-receive; 1 by default"},
                 options.sender.client.is_cm0, {{"0", true}, {"1", false}});
    table.choice({"sync", 0, "LEVEL", "sync level; none by default, confirm in commit mode 0"},
                 options.sender.client.confirms, {{"none", false}, {"confirm", true}});
}

void add_fetching(cli::OptionTable& table, Options& options) {
    using ims_protocol::Retrieval;
    ClientSettings& client = options.sender.client;
    table.choice({"retrieve", 0, "HOW", "what is asked for; no-auto by default"}, client.retrieval,
                 {{"single", Retrieval::Single},
                  {"single-wait", Retrieval::SingleWait},
                  {"no-auto", Retrieval::NoAuto},
                  {"auto", Retrieval::Auto}});
    table.option({"tpipe", 0, "NAME", "whose output is fetched; by default the client ID's"},
                 client.tpipe, read_name);
    table.option({"max-messages", 'n', "N", "end after this many"}, client.max_messages)
        .range(1, std::numeric_limits<std::int64_t>::max());
}

/// Of fetch: synchronous callout requests.
void add_callouts(cli::OptionTable& table, Options& options) {
    table
        .choice({"callout", 0, "WHICH", "fetch synchronous callouts: only them, or first"},
                options.callouts, {{"only", false}, {"first", true}})
        .goes_with({"answer-with"})
        .not_with({"nak"}, "--nak has no effect on callouts: the status of the program says it");
    table
        .option({"answer-with", 0, "COMMAND", "run this for each callout; it writes the answer"},
                options.callout.program)
        .goes_with({"callout"});
    table
        .option({"answer-limit", 0, "TIME", "how long the command may take; 30s by default"},
                options.callout.limit)
        .range(1, 86'400)
        .goes_with({"callout"});
    table
        .choice({"answer-as", 0, "KIND", "response with (IRM_F4 L) or without (M) a confirmation"},
                options.callout.is_confirmed, {{"confirmed", true}, {"unconfirmed", false}})
        .goes_with({"callout"});
    table
        .option({"answer-raw", 0, "", "callout and answer are bytes, not text"},
                options.callout.is_raw)
        .goes_with({"callout"});
}

void add_listen(cli::OptionTable& table, Options& options) {
    table.option(
        {"listen", 'l', "ADDR:PORT", "for the return connection; the member's ports by default"},
        options.sender.listen, &net::parse_endpoint);
}

/// Of all jobs, behind the others.
void add_connection(cli::OptionTable& table, Options& options) {
    using ebcdic::CodePage;
    table.choice({"encoding", 'e', "CODE", "what text is sent in; cp1047 by default"},
                 options.sender.encoding,
                 {{"cp1047", Encoding{CodePage::Cp1047}},
                  {"cp037", Encoding{CodePage::Cp037}},
                  {"ascii", Encoding{std::nullopt}}});
    table
        .option({"timeout", 0, "TIME", "for connecting, and for each answer; 30s, or ACKTO"},
                options.sender.timeout)
        .range(1, 86'400);
    table
        .option({"retry", 0, "N", "connect again up to N times when that fails or it is lost"},
                options.sender.retry)
        .range(0, 1'000'000);
    table.option({"next", 0, "", "wait for the next second: no two runs use the same ticket"},
                 options.sender.next);
    if (table.find("at") != nullptr)
        table.exclusive({"at", "next"}, "--at and --next exclude each other");
    wiring::add_tls_options(table, options.tls);
    cli::add_common_options(table, options.common);
    table.fields(ims_sender::kResultFields);
}

// What is told of each job beside its options.

using Statuses = std::vector<std::pair<std::string, std::string>>;

/// Of send and client.
Statuses sending_statuses() {
    return {{"0", "every message was acknowledged"},
            {"1", "some message was refused or not sent"},
            {"64", "usage, or a journal of another input"},
            {"65", "malformed input: those messages were not sent"},
            {"66", "member, input or certificate not found"},
            {"69", "the other IMS Connect is not reachable, or went away"},
            {"74", "input/output error"},
            {"75", "another run uses the journal"},
            {"77", "not permitted, or a key that others may read"},
            {"78", "configuration, store or certificate unusable, or no journal"}};
}

cli::OptionTable sending_table(cli::ToolText text, Options& options) {
    cli::OptionTable table(std::move(text));
    table.job_of(kTool, [&options] { return job_tables(options); });
    add_member(table, options, true);
    add_peer(table, options);
    add_messages(table, options);
    add_descriptor(table, options);
    add_sending(table, options);
    add_file(table, options);
    add_connection(table, options);
    return table;
}

}  // namespace

cli::OptionTable option_table(Options& options) {
    return sending_table(
        {
            .tool = kTool,
            .purpose = "Send IMS messages over TCP/IP, as a user that a PassTicket makes trusted. "
                       "Each job has options and a --help of its own; without the word of one, as "
                       "here, it is send.",
            .usage = {"[send] -m MEMBER [-r RMTIMSCON] [OPTION]... [FILE]",
                      "client --to HOST:PORT|-m MEMBER [OPTION]... [FILE]",
                      "fetch --to HOST:PORT|-m MEMBER --client-id ID [OPTION]...",
                      "link -m MEMBER [OPTION]... LCLPLKID [FILE]"},
            .examples = {{"imscon-send -m HWSCFGS1 -r ICON2 -t PART < orders.txt",
                          "a message for each line, a result for each message"},
                         {"imscon-send client --to host:9999 -t PART orders.txt",
                          "an ordinary client: replies too"},
                         {"imscon-send -m HWSCFGS1 --unsent rest.txt orders.txt",
                          "what was not acknowledged is kept"},
                         {"imscon-send -m HWSCFGS1 --format ndjson --json < messages.ndjson",
                          "messages and results as JSON"}},
            .exit_status = sending_statuses(),
        },
        options);
}

cli::OptionTable send_table(Options& options) {
    return sending_table(
        {
            .tool = "imscon-send send",
            .purpose = "Send IMS messages as another IMS Connect, trusted by its first message; "
                       "'send' may be left out.",
            .usage = {"-m MEMBER [-r RMTIMSCON] [OPTION]... [FILE]",
                      "-m MEMBER --otma-member DFSYDTx --descriptor NAME [OPTION]... [FILE]"},
            .examples = {{"imscon-send send -m HWSCFGS1 -r ICON2 -t PART < orders.txt",
                          "a message for each line, a result for each message"},
                         {"imscon-send send -m HWSCFGS1 --sockets 8 --journal sent orders.txt",
                          "eight at a time; the same command continues after a cut"}},
            .exit_status = sending_statuses(),
        },
        options);
}

cli::OptionTable client_table(Options& options) {
    cli::OptionTable table({
        .tool = "imscon-send client",
        .purpose = "Send IMS messages as an ordinary client, whose every message is checked.",
        .usage = {"--to HOST:PORT [OPTION]... [FILE]", "-m MEMBER [OPTION]... [FILE]"},
        .examples = {{"imscon-send client --to host:9999 -t PART orders.txt",
                      "transactions and their replies"},
                     {"imscon-send client --to host:9999 --mode send-only -t PART orders.txt",
                      "messages that nothing answers"}},
        .exit_status = sending_statuses(),
    });
    table.job_of(kTool, [&options] { return job_tables(options); });
    add_member(table, options);
    add_peer(table, options);
    add_mode(table, options);
    add_client(table, options);
    add_messages(table, options);
    add_sending(table, options);
    add_file(table, options);
    add_connection(table, options);
    return table;
}

cli::OptionTable fetch_table(Options& options) {
    cli::OptionTable table({
        .tool = "imscon-send fetch",
        .purpose = "Fetch the output that waits for a client ID or tpipe: RESUME TPIPE.",
        .usage = {"--to HOST:PORT --client-id ID [OPTION]...",
                  "-m MEMBER --client-id ID [OPTION]..."},
        .examples = {{"imscon-send fetch --to host:9999 --client-id CLIENT01",
                      "what there is, acknowledged when it is written out"},
                     {"imscon-send fetch --to host:9999 --tpipe ORDERS --retrieve auto",
                      "also what comes, until SIGTERM"},
                     {"imscon-send fetch -m MEMBER --tpipe T --callout only --answer-with ./answer",
                      "answer synchronous callouts"}},
        .exit_status = {{"0", "all output was fetched"},
                        {"1", "RESUME TPIPE was refused"},
                        {"64", "usage"},
                        {"66", "member or certificate not found"},
                        {"69", "the other IMS Connect is not reachable, or went away"},
                        {"74", "input/output error"},
                        {"77", "not permitted, or a key that others may read"},
                        {"78", "configuration, store or certificate unusable"}},
    });
    table.job_of(kTool, [&options] { return job_tables(options); });
    add_member(table, options);
    add_peer(table, options);
    add_fetching(table, options);
    add_callouts(table, options);
    add_client(table, options);
    add_connection(table, options);
    return table;
}

cli::OptionTable link_table(Options& options) {
    cli::OptionTable table({
        .tool = "imscon-send link",
        .purpose = "Send IMS messages over an MSC link, which the other side connects back for.",
        .usage = {"-m MEMBER [OPTION]... LCLPLKID [FILE]"},
        .examples = {{"imscon-send link -m HWSCFGM1 -t PART MSC12 < orders.txt",
                      "a message for each line, with results and replies"}},
        .exit_status = {{"0", "every message was acknowledged"},
                        {"1", "some message was refused or not sent"},
                        {"64", "usage"},
                        {"65", "malformed input: those messages were not sent"},
                        {"66", "member, input or certificate not found"},
                        {"69", "the other IMS Connect is not reachable, or went away"},
                        {"73", "cannot listen there"},
                        {"74", "input/output error"},
                        {"75", "another program has the port"},
                        {"77", "not permitted, or a key that others may read"},
                        {"78", "configuration, store or certificate unusable"}},
    });
    table.job_of(kTool, [&options] { return job_tables(options); });
    add_member(table, options);
    add_listen(table, options);
    add_messages(table, options);
    table.operand("LCLPLKID", "of the MSC statement to send over", options.lclplkid)
        .listed_by("imscon-send --list link")
        .optional = true;  // --list does without
    add_file(table, options);
    add_connection(table, options);
    return table;
}

std::vector<cli::OptionTable> job_tables(Options& options) {
    return {send_table(options), client_table(options), fetch_table(options), link_table(options)};
}

}  // namespace ptkt::imscon_send
