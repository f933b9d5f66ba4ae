#include "common/irrdbu00/unload.hpp"

#include "common/cli/diagnostics.hpp"
#include "common/cli/directories.hpp"
#include "common/store/store.hpp"
#include "tools/racf-admin/verbs.hpp"

namespace ptkt::admin {

using cli::ExitStatus;

ExitStatus run_unload(cli::Io& io) {
    UnloadOptions options;
    const cli::OptionTable table = unload_table(options);
    if (const auto over = cli::parse_options(table, io)) return *over;
    const auto directory = cli::store_directory(io, options.common.store);
    if (!directory) return cli::report(io, directory.error());
    const auto store = store::Store::open(*directory);
    if (!store) return cli::report(io, store.error());
    // Profiles name one another, so all are written as they are at one moment.
    const auto lock = (*store)->lock();
    if (!lock) return cli::report(io, lock.error());
    const auto altered =
        irrdbu00::unload(**store, [&](std::string_view lines) { return io.out.append(lines); });
    if (!altered) return cli::report(io, altered.error());
    for (const std::string& what : *altered)
        cli::warn(io, what + " is too long for a record or has control characters: altered");
    return ExitStatus::Done;
}

}  // namespace ptkt::admin
