#include "tools/racf-admin/session.hpp"

#include <algorithm>

#include "common/cli/diagnostics.hpp"
#include "common/cli/record.hpp"
#include "common/racf/command/listing/format.hpp"
#include "common/racf/language/parser.hpp"
#include "common/racf/report/command_report.hpp"

namespace ptkt::admin {

namespace {

using cli::ExitStatus;

/// RACF's return code as the status of the process: the numbers are the same.
ExitStatus status_of(int rc) {
    return static_cast<ExitStatus>(rc);
}

/// RACF's return code of a command that was ended by an error.
constexpr int kError = 8;

/// How much of a line is shown above the caret.
enum class Shown { Line, UpToPlace, Nothing };

using Parsed = base::Result<racf_command::Command, racf_command::ParseFailure>;

const std::string& redacted_of(const Parsed& command) {
    return command ? command->redacted : command.error().redacted;
}

/// A line that may hold a secret is not repeated; what stands in front of the trouble may be, when
/// nothing in it had to be hidden.
Shown shown_of(const racf_command::LogicalCommand& text, const Parsed& command) {
    if (racf_command::may_be_kept(text)) return Shown::Line;
    if (command || command.error().hidden) return Shown::Nothing;
    std::string_view front = command.error().redacted;
    if (front.ends_with(racf_command::kHidden)) front.remove_suffix(racf_command::kHidden.size());
    return front.find(racf_command::kHidden) == std::string_view::npos ? Shown::UpToPlace
                                                                       : Shown::Nothing;
}

/// Where the text ends that may be shown with a place: what follows may be a secret whose keyword
/// or parenthesis was mistyped, so no more than parentheses that close.
std::size_t end_of_open_text(std::string_view text, base::Span place) {
    const std::size_t end = std::min(place.offset + place.length, text.size());
    return std::min(text.find_first_not_of(')', end), text.size());
}

/// The place of a command's first word in the source text.
std::size_t first_character(const racf_command::LogicalCommand& command) {
    const std::string_view text = command.text();
    const auto first = std::min(text.find_first_not_of(" \t"), text.size());
    return command.in_source({first, 1}).offset;
}

racf::UserId default_issuer() {
    return racf::UserId::parse("IBMUSER").value();
}

}  // namespace

Session::Session(cli::Io& io, const Options& options, store::Store& store)
    : io_(io),
      options_(options),
      store_(store),
      secrets_(store.keys()),
      context_{store, secrets_, options.issuer.value_or(default_issuer())} {
    // Somebody must be able to undo that all administrators are revoked.
    context_.issuer_may_be_revoked = !options.issuer;
    context_.commit = [this](std::vector<racf::Change> changes) {
        return store_.commit(changes, context_.now);
    };
}

ExitStatus Session::run(const base::SourceText& source) {
    const auto highest = run_all(source);
    return highest ? status_of(*highest) : highest.error();
}

ExitStatus Session::run(CommandStream& stream) {
    int highest = 0;
    while (!stopped_) {
        const auto source = stream.next();
        if (!source) return cli::report(io_, source.error());
        if (!*source) break;
        lines_before_ = stream.lines_before();
        const auto rc = run_all(**source);
        if (!rc && io_.out.failure())
            cli::say_error(io_, base::fail(base::ErrorKind::Io,
                                           "{}:{}: the answer could not be written: the commands "
                                           "after this one are not carried out",
                                           (*source)->name(), lines_before_ + 1));
        if (!rc) return rc.error();
        highest = std::max(highest, *rc);
    }
    return status_of(highest);
}

base::Result<int, ExitStatus> Session::run_all(const base::SourceText& source) {
    int highest = 0;
    for (const auto& command : racf_command::split_commands(source.text())) {
        const auto rc = run_one(source, command);
        if (!rc) return rc;
        highest = std::max(highest, *rc);
        stopped_ = options_.stop_at && *rc >= *options_.stop_at;
        if (stopped_) break;
    }
    return highest;
}

base::Result<int, ExitStatus> Session::run_one(const base::SourceText& source,
                                               const racf_command::LogicalCommand& text) {
    const auto command = racf_command::parse(text);
    const std::string& redacted = redacted_of(command);
    if (options_.echo)
        if (auto echoed = io_.out.append(redacted + "\n"); !echoed)
            return cli::report(io_, echoed.error());
    const auto outcome = command ? carry_out(*command)
                                 : base::Result<racf_command::CommandOutcome>(racf_command::not_understood(
                                       command.error().messages, command.error().rc));
    if (!outcome) return cli::report(io_, outcome.error());
    if (auto audited = audit(redacted, outcome->rc); !audited)
        return cli::report(
            io_, base::with_hint(audited.error(),
                                 outcome->rc == 0 ? "the command was carried out all the same: "
                                                    "only its audit record is missing"
                                                  : "the command was refused; its audit record is "
                                                    "missing"));
    if (const auto status = answer(source, text, command, *outcome); status != ExitStatus::Done)
        return status;
    // Output is handed over command by command: who reads a pipe sees what has happened so far.
    if (auto flushed = io_.out.flush(); !flushed) return cli::report(io_, flushed.error());
    return outcome->rc;
}

base::Result<racf_command::CommandOutcome> Session::carry_out(const racf_command::Command& command) {
    const auto lock = store_.lock();
    if (!lock) return lock.error();
    context_.now = io_.now();
    return racf_command::apply(command, context_);
}

ExitStatus Session::answer(const base::SourceText& source, const racf_command::LogicalCommand& text,
                           const Parsed& command, const racf_command::CommandOutcome& outcome) {
    if (options_.common.json || options_.common.field)
        return cli::print_record(io_, options_.common, "", [&] {
            return report::command_json(source, redacted_of(command), outcome, lines_before_,
                                        first_character(text));
        });
    for (const std::string& line : racf_command::format(outcome))
        if (auto written = io_.out.append(line + "\n"); !written)
            return cli::report(io_, written.error());
    if (options_.common.verbosity > 0 || (options_.file && outcome.rc >= kError))
        show_places(source, text, command, outcome);
    return ExitStatus::Done;
}

/// Of errors in a file, and with -v: where in the text the messages point, once for each place,
/// behind what RACF says. An error that points nowhere is shown at its command.
void Session::show_places(const base::SourceText& source, const racf_command::LogicalCommand& text,
                          const Parsed& command, const racf_command::CommandOutcome& outcome) {
    if (auto flushed = io_.out.flush(); !flushed) return;  // told at the end of the run
    std::optional<base::Span> shown;
    const auto messages = outcome.messages();
    const Shown how_much = shown_of(text, command);
    const bool points = std::any_of(messages.begin(), messages.end(),
                                    [](const auto& message) { return message.where.has_value(); });
    for (const auto& message : messages) {
        const bool at_command = !points && outcome.rc >= kError;
        const auto where = at_command ? base::Span{first_character(text), 0} : message.where;
        if (!where || where == shown) continue;
        shown = where;
        const base::Position at = source.position(shown->offset);
        std::string told = fmt::format("{}:{}:{}: {}", source.name(), lines_before_ + at.line,
                                       at.column, message.line());
        if (how_much == Shown::Line) told += "\n" + source.caret(*shown);
        if (how_much == Shown::UpToPlace) {
            const auto up_to = source.text().substr(0, end_of_open_text(source.text(), *shown));
            told += "\n" + base::SourceText(source.name(), std::string(up_to)).caret(*shown);
        }
        cli::note(io_, told);
    }
}

base::Status Session::audit(const std::string& redacted, int rc) const {
    json::Json record = json::Json::object();
    record.set("time", base::to_rfc3339(io_.now()))
        .set("event", "command")
        .set("user", context_.issuer.str())
        .set("command", redacted)
        .set("rc", rc);
    return store_.audit_log().append(record);
}

}  // namespace ptkt::admin
