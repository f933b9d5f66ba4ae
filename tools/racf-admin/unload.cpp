#include "common/racf/irrdbu00/unload.hpp"

#include <algorithm>

#include "common/base/text/counted.hpp"
#include "common/cli/diagnostics.hpp"
#include "common/cli/progress.hpp"
#include "common/cli/record.hpp"
#include "common/files/scratch.hpp"
#include "common/racf/model/dynamic_classes.hpp"
#include "common/racf/store/store.hpp"
#include "common/wiring/open_store.hpp"
#include "tools/racf-admin/verbs.hpp"

namespace ptkt::admin {

using cli::ExitStatus;

namespace {

/// The records of all profiles as they are at one moment, since profiles name one another. The
/// store is locked only while they are read: who takes the output may be as slow as he likes.
base::Result<std::vector<std::string>> unload_at_once(const store::Store& store,
                                                      files::Scratch& records,
                                                      cli::Progress& progress) {
    const auto lock = store.lock();
    if (!lock) return lock.error();
    return irrdbu00::unload(store, [&](std::string_view lines) {
        progress.add(static_cast<std::uint64_t>(std::ranges::count(lines, '\n')));
        return records.append(lines);
    });
}

}  // namespace

ExitStatus run_unload(cli::Io& io) {
    UnloadOptions options;
    const cli::OptionTable table = unload_table(options);
    if (const auto over = cli::parse_options(table, io)) return *over;
    // Standard output is the records.
    if (const auto wrong = cli::refuse_unknown_field(io, options.common, "")) return *wrong;
    const auto store = wiring::open_store(io, options.common);
    if (!store) return cli::report(io, store.error());
    auto records = files::Scratch::create((*store)->layout().root());
    if (!records) return cli::report(io, records.error());
    cli::Progress progress(io, "record");
    const auto altered = unload_at_once(**store, *records, progress);
    if (!altered) return cli::report(io, altered.error());
    const auto written =
        records->read([&](std::string_view lines) { return io.out.append(lines); });
    if (!written) return cli::report(io, written.error());
    const auto definitions = (*store)->resource_names(racf::cdt_class());
    if (!definitions) return cli::report(io, definitions.error());
    if (!definitions->empty())
        cli::warn(
            io,
            fmt::format("the unload has {} of class CDT without CDTINFO: what the classes are "
                        "is not in it",
                        base::counted(definitions->size(), "profile")),
            "'racf-admin RLIST CDT * CDTINFO NORACF' shows them");
    for (const std::string& what : *altered)
        cli::warn(io, what + " is too long for a record or has control characters: altered");
    return ExitStatus::Done;
}

}  // namespace ptkt::admin
