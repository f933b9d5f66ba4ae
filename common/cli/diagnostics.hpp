#ifndef PTKT_CLI_DIAGNOSTICS_HPP
#define PTKT_CLI_DIAGNOSTICS_HPP

#include <string_view>

#include "common/base/text/source_text.hpp"
#include "common/cli/exit_status.hpp"
#include "common/cli/io.hpp"
#include "common/formats/json/json.hpp"

/// What a program says beside its results, on standard error: `tool: error: what happened`, then
/// `tool: hint: what to do`. Colour on a terminal only, never with NO_COLOR or TERM=dumb. With
/// `--json` each of these is an object in a line of its own, the hint a field of it; with a
/// `log_form` it is a message in that form.
namespace ptkt::cli {

/// Says the error and gives the status to end with. A failure of standard output is left to
/// `run_body`, which knows whether anybody is to be told.
ExitStatus report(Io& io, const base::Error& error);

/// The same whatever failed: for the one who decides that.
void say_error(Io& io, const base::Error& error);

/// Says what is wrong in a text: `tool: error: file:line:column: message`, then the line with
/// carets. `kind` decides the status: Malformed for input, Config for settings.
ExitStatus report(Io& io, const base::SourceText& text, const base::TextError& error,
                  base::ErrorKind kind = base::ErrorKind::Malformed);

/// Says what to do about what has been said.
void hint(Io& io, std::string_view what);

/// Says that the command line makes no sense, and where to read about it.
ExitStatus report_usage(Io& io, std::string_view what, std::string_view hint = {});

/// `tool: warning: what`, with a hint when there is one. Nothing with `-q`.
void warn(Io& io, std::string_view what, std::string_view hint = {});

/// Whether `-q` silences a warning.
enum class Urgency { Usual, Always };

/// The same about a place in a text, with the line and carets.
void warn(Io& io, const base::SourceText& text, const base::TextError& finding,
          Urgency urgency = Urgency::Usual);

/// `tool: what`, whether or not -q was given: somebody has asked for it by a signal.
void say_counters(Io& io, std::string_view what);

/// `tool: what`: news of a long-running program, or what `-v` asks for. Nothing with `-q`.
void note(Io& io, std::string_view what);

/// A message for the log of the system: `text` for people, `id` a number such as HWSP1503E or a
/// word, `fields` what is known of it. Where `log_form` is Lines, `line` is said as a note instead.
struct LogEntry {
    std::string_view line;
    std::string id;
    std::string text;
    formats::Severity severity = formats::Severity::Informational;
    const json::Json& fields;
};
void log(Io& io, const LogEntry& entry);

/// With `--json`, an object about what was done, where standard output is taken by something else.
void tell(Io& io, const json::Json& object);

}  // namespace ptkt::cli

#endif
