#include "tools/racf-admin/run.hpp"

#include <span>
#include <vector>

#include "common/base/secret.hpp"
#include "common/base/text/ascii.hpp"
#include "common/base/text/near_miss.hpp"
#include "common/cli/diagnostics.hpp"
#include "common/cli/record.hpp"
#include "common/racf/language/parser.hpp"
#include "common/racf/language/table.hpp"
#include "common/racf/report/command_report.hpp"
#include "common/wiring/open_store.hpp"
#include "tools/racf-admin/command_loop.hpp"
#include "tools/racf-admin/command_stream.hpp"
#include "tools/racf-admin/interactive.hpp"
#include "tools/racf-admin/ok_rc.hpp"
#include "tools/racf-admin/options.hpp"
#include "tools/racf-admin/verbs.hpp"

namespace ptkt::admin {

namespace {

using cli::ExitStatus;

/// The command or word of our own that a mistyped one was probably meant to be.
std::optional<std::string> meant_word(std::string_view typed) {
    std::vector<std::string> shown{"help"};
    for (const Verb& verb : verbs())
        shown.emplace_back(verb.word);
    for (const auto* one : racf_command::command_table())
        shown.emplace_back(one->name);
    std::vector<std::string> upper;
    for (const std::string& one : shown)
        upper.push_back(base::to_upper(one));
    const auto meant = base::near_miss(base::to_upper(typed), {upper.begin(), upper.end()});
    return meant ? std::optional(shown[*meant]) : std::nullopt;
}

/// Help about a command, or an operand of it, or a word of our own; about all without any word.
ExitStatus help(cli::Io& io, std::span<const std::string> about) {
    if (const Verb* verb = about.size() == 1 ? find_verb(about.front()) : nullptr) {
        io.args = {"--help"};
        return verb->run(io);
    }
    const auto text = racf_command::help(about);
    if (!text) {
        base::Error error = text.error();
        if (about.size() == 1)
            if (const auto meant = meant_word(about.front()))
                error.hint = fmt::format("did you mean 'help {}'?", *meant);
        return cli::report(io, error);
    }
    const auto written = io.out.append(*text);
    return written ? ExitStatus::Done : cli::report(io, written.error());
}

/// `RDEFINE --help` asks what `help RDEFINE` does, whatever else stands there.
bool asks_for_help(const Options& options) {
    const auto& words = options.words;
    return words.size() >= 2 && (words.back() == "--help" || words.back() == "-h") &&
           racf_command::find_command(base::to_upper(words[0])) != nullptr;
}

base::SourceText words_as_text(const Options& options) {
    std::string text;
    for (const std::string& word : options.words) {
        base::append_wiping(text, text.empty() ? "" : " ");
        base::append_wiping(text, word);
    }
    return {"<command line>", std::move(text)};
}

/// A secret among the words has been seen by everybody who looked at the processes.
void warn_of_secrets(cli::Io& io, const base::SourceText& source) {
    for (const auto& command : racf_command::split_commands(source.text())) {
        const auto parsed = racf_command::parse(command);
        if (parsed && parsed->redacted.find(racf_command::kHidden) != std::string::npos)
            cli::warn(io,
                      "a key or password on the command line can be seen by every user of this "
                      "machine",
                      "put the command into a file (-f FILE) or on standard input");
    }
}

/// Somebody sits at a terminal and has said nothing yet.
bool is_interactive(const cli::Io& io, const Options& options) {
    return options.words.empty() && !options.file && io.in_is_terminal && io.out_is_terminal;
}

/// RACF's message says only that there is no such command, or that a keyword is invalid.
void hint_at_slips(cli::Io& io, const Options& options) {
    const auto& words = options.words;
    const std::string command = base::to_upper(words.front());
    if (racf_command::find_command(command) == nullptr) {
        if (const auto meant = meant_word(command))
            cli::hint(io, fmt::format("did you mean {}?", *meant));
        return;
    }
    Options unused;
    const cli::OptionTable table = option_table(unused);
    for (const std::string& word : words)
        if (word.starts_with("--") && table.find(word.substr(2, word.find('=') - 2)) != nullptr)
            return cli::hint(
                io, fmt::format("options such as {} go before {}",
                                base::printable(word.substr(0, word.find('=')), 40), command));
}

ExitStatus run_words(cli::Io& io, const Options& options) {
    const base::SourceText source = words_as_text(options);
    warn_of_secrets(io, source);
    const auto store = wiring::open_store(io, options.common);
    if (!store) {
        const ExitStatus status = cli::report(io, store.error());
        hint_at_slips(io, options);  // one of them may be a --store after the command
        return status;
    }
    CommandLoop loop(io, options, **store);
    const ExitStatus status = loop.run(source);
    loop.tell_skipped();
    if (status != ExitStatus::Done) hint_at_slips(io, options);
    return status;
}

ExitStatus run_stream(cli::Io& io, const Options& options) {
    auto input = cli::open_input(io, options.file.value_or("-"));
    if (!input) return cli::report(io, input.error());
    const auto store = wiring::open_store(io, options.common);
    if (!store) return cli::report(io, store.error());
    CommandStream stream(io, std::move(*input));
    CommandLoop loop(io, options, **store);
    const ExitStatus status = loop.run(stream);
    loop.tell_skipped();
    return status;
}

ExitStatus run_session(cli::Io& io, const Options& options) {
    const auto store = wiring::open_store(io, options.common);
    return store ? run_interactive(io, options, **store) : cli::report(io, store.error());
}

ExitStatus commands(cli::Io& io, const Options& options) {
    if (!options.words.empty()) return run_words(io, options);
    return is_interactive(io, options) ? run_session(io, options) : run_stream(io, options);
}

/// A word of our own with options of its own: its options may stand before and behind it, so the
/// arguments are taken apart again, by its table and without the word.
std::optional<ExitStatus> run_verb(cli::Io& io, const Options& options) {
    const Verb* verb = options.words.empty() ? nullptr : find_verb(options.words.front());
    if (verb == nullptr) return std::nullopt;
    io.args.erase(io.args.end() - static_cast<std::ptrdiff_t>(options.words.size()));
    return verb->run(io);
}

}  // namespace

ExitStatus run(cli::Io& io) {
    Options options;
    const cli::OptionTable table = option_table(options);
    if (const auto over = cli::parse_options(table, io)) return *over;
    if (const auto done = run_verb(io, options)) return *done;
    if (options.file && !options.words.empty())
        return cli::report_usage(io,
                                 "commands come from the command line or from a file, not both");
    if (!options.words.empty() && base::to_lower(options.words.front()) == "help")
        return help(io, std::span(options.words).subspan(1));
    if (asks_for_help(options)) return help(io, std::span(options.words).first(1));
    const std::string fields =
        fmt::format("{}{}", report::kCommandFields, options.dry_run ? " changes" : "");
    if (const auto wrong = cli::refuse_unknown_field(io, options.common, fields)) return *wrong;
    return taken_as_done(commands(io, options), options.ok_rc);
}

}  // namespace ptkt::admin
