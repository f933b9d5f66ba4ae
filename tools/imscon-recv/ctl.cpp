#include "tools/imscon-recv/ctl.hpp"

#include <algorithm>
#include <charconv>

#include "common/base/text/ascii.hpp"
#include "common/cli/diagnostics.hpp"
#include "common/cli/record.hpp"
#include "common/ims/operator/equivalents.hpp"
#include "common/net/local_socket.hpp"
#include "tools/imscon-recv/control_words.hpp"
#include "tools/imscon-recv/options.hpp"

namespace ptkt::imscon_recv {

namespace {

using cli::ExitStatus;

constexpr std::size_t kLongestAnswer = std::size_t{64} << 20U;
constexpr int kTimeLimitMs = 10'000;

/// Of what a command answers that changes something.
constexpr std::string_view kActedFields = "v event command id text";
/// Of the displays: those of the whole, of ports, data stores, partners and MSC links.
constexpr std::string_view kShownFields =
    "v event hws racf pswdmc maxsoc numsoc timeout rrs version smember datastores imsplexes ports "
    "port address active clients client_list datastore group member tmember rrname appl oaav ackto "
    "maxi rmtimscon hostname autoconn persistent idleto resvsoc msc user lclplkid rmtplkid lclims "
    "rmtims genimsid links";

struct Reply {
    int status = 0;
    std::string_view body;
};

base::Result<Reply> reply_of(std::string_view answer) {
    Reply reply;
    const auto end = answer.find('\n');
    const auto [stop, error] =
        std::from_chars(answer.data(), answer.data() + std::min(end, answer.size()), reply.status);
    if (end == std::string_view::npos || error != std::errc() || *stop != '\n')
        return base::fail(base::ErrorKind::Unavailable, "the receiver ended before its answer");
    reply.body = answer.substr(end + 1);
    return reply;
}

ExitStatus print_objects(cli::Io& io, const cli::CommonOptions& options, std::string_view lines) {
    while (!lines.empty()) {
        const std::string_view one = lines.substr(0, lines.find('\n'));
        const auto json = json::parse_json(one);
        if (!json)
            return cli::report(io,
                               base::fail(base::ErrorKind::Unavailable, "the answer is not JSON"));
        if (const auto printed = cli::print_record(io, options, {}, [&] { return *json; });
            printed != ExitStatus::Done)
            return printed;
        lines.remove_prefix(std::min(one.size() + 1, lines.size()));
    }
    return ExitStatus::Done;
}

std::string command_text(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : " ") + word;
    return text;
}

/// What a receiver answers to one command.
base::Result<std::string> answer_to(const std::string& control,
                                    const ims_operator::Command& command, bool json) {
    return net::ask_local(
        control,
        fmt::format("{}{}\n", json ? kWantsJson : kWantsText, ims_operator::to_string(command)),
        kLongestAnswer, kTimeLimitMs);
}

ExitStatus ask(cli::Io& io, const CtlOptions& options, const ims_operator::Command& command) {
    const bool json = options.common.json || options.common.field;
    const auto answer = answer_to(*options.control, command, json);
    if (!answer) return cli::report(io, answer.error());
    const auto reply = reply_of(*answer);
    if (!reply) return cli::report(io, reply.error());
    if (reply->status != 0) {
        const auto what = reply->body.substr(0, reply->body.find('\n'));
        cli::say_error(io, {base::ErrorKind::NotFound, std::string(what), {}});
        return static_cast<ExitStatus>(reply->status);
    }
    if (json) return print_objects(io, options.common, reply->body);
    static_cast<void>(io.out.append(reply->body));
    return ExitStatus::Done;
}

/// Each of them is carried out, whatever became of those before it.
ExitStatus ask_all(cli::Io& io, const CtlOptions& options,
                   const std::vector<ims_operator::Command>& commands) {
    ExitStatus status = ExitStatus::Done;
    for (const ims_operator::Command& command : commands)
        if (const auto done = ask(io, options, command); status == ExitStatus::Done) status = done;
    return status;
}

}  // namespace

base::Result<json::Json> ask_status(const std::string& control) {
    const auto answer = answer_to(control, {.verb = ims_operator::Verb::Status, .name = {}}, true);
    if (!answer) return answer.error();
    const auto reply = reply_of(*answer);
    if (!reply) return reply.error();
    const std::string_view line = reply->body.substr(0, reply->body.find('\n'));
    if (reply->status != 0)
        return base::fail(base::ErrorKind::Unavailable, "the receiver does not say how it is: {}",
                          base::printable(line));
    auto status = json::parse_json(line);
    if (!status || status->as_object() == nullptr)
        return base::fail(base::ErrorKind::Unavailable, "the answer is not a JSON object");
    return *std::move(status);
}

cli::OptionTable ctl_table(CtlOptions& options) {
    cli::OptionTable table({
        .tool = "imscon-recv ctl",
        .purpose = "Ask a running imscon-recv, or tell it what to do, as its operator.",
        .usage = {"[--control PATH] COMMAND [OPERAND...]"},
        .examples = {{"imscon-recv ctl --control recv.ctl VIEWHWS", "what it is and has"},
                     {"imscon-recv ctl --control recv.ctl VIEWPORT 8888 --json", "as JSON"},
                     {"imscon-recv ctl --control recv.ctl METRICS", "counters for Prometheus"}},
        .exit_status = {{"0", "done"},
                        {"1", "what the command names is not there"},
                        {"64", "usage"},
                        {"66", "no such socket"},
                        {"69", "nobody listens, or no answer came"},
                        {"77", "not permitted"},
                        {"78", "configuration unusable"}},
    });
    table.option({"control", 0, "PATH", "the socket that the receiver was given"}, options.control)
        .file();
    table.operand("COMMAND",
                  "VIEWHWS, VIEWPORT, VIEWDS, STOPRMT, SETRACF, ...; also as MODIFY or type-2",
                  options.words);
    table.job_of(kTool, all_tables());
    cli::add_common_options(table, options.common);
    table.fields(kShownFields);
    table.fields(kStatusFields);
    table.fields(kActedFields);
    return table;
}

ExitStatus run_ctl(cli::Io& io) {
    CtlOptions options;
    const cli::OptionTable table = ctl_table(options);
    if (const auto over = cli::parse_options(table, io)) return *over;
    const auto commands = ims_operator::parse_any_form(command_text(options.words));
    if (!commands) return cli::report_usage(io, commands.error().what, commands.error().hint);
    const ims_operator::Verb verb = commands->front().verb;
    if (verb == ims_operator::Verb::Metrics && (options.common.json || options.common.field))
        return cli::report_usage(io, "METRICS has one form, the text of Prometheus");
    if (!ims_operator::is_view(verb))
        if (const auto wrong = cli::refuse_unknown_field(io, options.common, kActedFields))
            return *wrong;
    if (!options.control)
        return cli::report_usage(io, "give the socket (--control)",
                                 "it is what the receiver was started with");
    return ask_all(io, options, *commands);
}

}  // namespace ptkt::imscon_recv
