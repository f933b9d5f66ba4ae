#include "common/cli/diagnostics.hpp"

#include <optional>

#include "common/base/text/ascii.hpp"
#include "common/base/text/visible.hpp"
#include "common/cli/mistaken_key.hpp"
#include "common/formats/json/event.hpp"

namespace ptkt::cli {

namespace {

using formats::LogForm;
using formats::Severity;

constexpr std::string_view kRed = "\x1b[1;31m";
constexpr std::string_view kYellow = "\x1b[1;33m";
constexpr std::string_view kCyan = "\x1b[36m";
constexpr std::string_view kPlain = "\x1b[0m";

bool wants_colour(const Io& io) {
    return io.err_is_terminal && !variable(io, "NO_COLOR") && variable(io, "TERM") != "dumb";
}

/// Trouble with standard error itself has nobody to be told to.
void write(Io& io, const std::string& text) {
    if (io.out_is_terminal)
        static_cast<void>(io.out.flush());  // results before what is said of them
    if (io.clear_line) io.clear_line();
    // An object and a message of a log say the time themselves.
    if (io.stamps_lines && !io.json && io.log_form == LogForm::Lines)
        static_cast<void>(io.err.append(base::to_rfc3339(io.now()) + " "));
    static_cast<void>(io.err.append(text));
    static_cast<void>(io.err.flush());
}

/// One thing that is said: as lines for people, or as an object.
struct Saying {
    std::string_view event;  ///< `error`, `warning`, `note` or `hint`
    std::string_view colour;
    std::string what;  ///< empty for a hint about what was said before
    std::string_view hint = {};
    std::optional<ExitStatus> status = {};   ///< with which the program ends for it
    const base::SourceText* text = nullptr;  ///< what it is about, with the place
    base::Span where = {};
};

json::Json object_of(const Io& io, const Saying& saying) {
    json::Json json = json::event(saying.event);
    json.set("time", base::to_rfc3339(io.moment())).set("program", io.tool);
    if (!saying.what.empty())
        json.set(saying.event == "error" ? "error" : "detail", without_keys(saying.what));
    if (saying.text != nullptr) {
        const base::Position at = saying.text->position(saying.where.offset);
        json.set("file", without_keys(saying.text->name()))
            .set("line", static_cast<std::int64_t>(at.line))
            .set("column", static_cast<std::int64_t>(at.column));
    }
    if (!saying.hint.empty() && !io.quiet) json.set("hint", without_keys(saying.hint));
    if (saying.status) json.set("status", to_int(*saying.status));
    return json;
}

/// Without what looks like a key, which people give by mistake where its source is asked for.
void write_line(Io& io, std::string_view word, std::string_view colour, std::string_view message) {
    const std::string shown = base::for_terminal(without_keys(message));
    if (wants_colour(io)) {
        write(io, fmt::format("{}: {}{}:{} {}\n", io.tool, colour, word, kPlain, shown));
    } else {
        write(io, fmt::format("{}: {}: {}\n", io.tool, word, shown));
    }
}

void say_hint(Io& io, std::string_view hint) {
    if (!hint.empty() && !io.quiet) write_line(io, "hint", kCyan, hint);
}

Severity severity_of(const Saying& saying) {
    if (saying.event == "error") return Severity::Error;
    return saying.event == "warning" ? Severity::Warning : Severity::Informational;
}

/// Standard error that leads to the journal would make an entry of each line of one.
void write_message(Io& io, const formats::LogMessage& message) {
    if (io.log_form == LogForm::Syslog) return write(io, formats::syslog_line(message) + "\n");
    const std::string entry = formats::journal_entry(message);
    if (!is_journal(io)) return write(io, entry + "\n");
    if (!io.to_journal || !io.to_journal(entry))
        write(io, fmt::format("{}: {}\n", message.program, message.text));
}

void say(Io& io, const Saying& saying) {
    if (io.log_form != LogForm::Lines) {
        const json::Json fields = object_of(io, saying);
        return write_message(
            io, {io.tool, severity_of(saying), base::to_rfc3339(io.moment()),
                 base::to_upper(saying.event),
                 without_keys(saying.what.empty() ? saying.hint : std::string_view(saying.what)),
                 fields});
    }
    if (io.json) return write(io, object_of(io, saying).dump() + "\n");
    const auto* const text = saying.text;
    if (saying.event == "note") {
        write(io, fmt::format("{}: {}\n", io.tool, base::for_terminal(saying.what)));
    } else {
        write_line(io, saying.event, saying.colour,
                   text != nullptr ? text->located(saying.where, saying.what) : saying.what);
    }
    if (text != nullptr)
        write(io, base::for_terminal(without_keys(text->caret(saying.where))) + "\n");
    say_hint(io, saying.hint);
}

void say_error(Io& io, const base::Error& error, std::optional<ExitStatus> status) {
    constexpr std::string_view kAboutKeys =
        "put a key into a file of mode 0600, or give it by fd:N or standard input: others can see "
        "arguments and variables";
    const bool shows_key = without_keys(error.what) != error.what;
    say(io, {.event = "error",
             .colour = kRed,
             .what = error.what,
             .hint = shows_key ? kAboutKeys : std::string_view(error.hint),
             .status = status});
}

}  // namespace

ExitStatus report(Io& io, const base::Error& error) {
    const ExitStatus status = exit_status(error.kind);
    const auto& broken_output = io.out.failure();
    const bool is_output = broken_output && broken_output->what == error.what;
    if (!is_output) say_error(io, error, status);
    return status;
}

void say_error(Io& io, const base::Error& error) {
    say_error(io, error, std::nullopt);
}

ExitStatus report(Io& io, const base::SourceText& text, const base::TextError& error,
                  base::ErrorKind kind) {
    const ExitStatus status = exit_status(kind);
    say(io, {.event = "error",
             .colour = kRed,
             .what = error.message,
             .hint = error.hint,
             .status = status,
             .text = &text,
             .where = error.where});
    return status;
}

ExitStatus report_usage(Io& io, std::string_view what, std::string_view hint) {
    const std::string page = fmt::format("see '{} --help'", io.page.empty() ? io.tool : io.page);
    say(io, {.event = "error",
             .colour = kRed,
             .what = std::string(what),
             .hint = io.json && hint.empty() ? std::string_view(page) : hint,
             .status = ExitStatus::Usage});
    if (!io.json) say_hint(io, page);
    return ExitStatus::Usage;
}

void hint(Io& io, std::string_view what) {
    if (!io.json) return say_hint(io, what);
    if (!io.quiet) say(io, {.event = "hint", .colour = kCyan, .what = {}, .hint = what});
}

void warn(Io& io, std::string_view what, std::string_view hint) {
    if (io.quiet) return;
    say(io, {.event = "warning", .colour = kYellow, .what = std::string(what), .hint = hint});
}

void warn(Io& io, const base::SourceText& text, const base::TextError& finding, Urgency urgency) {
    if (io.quiet && urgency == Urgency::Usual) return;
    say(io, {.event = "warning",
             .colour = kYellow,
             .what = finding.message,
             .hint = finding.hint,
             .text = &text,
             .where = finding.where});
}

void say_counters(Io& io, std::string_view what) {
    if (io.log_form != LogForm::Lines)
        return say(io, {.event = "counters", .colour = {}, .what = std::string(what)});
    write(io, fmt::format("{}: {}\n", io.tool, base::for_terminal(what)));
}

void note(Io& io, std::string_view what) {
    if (!io.quiet) say(io, {.event = "note", .colour = {}, .what = std::string(what)});
}

void log(Io& io, const LogEntry& entry) {
    if (io.log_form == LogForm::Lines) return note(io, entry.line);
    if (!io.quiet)
        write_message(io, {io.tool, entry.severity, base::to_rfc3339(io.moment()), entry.id,
                           entry.text, entry.fields});
}

void tell(Io& io, const json::Json& object) {
    if (io.json) write(io, object.dump() + "\n");
}

}  // namespace ptkt::cli
