#include "common/cli/diagnostics.hpp"

#include "common/base/text/visible.hpp"
#include "common/cli/mistaken_key.hpp"

namespace ptkt::cli {

namespace {

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
    if (io.stamps_lines) static_cast<void>(io.err.append(base::to_rfc3339(io.now()) + " "));
    static_cast<void>(io.err.append(text));
    static_cast<void>(io.err.flush());
}

/// Without what looks like a key, which people give by mistake where its source is asked for.
void say(Io& io, std::string_view word, std::string_view colour, std::string_view message) {
    const std::string shown = base::for_terminal(without_keys(message));
    if (wants_colour(io)) {
        write(io, fmt::format("{}: {}{}:{} {}\n", io.tool, colour, word, kPlain, shown));
    } else {
        write(io, fmt::format("{}: {}: {}\n", io.tool, word, shown));
    }
}

/// The line of a text with carets.
void show(Io& io, const base::SourceText& text, base::Span where) {
    write(io, base::for_terminal(without_keys(text.caret(where))) + "\n");
}

void say_hint(Io& io, std::string_view hint) {
    if (!hint.empty() && !io.quiet) say(io, "hint", kCyan, hint);
}

}  // namespace

ExitStatus report(Io& io, const base::Error& error) {
    const auto& broken_output = io.out.failure();
    const bool is_output = broken_output && broken_output->what == error.what;
    if (!is_output) say_error(io, error);
    return exit_status(error.kind);
}

void say_error(Io& io, const base::Error& error) {
    say(io, "error", kRed, error.what);
    if (without_keys(error.what) != error.what)
        return say_hint(io,
                        "put a key into a file of mode 0600, or give it by fd:N or standard "
                        "input: others can see arguments and variables");
    say_hint(io, error.hint);
}

ExitStatus report(Io& io, const base::SourceText& text, const base::TextError& error,
                  base::ErrorKind kind) {
    say(io, "error", kRed, text.located(error.where, error.message));
    show(io, text, error.where);
    say_hint(io, error.hint);
    return exit_status(kind);
}

ExitStatus report_usage(Io& io, std::string_view what, std::string_view hint) {
    say(io, "error", kRed, what);
    say_hint(io, hint);
    say_hint(io, fmt::format("see '{} --help'", io.page.empty() ? io.tool : io.page));
    return ExitStatus::Usage;
}

void hint(Io& io, std::string_view what) {
    say_hint(io, what);
}

void warn(Io& io, std::string_view what, std::string_view hint) {
    if (io.quiet) return;
    say(io, "warning", kYellow, what);
    say_hint(io, hint);
}

void warn(Io& io, const base::SourceText& text, const base::TextError& finding, Urgency urgency) {
    if (io.quiet && urgency == Urgency::Usual) return;
    say(io, "warning", kYellow, text.located(finding.where, finding.message));
    show(io, text, finding.where);
    say_hint(io, finding.hint);
}

void say_counters(Io& io, std::string_view what) {
    write(io, fmt::format("{}: {}\n", io.tool, base::for_terminal(what)));
}

void note(Io& io, std::string_view what) {
    if (!io.quiet) write(io, fmt::format("{}: {}\n", io.tool, base::for_terminal(what)));
}

}  // namespace ptkt::cli
