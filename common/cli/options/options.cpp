#include "common/cli/options/options.hpp"

#include <algorithm>

#include "common/base/text/ascii.hpp"
#include "common/cli/diagnostics.hpp"
#include "common/cli/options/help.hpp"
#include "common/cli/options/jobs.hpp"
#include "common/cli/options/nearest.hpp"
#include "common/cli/options/show_config.hpp"
#include "common/cli/options/sources.hpp"
#include "common/formats/json/event.hpp"

namespace ptkt::cli {

namespace {

using base::Status;

Status in_range(const OptionSpec& spec, const std::vector<std::string>& words, base::Instant now) {
    const bool duration = spec.kind == OptionKind::Duration;
    if (!duration && spec.kind != OptionKind::Integer) return {};
    for (const std::string& word : words) {
        std::int64_t number = 0;
        base::Seconds length{};
        auto read = duration ? read_word(word, now, length) : read_word(word, now, number);
        if (!read) return read;
        if (duration) number = length.count();
        if (number < spec.least || number > spec.most)
            return fail(base::ErrorKind::Malformed, "{} is not from {} to {}{}", number, spec.least,
                        spec.most, duration ? " seconds" : "");
    }
    return {};
}

class Parser {
  public:
    Parser(const OptionTable& table, Io& io) : table_(table), io_(io), sources_(table, io) {}

    std::optional<ExitStatus> run() {
        io_.page = table_.text().tool;
        io_.json = io_.json || asks_for_objects();
        if (const auto split = sources_.split(); !split)
            return report_usage(io_, split.error().what);
        io_.json = false;
        note_flag("json", io_.json);
        if (const auto shown = show_text()) return shown;
        if (const auto failed = check_arguments()) return failed;
        if (const auto failed = sources_.read_settings()) return failed;
        note_flag("json", io_.json);
        for (const OptionSpec& spec : table_.options())
            if (const auto failed = set(spec)) return failed;
        note_flag("quiet", io_.quiet);
        if (arguments().options.contains("show-config") && !names_job())
            return show_config(io_, table_, sources_);
        return set_operands();
    }

  private:
    [[nodiscard]] const Arguments& arguments() const { return sources_.arguments(); }

    std::optional<ExitStatus> show_text() {
        const bool help = arguments().options.contains("help");
        if (!help && !arguments().options.contains("version")) return std::nullopt;
        const auto written = io_.out.append(help ? help_text(table_) : version());
        return written ? ExitStatus::Done : exit_status(written.error().kind);
    }

    std::string version() const {
        if (!io_.json) return version_text(table_);
        return json::event("version").set("program", io_.tool).set("version", PTKT_VERSION).dump() +
               "\n";
    }

    /// A PassTicket of type MIXED may begin with a dash, as one in 64 does.
    std::string hint_for(std::string_view unknown) const {
        const std::string near = nearest_option(table_, unknown);
        if (!near.empty()) return fmt::format("did you mean '--{}'?", near);
        if (table_.operands().empty() || unknown.starts_with("--")) return {};
        return fmt::format("if it is the {}, write '--' before it", table_.operands().front().name);
    }

    std::optional<ExitStatus> check_arguments() {
        if (!arguments().unknown.empty()) {
            const std::string& unknown = arguments().unknown.front();
            if (const std::string jobs = jobs_with(table_, unknown); !jobs.empty())
                return report_usage(
                    io_,
                    fmt::format("'{}' has no option '{}'", table_.text().tool,
                                base::printable(unknown.substr(0, unknown.find('=')), 40)),
                    fmt::format("did you mean {}?", jobs));
            return report_usage(io_,
                                fmt::format("unknown option '{}'", base::printable(unknown, 40)),
                                hint_for(unknown));
        }
        for (const auto& [name, words] : arguments().options) {
            const OptionSpec& spec = *table_.find(name);
            if (words.size() > 1 && !spec.repeatable && !spec.is_flag())
                return report_usage(io_, fmt::format("option '--{}' is given twice", name));
        }
        return std::nullopt;
    }

    std::optional<ExitStatus> set(const OptionSpec& spec) {
        const Found found = sources_.find(spec);
        if (found.words == nullptr) return std::nullopt;
        const base::Instant now = moment();
        Status done = in_range(spec, *found.words, now);
        // Read before it is judged: that it is not a value at all is the first thing to say.
        if (done && !spec.conditions.empty()) {
            if (const std::string complaint = sources_.complaint(spec, found.is_argument);
                !complaint.empty())
                return found.is_argument ? std::optional(report_usage(io_, complaint))
                                         : std::nullopt;
        }
        if (const std::string both = sources_.contradiction(spec); done && !both.empty())
            return refuse(found, both, "");
        if (done) done = spec.assign(*found.words, now);
        if (done) return std::nullopt;
        return refuse(found, fmt::format("{}: {}", found.name, done.error().what),
                      done.error().hint);
    }

    /// With the line of the settings where one says it.
    ExitStatus refuse(const Found& found, const std::string& message, const std::string& hint) {
        if (found.file == nullptr) return report_usage(io_, message, hint);
        return report(io_, found.file->text, {found.where, message, hint}, base::ErrorKind::Config);
    }

    /// Whether the first word is one of our own that has a table: its job parses the rest.
    bool names_job() const {
        const auto& given = arguments().operands;
        if (!table_.takes_words() || given.empty()) return false;
        const std::string word = base::to_lower(given.front());
        return std::ranges::any_of(table_.jobs(), [&](const OptionTable& job) {
            return !word.empty() && job.job() == word;
        });
    }

    /// Arguments that cannot be taken apart may have `--json` in them.
    bool asks_for_objects() const {
        const auto end = std::ranges::find(io_.args, "--");
        return std::find(io_.args.begin(), end, "--json") != end;
    }

    /// From here on the diagnostics know of that flag, too.
    void note_flag(std::string_view name, bool& flag) {
        const OptionSpec* spec = table_.find(name);
        const Found found = spec != nullptr ? sources_.find(*spec) : Found{};
        if (found.words != nullptr)
            static_cast<void>(read_word(found.words->back(), moment(), flag));
    }

    std::optional<ExitStatus> set_operands() {
        std::size_t at = 0;
        const auto& given = arguments().operands;
        for (const OperandSpec& spec : table_.operands()) {
            if (at == given.size()) {
                if (spec.optional) continue;
                return report_usage(io_, fmt::format("{} is missing", spec.name));
            }
            const std::size_t count = spec.many ? given.size() - at : 1;
            const auto first = given.begin() + static_cast<std::ptrdiff_t>(at);
            const auto done =
                spec.assign({first, first + static_cast<std::ptrdiff_t>(count)}, moment());
            if (!done)
                return report_usage(io_, spec.name + ": " + done.error().what, done.error().hint);
            at += count;
        }
        if (at == given.size()) return std::nullopt;
        return report_usage(io_,
                            fmt::format("unexpected operand '{}'", base::printable(given[at], 40)));
    }

    /// One moment for all relative times of a command line.
    base::Instant moment() {
        if (!moment_) moment_ = io_.now();
        return *moment_;
    }

    const OptionTable& table_;
    Io& io_;
    Sources sources_;
    std::optional<base::Instant> moment_;
};

}  // namespace

void add_common_options(OptionTable& table, CommonOptions& options) {
    OptionSpec& store =
        table.option({"store", 0, "DIR", "the profile store"}, options.store).directory();
    OptionSpec& master_key =
        table
            .option({"master-key", 0, "SOURCE", "where the store's master key is"},
                    options.master_key)
            .secret_source();
    OptionSpec& config =
        table.option({"config", 0, "FILE", "settings in TOML"}, options.config).file();
    config.in_settings = false;  // a settings file cannot name the settings file
    std::vector<OptionSpec*> added = {
        &store,
        &master_key,
        &config,
        &table.option({"json", 0, "", "print facts as JSON, one object a line"}, options.json),
        &table.option({"field", 0, "NAME", "print that one field of the JSON, bare"},
                      options.field),
        &table.option({"quiet", 'q', "", "no warnings and hints"}, options.quiet),
        &table.counter({"verbose", 'v', "", "say more; twice: still more"}, options.verbosity),
        &table
             .option({"show-config", 0, "", "print each option's value and where it comes from"},
                     options.show_config)
             .command_line_only(),
        &table.option({"help", 'h', "", "print this help"}, options.help).command_line_only(),
        &table.option({"version", 0, "", "print the version"}, options.version).command_line_only(),
    };
    for (OptionSpec* spec : added)
        spec->is_common = true;
    table.at("field").is_program_bound = true;  // the names of fields are a program's own
}

std::optional<ExitStatus> parse_options(const OptionTable& table, Io& io) {
    return Parser(table, io).run();
}

}  // namespace ptkt::cli
