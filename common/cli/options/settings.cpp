#include "common/cli/options/settings.hpp"

#include <algorithm>
#include <array>

#include "common/base/text/ascii.hpp"
#include "common/cli/diagnostics.hpp"
#include "common/cli/directories.hpp"
#include "common/formats/toml/parse.hpp"

namespace ptkt::cli {

namespace {

using base::TextError;
using TextStatus = base::Result<void, TextError>;

constexpr std::size_t kMaxSettings = std::size_t{1} << 20;
constexpr std::array<std::string_view, 5> kPrograms = {"ptkt-gen", "ptkt-verify", "racf-admin",
                                                       "imscon-send", "imscon-recv"};

/// One TOML value as the word that a command line would have.
std::optional<std::string> word_of(const OptionSpec& spec, const toml::Value& value) {
    if (const auto truth = value.as_boolean(); truth && spec.is_flag())
        return *truth ? "true" : "false";
    const bool numeric = spec.kind == OptionKind::Integer || spec.kind == OptionKind::Duration ||
                         (spec.is_flag() && spec.repeatable);
    if (const auto number = value.as_integer(); number && numeric)
        return fmt::format("{}", *number);
    if (const auto* text = value.as_string();
        text != nullptr && !spec.is_flag() && spec.kind != OptionKind::Integer)
        return *text;
    return std::nullopt;
}

std::string_view wanted(const OptionSpec& spec) {
    if (spec.is_flag()) return spec.repeatable ? "true, false or a number" : "true or false";
    if (spec.kind == OptionKind::Integer) return "an integer";
    return spec.repeatable ? "a string or an array of strings" : "a string";
}

class Collector {
  public:
    Collector(const OptionTable& table, Settings& out) : table_(table), out_(out) {}

    TextStatus document(const toml::Table& document) {
        for (const toml::Member& member : document.members())
            if (auto taken = top_level(member); !taken) return taken;
        // After the common keys, so that the program's own table wins.
        if (const toml::Table* own = document.table(table_.section()))
            for (const toml::Member& member : own->members())
                if (auto taken = option(member, false); !taken) return taken;
        return {};
    }

  private:
    TextStatus top_level(const toml::Member& member) {
        const bool own = member.name == table_.section();
        const bool program =
            own || std::find(kPrograms.begin(), kPrograms.end(), member.name) != kPrograms.end();
        if (!program) return option(member, true);
        if (member.value.as_table() != nullptr) return {};
        return TextError{
            member.value.where(),
            fmt::format("'{}' must be a table, not {}", member.name, member.value.kind()),
            {}};
    }

    TextStatus option(const toml::Member& member, bool at_top) {
        const OptionSpec* spec = table_.find(member.name);
        const bool takes = spec != nullptr && spec->in_settings;
        if (!takes && !at_top && is_of_another_job(member.name)) return {};
        if (spec == nullptr || !spec->in_settings) return unknown(member, {});
        if (at_top && (!spec->is_common || spec->is_program_bound))
            return unknown(member, fmt::format("it belongs into the table [{}]", table_.section()));
        Setting setting{{}, member.value.where()};
        const toml::Array* array =
            spec->repeatable && !spec->is_flag() ? member.value.as_array() : nullptr;
        const toml::Array single{member.value};
        for (const toml::Value& value : array != nullptr ? *array : single) {
            auto word = word_of(*spec, value);
            if (!word)
                return TextError{
                    value.where(),
                    fmt::format("'{}' must be {}, not {}", spec->name, wanted(*spec), value.kind()),
                    {}};
            setting.words.push_back(*std::move(word));
        }
        out_.by_option.insert_or_assign(spec->name, std::move(setting));
        return {};
    }

    /// Then it is that job's to judge.
    bool is_of_another_job(std::string_view name) const {
        const auto jobs = table_.jobs();
        return std::ranges::any_of(jobs, [name](const OptionTable& job) {
            const OptionSpec* spec = job.find(name);
            return spec != nullptr && spec->in_settings;
        });
    }

    static TextError unknown(const toml::Member& member, std::string hint) {
        return {member.name_where,
                fmt::format("unknown setting '{}'", base::printable(member.name, 40)),
                std::move(hint)};
    }

    const OptionTable& table_;
    Settings& out_;
};

/// Reads one file into `files`. A file that need not exist is skipped when it does not.
std::optional<ExitStatus> load(Io& io, const OptionTable& table, const std::string& file,
                               bool must_exist, std::vector<Settings>& files) {
    auto input = open_input(io, file);
    if (!input && !must_exist && input.error().kind == base::ErrorKind::NotFound)
        return std::nullopt;
    if (!input) return report(io, std::move(input).error().within("settings"));
    auto read = input->read_all(kMaxSettings);
    if (!read) return report(io, std::move(read).error().within("settings"));
    Settings settings{base::SourceText(input->name(), *std::move(read)), {}};
    const auto parsed = toml::parse(settings.text.text());
    if (!parsed) return report(io, settings.text, parsed.error(), base::ErrorKind::Config);
    const auto collected = Collector(table, settings).document(*parsed);
    if (!collected) return report(io, settings.text, collected.error(), base::ErrorKind::Config);
    files.push_back(std::move(settings));
    return std::nullopt;
}

}  // namespace

base::Result<std::vector<Settings>, ExitStatus> load_settings(
    Io& io, const OptionTable& table, const std::optional<std::string>& config) {
    std::vector<Settings> files;
    if (config) {
        if (const auto failed = load(io, table, *config, true, files)) return *failed;
        return files;
    }
    if (const auto home = user_directory(io, "XDG_CONFIG_HOME", ".config"))
        if (const auto failed = load(io, table, *home + "/ptkt/ptkt.toml", false, files))
            return *failed;
    if (const auto failed = load(io, table, io.system_settings, false, files)) return *failed;
    return files;
}

}  // namespace ptkt::cli
