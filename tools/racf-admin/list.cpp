#include <algorithm>

#include "common/base/text/ascii.hpp"
#include "common/cli/diagnostics.hpp"
#include "common/cli/options/nearest.hpp"
#include "common/cli/record.hpp"
#include "common/formats/json/event.hpp"
#include "common/racf/model/class_table.hpp"
#include "common/wiring/open_store.hpp"
#include "tools/racf-admin/fields.hpp"
#include "tools/racf-admin/verbs.hpp"

namespace ptkt::admin {

namespace {

using cli::ExitStatus;
using Names = base::Result<std::vector<std::string>>;

/// Whether only the profiles of one class are asked for.
bool is_of_class(const ListOptions& options, std::string_view name) {
    return !options.cls || base::to_upper(*options.cls) == name;
}

ExitStatus print_names(cli::Io& io, const ListOptions& options, std::string_view cls,
                       const Names& names) {
    if (!names) return cli::report(io, names.error());
    for (const std::string& name : *names) {
        const auto printed = cli::print_record(io, options.common, name, [&] {
            json::Json json = json::event("name");
            json.set("what", options.what)
                .set("class", cls.empty() ? json::Json() : json::Json(cls))
                .set("name", name);
            return json;
        });
        if (printed != ExitStatus::Done) return printed;
    }
    return ExitStatus::Done;
}

ExitStatus list_profiles(cli::Io& io, const ListOptions& options, const store::Store& store) {
    const auto setropts = store.options();
    if (!setropts) return cli::report(io, setropts.error());
    if (options.cls && setropts->classes.find(base::to_upper(*options.cls)) == nullptr)
        return cli::report_usage(
            io, fmt::format("the class '{}' is not known", base::printable(*options.cls, 40)));
    for (const racf::ClassInfo& info : setropts->classes.all()) {
        if (!is_of_class(options, info.name)) continue;
        const auto cls = racf::ClassName::parse(info.name);
        if (!cls) return cli::report(io, cls.error());
        const auto printed = print_names(io, options, info.name, store.resource_names(*cls));
        if (printed != ExitStatus::Done) return printed;
    }
    return ExitStatus::Done;
}

ExitStatus list_keys(cli::Io& io, const ListOptions& options, const store::Store& store) {
    const auto entries = store.keys().entries();
    if (!entries) return cli::report(io, entries.error());
    std::vector<std::string> labels;
    for (const auto& entry : *entries)
        labels.push_back(entry.label);
    return print_names(io, options, {}, labels);
}

}  // namespace

ExitStatus run_list(cli::Io& io) {
    ListOptions options;
    const cli::OptionTable table = list_table(options);
    if (const auto over = cli::parse_options(table, io)) return *over;
    if (std::ranges::find(kListActions, options.what) == std::end(kListActions))
        return cli::report_usage(io, "list takes users, groups, profiles or keys",
                                 cli::hint_at_word(options.what, kListActions));
    if (options.cls && options.what != "profiles")
        return cli::report_usage(io, "a CLASS goes with 'list profiles'");
    if (const auto wrong = cli::refuse_unknown_field(io, options.common, kNameFields))
        return *wrong;
    const auto store = wiring::open_store(io, options.common);
    if (!store) return cli::report(io, store.error());
    if (options.what == "users") return print_names(io, options, "USER", (*store)->user_ids());
    if (options.what == "groups") return print_names(io, options, "GROUP", (*store)->group_ids());
    return options.what == "keys" ? list_keys(io, options, **store)
                                  : list_profiles(io, options, **store);
}

}  // namespace ptkt::admin
