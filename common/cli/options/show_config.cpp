#include "common/cli/options/show_config.hpp"

#include "common/base/text/ascii.hpp"
#include "common/cli/mistaken_key.hpp"
#include "common/cli/record.hpp"
#include "common/formats/json/event.hpp"

namespace ptkt::cli {

namespace {

constexpr std::string_view kSettingFields = "v event option value source";

/// What stands for itself on the command line only.
bool is_request(const OptionSpec& spec) {
    return spec.name == "help" || spec.name == "version" || spec.name == "show-config";
}

std::string value_of(const OptionSpec& spec, const Found& found) {
    if (found.words == nullptr) return spec.initial;
    return without_keys(base::printable(fmt::format("{}", fmt::join(*found.words, " ")), 1000));
}

/// In what form this is printed; the table's own members are not known here.
CommonOptions form_of(const OptionTable& table, Sources& sources) {
    CommonOptions common;
    const OptionSpec* json = table.find("json");
    const Found asked = json == nullptr ? Found{} : sources.find(*json);
    if (asked.words != nullptr)
        static_cast<void>(read_word(asked.words->back(), base::Instant(), common.json));
    const auto& given = sources.arguments().options;
    if (const auto field = given.find("field"); field != given.end())
        common.field = field->second.back();
    return common;
}

}  // namespace

ExitStatus show_config(Io& io, const OptionTable& table, Sources& sources) {
    const CommonOptions common = form_of(table, sources);
    if (const auto wrong = refuse_unknown_field(io, common, kSettingFields)) return *wrong;
    for (const OptionSpec& spec : table.options()) {
        if (spec.is_hidden || is_request(spec)) continue;
        const Found found = sources.find(spec);
        const std::string value = value_of(spec, found);
        const auto printed = print_record(
            io, common, fmt::format("{}\t{}\t{}", spec.name, value, found.source), [&] {
                const bool is_set = found.words != nullptr || !spec.initial.empty();
                return json::event("setting")
                    .set("option", spec.name)
                    .set("value", is_set ? json::Json(value) : json::Json())
                    .set("source", found.source);
            });
        if (printed != ExitStatus::Done) return printed;
    }
    return ExitStatus::Done;
}

}  // namespace ptkt::cli
