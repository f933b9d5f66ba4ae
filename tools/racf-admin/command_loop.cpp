#include "tools/racf-admin/command_loop.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "common/base/text/foreign.hpp"
#include "common/cli/diagnostics.hpp"
#include "common/cli/record.hpp"
#include "common/racf/command/listing/format.hpp"
#include "common/racf/language/foreign_command.hpp"
#include "common/racf/language/parser.hpp"
#include "common/racf/report/command_places.hpp"
#include "common/racf/report/command_report.hpp"

namespace ptkt::admin {

namespace {

using cli::ExitStatus;

/// RACF's return code as the status of the process: the numbers are the same.
ExitStatus status_of(int rc) {
    return static_cast<ExitStatus>(rc);
}

using Changes = std::vector<racf_session::WouldChange>;

std::string text_of(const Changes& changes) {
    std::string text;
    for (const auto& change : changes) {
        text += fmt::format("would {}\n", change.what);
        for (const std::string& line : change.lines)
            text += fmt::format("  {}\n", line);
    }
    return text;
}

json::Json json_of(const Changes& changes) {
    json::Json all = json::Json::array();
    for (const auto& change : changes) {
        json::Json lines = json::Json::array();
        for (const std::string& line : change.lines)
            lines.push(line);
        json::Json one = json::Json::object();
        one.set("change", change.what).set("text", std::move(lines));
        all.push(std::move(one));
    }
    return all;
}

}  // namespace

CommandLoop::CommandLoop(cli::Io& io, const Options& options, store::Store& store)
    : io_(io),
      options_(options),
      runner_(store, options.issuer, io.now,
              options.dry_run ? racf_session::Mode::Trial : racf_session::Mode::CarryOut,
              options.strict_keys) {}

ExitStatus CommandLoop::run(const base::SourceText& source) {
    const auto highest = run_all(source, nullptr);
    return highest ? status_of(*highest) : highest.error();
}

ExitStatus CommandLoop::run(CommandStream& stream) {
    int highest = 0;
    cli::Progress progress(io_, "command");
    while (!stopped_) {
        const auto source = stream.next();
        if (!source) return cli::report(io_, source.error());
        if (!*source) break;
        lines_before_ = stream.lines_before();
        const auto rc = run_all(**source, &progress);
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

base::Result<int, ExitStatus> CommandLoop::run_all(const base::SourceText& source,
                                                   cli::Progress* progress) {
    int highest = 0;
    for (const auto& command : racf_command::split_commands(source.text())) {
        const auto rc = run_one(source, command, progress);
        if (!rc) return rc;
        highest = std::max(highest, *rc);
        stopped_ = options_.stop_at && *rc >= *options_.stop_at;
        if (stopped_) break;
    }
    return highest;
}

base::Result<int, ExitStatus> CommandLoop::run_one(const base::SourceText& source,
                                                   const racf_command::LogicalCommand& text,
                                                   cli::Progress* progress) {
    const auto command = runner_.understand(text);
    if (options_.echo)
        if (auto echoed = io_.out.append(racf_command::redacted_of(command) + "\n"); !echoed)
            return cli::report(io_, echoed.error());
    auto outcome = runner_.run(command);
    if (!outcome) return cli::report(io_, outcome.error());
    skip_unsupported(*outcome);
    if (const auto status = answer(source, text, command, *outcome); status != ExitStatus::Done)
        return status;
    // Before its answer can be read: a person who has read it and asks for counters finds it
    // counted.
    if (progress != nullptr) progress->add(1, outcome->rc >= report::kEndedByError ? 1 : 0);
    // Output is handed over command by command: who reads a pipe sees what has happened so far.
    if (auto flushed = io_.out.flush(); !flushed) return cli::report(io_, flushed.error());
    if (outcome->rc >= report::kEndedByError) hint_at_conversion(source);
    for (const racf_command::Advice& advice : outcome->advice)
        cli::warn(io_, advice.what, advice.todo);
    return outcome->rc;
}

ExitStatus CommandLoop::answer(const base::SourceText& source,
                               const racf_command::LogicalCommand& text,
                               const racf_command::Understood& command,
                               const racf_command::CommandOutcome& outcome) {
    if (options_.common.json || options_.common.field)
        return cli::print_record(io_, options_.common, "", [&] {
            auto json = report::command_json(source, racf_command::redacted_of(command), outcome,
                                             lines_before_, report::first_character(text));
            if (options_.dry_run) json.set("changes", json_of(runner_.would_change()));
            return json;
        });
    std::string lines;
    for (const std::string& line : racf_command::format(outcome))
        lines += line + "\n";
    if (auto written = io_.out.append(lines + text_of(runner_.would_change())); !written)
        return cli::report(io_, written.error());
    // Of errors in a file, and with -v.
    if (options_.common.verbosity > 0 || (options_.file && outcome.rc >= report::kEndedByError))
        show_places(report::command_places(source, text, command, outcome, lines_before_));
    return ExitStatus::Done;
}

void CommandLoop::skip_unsupported(racf_command::CommandOutcome& outcome) {
    if (!options_.skip_unsupported) return;
    for (const racf_command::Message& message : outcome.messages()) {
        const std::string_view skipped = racf_command::without_place(message);
        if (skipped.empty()) continue;
        ++skipped_[std::string(skipped)];
        outcome.rc = 0;
    }
}

void CommandLoop::tell_skipped() const {
    if (skipped_.empty()) return;
    std::string counts;
    for (const auto& [command, count] : skipped_)
        counts += fmt::format("{}{} ({})", counts.empty() ? "" : ", ", command, count);
    cli::note(io_, "skipped, because it has no place here: " + counts);
}

/// Behind what RACF says.
void CommandLoop::show_places(const std::vector<std::string>& places) {
    if (auto flushed = io_.out.flush(); !flushed) return;  // told at the end of the run
    for (const std::string& place : places)
        cli::note(io_, place);
}

/// Said once: a file has the same code from its first line to its last.
void CommandLoop::hint_at_conversion(const base::SourceText& source) {
    if (told_of_code_) return;
    const std::string hint = base::ascii_hint(source.text());
    told_of_code_ = !hint.empty();
    if (told_of_code_) cli::hint(io_, hint);
}

}  // namespace ptkt::admin
