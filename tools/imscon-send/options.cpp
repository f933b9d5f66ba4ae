#include "tools/imscon-send/options.hpp"

#include "common/ims_wire/checks.hpp"

namespace ptkt::imscon_send {

namespace {

cli::ToolText text() {
    return {
        .tool = "imscon-send",
        .purpose = "Send IMS messages over TCP/IP, as a user whom a PassTicket makes trusted.",
        .usage = {"-m MEMBER [-r RMTIMSCON] [OPTION]... [FILE]",
                  "-m MEMBER --link LCLPLKID [OPTION]... [FILE]"},
        .examples = {{"imscon-send -m HWSCFGS1 -r ICON2 -t PART < orders.txt",
                      "a message for each line, a result for each message"},
                     {"imscon-send -m HWSCFGS1 --unsent rest.txt orders.txt",
                      "what was not acknowledged is kept"},
                     {"imscon-send -m HWSCFGS1 --format ndjson --json < messages.ndjson",
                      "messages and results as JSON"}},
        .exit_status = {{"0", "every message was acknowledged"},
                        {"1", "some message was refused or not sent"},
                        {"64", "usage, or a journal of another input"},
                        {"65", "malformed input: those messages were not sent"},
                        {"66", "member, input or certificate not found"},
                        {"69", "the other IMS Connect is not reachable, or went away"},
                        {"74", "input/output error"},
                        {"75", "another run uses the journal"},
                        {"77", "not permitted, or a key that others may read"},
                        {"78", "configuration, store or certificate unusable, or no journal"}},
    };
}

/// A name of the wire's header: 1 to 8 of A-Z, 0-9, @, # and $.
base::Result<std::string> read_name(std::string_view word) {
    if (auto checked = ims_wire::check_name("name", word); !checked)
        return std::move(checked).error();
    return std::string(word);
}

void add_message_options(cli::OptionTable& table, Options& options) {
    using ebcdic::CodePage;
    table.option({"datastore", 'd', "ID", "data store that the messages are for"},
                 options.datastore, read_name);
    table.option({"trancode", 't', "CODE", "transaction code, put before each message's data"},
                 options.trancode, read_name);
    table.choice({"format", 'f', "FORM", "how messages are read; lines by default"}, options.format,
                 {{"lines", Form::Lines}, {"ndjson", Form::Ndjson}, {"raw", Form::Raw}});
    table.choice({"encoding", 'e', "CODE", "what text is sent in; cp1047 by default"},
                 options.encoding,
                 {{"cp1047", Encoding{CodePage::Cp1047}},
                  {"cp037", Encoding{CodePage::Cp037}},
                  {"ascii", Encoding{std::nullopt}}});
    table
        .option({"unsent", 0, "FILE", "keep what was not acknowledged, as it was read"},
                options.unsent)
        .file();
    table
        .option({"journal", 0, "FILE", "what was sent and acknowledged, to go on after a cut"},
                options.journal)
        .file();
    table.option({"ordered", 0, "", "results in the order of the messages, not as they come"},
                 options.ordered);
}

void add_connection_options(cli::OptionTable& table, Options& options) {
    table
        .option({"timeout", 0, "TIME", "for connecting, and for each answer; 30s, or ACKTO"},
                options.timeout)
        .range(1, 86'400);
    table
        .option({"retry", 0, "N", "connect again up to N times when that fails or it is lost"},
                options.retry)
        .range(0, 1'000'000);
    table
        .option({"sockets", 's', "N", "messages under way side by side; 1 by default"},
                options.sockets)
        .range(1, 64);
    table.option(
        {"ticket-per-message", 0, "", "a new PassTicket in each message, at most one a second"},
        options.ticket_per_message);
    table.option({"clock", 0, "TIME", "moment that the first ticket is made for, instead of now"},
                 options.clock);
    table.option({"next", 0, "", "wait for the next second: no two runs use the same ticket"},
                 options.next);
}

}  // namespace

cli::OptionTable option_table(Options& options) {
    cli::OptionTable table(text());
    table
        .option({"member", 'm', "MEMBER", "HWSCFGxx member: what this IMS Connect is"},
                options.member)
        .file();
    table.option(
        {"rmtimscon", 'r', "ID", "RMTIMSCON statement to send by; the only one by default"},
        options.rmtimscon);
    table.option({"link", 0, "LCLPLKID", "MSC statement to send over, instead of a RMTIMSCON"},
                 options.link);
    table.option({"listen", 'l', "ADDR:PORT",
                  "for the return connection of --link; the member's ports by default"},
                 options.listen, &ims_connection::parse_endpoint);
    add_message_options(table, options);
    add_connection_options(table, options);
    tls_access::add_tls_options(table, options.tls);
    table.operand("FILE", "messages; - or nothing is standard input", options.file).file();
    cli::add_common_options(table, options.common);
    return table;
}

}  // namespace ptkt::imscon_send
