#include "common/cli/options/argv.hpp"

#include <algorithm>

// The only place that knows CLI11, and that it reports by exceptions.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wconversion"
#include <CLI/CLI.hpp>
#pragma GCC diagnostic pop

#include "common/base/text/ascii.hpp"

namespace ptkt::cli {

namespace {

using base::ErrorKind;

base::Error missing_word(const OptionSpec& spec) {
    return fail(ErrorKind::Usage, "option '--{}' needs a value: {}", spec.name, spec.value_name);
}

/// `--name=` with nothing behind it; CLI11 would take the next argument for the word.
const OptionSpec* has_empty_word(const OptionTable& table, std::string_view arg) {
    if (!arg.starts_with("--") || !arg.ends_with('=')) return nullptr;
    return table.find(arg.substr(2, arg.find('=') - 2));
}

/// The arguments that are options and their words, and those that are operands.
struct Sorted {
    std::vector<std::string> options;
    std::vector<std::string> operands;
};

base::Result<Sorted> sort_arguments(const OptionTable& table,
                                    const std::vector<std::string>& args) {
    Sorted out;
    std::size_t at = 0;
    for (; at < args.size() && args[at] != "--"; ++at) {
        if (!looks_like_option(args[at])) {
            if (table.takes_words()) break;
            out.operands.push_back(args[at]);
            continue;
        }
        if (const auto* spec = has_empty_word(table, args[at])) return missing_word(*spec);
        out.options.push_back(args[at]);
        const OptionSpec* waiting = waits_for_word(table, args[at]);
        if (waiting == nullptr) continue;
        if (++at == args.size()) return missing_word(*waiting);
        out.options.push_back(args[at]);
    }
    if (at < args.size() && args[at] == "--") ++at;
    out.operands.insert(out.operands.end(), args.begin() + static_cast<std::ptrdiff_t>(at),
                        args.end());
    return out;
}

std::string cli11_name(const OptionSpec& spec) {
    return spec.letter == 0 ? "--" + spec.name : fmt::format("-{},--{}", spec.letter, spec.name);
}

/// True when an argument may be this option; a word that only looks like it does no harm.
bool may_occur(const OptionSpec& spec, const std::vector<std::string>& args) {
    return std::any_of(args.begin(), args.end(), [&spec](std::string_view arg) {
        if (!arg.starts_with("--")) return spec.letter != 0 && arg.find(spec.letter) != arg.npos;
        return arg.substr(2, arg.find('=') - 2) == spec.name;
    });
}

/// CLI11 is told only of the options that occur: telling it of all of them takes as long as
/// everything else that a short run does.
Arguments parse_by_cli11(const OptionTable& table, std::vector<std::string> args) {
    CLI::App app;
    app.set_help_flag();
    app.allow_extras();
    std::map<std::string, CLI::Option*> known;
    for (const OptionSpec& spec : table.options()) {
        if (!may_occur(spec, args)) continue;
        CLI::Option* option =
            spec.is_flag() ? app.add_flag(cli11_name(spec)) : app.add_option(cli11_name(spec));
        known[spec.name] = option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    }
    std::reverse(args.begin(), args.end());  // CLI11 wants the first argument last
    app.parse(std::move(args));
    Arguments out;
    for (const auto& [name, option] : known)
        if (option->count() > 0) out.options[name] = option->results();
    out.unknown = app.remaining();
    return out;
}

}  // namespace

bool looks_like_option(std::string_view arg) {
    return arg.size() > 1 && arg[0] == '-';
}

const OptionSpec* waits_for_word(const OptionTable& table, std::string_view arg) {
    if (arg.starts_with("--")) {
        const OptionSpec* spec = table.find(arg.substr(2));
        return spec != nullptr && !spec->is_flag() ? spec : nullptr;
    }
    for (std::size_t i = 1; i < arg.size(); ++i) {
        const OptionSpec* spec = table.find(arg[i]);
        if (spec == nullptr) return nullptr;
        if (!spec->is_flag()) return i + 1 == arg.size() ? spec : nullptr;
    }
    return nullptr;
}

base::Result<Arguments> split_arguments(const OptionTable& table,
                                        const std::vector<std::string>& args) {
    auto sorted = sort_arguments(table, args);
    if (!sorted) return std::move(sorted).error();
    try {
        Arguments out = parse_by_cli11(table, std::move(sorted->options));
        out.operands = std::move(sorted->operands);
        return out;
    } catch (const CLI::ParseError& error) {
        return fail(ErrorKind::Usage, "{}", base::printable(error.what(), 200));
    }
}

}  // namespace ptkt::cli
