#include <unistd.h>

#include "common/cli/diagnostics.hpp"
#include "common/cli/directories.hpp"
#include "common/cli/record.hpp"
#include "common/racf/store/audit_action.hpp"
#include "common/wiring/open_store.hpp"
#include "tools/racf-admin/change.hpp"
#include "tools/racf-admin/fields.hpp"
#include "tools/racf-admin/verbs.hpp"

namespace ptkt::admin {

using cli::ExitStatus;

namespace {

/// From here on all that is made belongs to another user of the system.
base::Status work_for(const files::Account& owner, const std::string& directory) {
    if (::geteuid() == 0)
        if (auto made = files::make_directory_for(directory, owner); !made) return made;
    return files::become(owner);
}

}  // namespace

ExitStatus run_init(cli::Io& io) {
    InitOptions options;
    const cli::OptionTable table = init_table(options);
    if (const auto over = cli::parse_options(table, io)) return *over;
    if (const auto wrong = cli::refuse_unknown_field(io, options.common, kActionFields))
        return *wrong;
    const auto directory = cli::store_directory(io, options.common.store);
    if (!directory) return cli::report(io, directory.error());
    std::optional<base::Secret> outside;
    if (options.common.master_key) {
        auto key = wiring::read_master_key(io, *options.common.master_key);
        if (!key) return cli::report(io, key.error());
        outside = std::move(*key);
    }
    if (options.owner)
        if (auto is_theirs = work_for(*options.owner, *directory); !is_theirs)
            return cli::report(io, is_theirs.error());
    const base::Instant now = io.now();
    if (auto made = store::Store::create(*directory, now, outside ? &*outside : nullptr); !made)
        return cli::report(io, made.error());
    if (options.common.verbosity > 0) cli::note(io, "made a profile store in " + *directory);
    return print_change(io, options.common, store::action_record(now, "store", "init", *directory));
}

}  // namespace ptkt::admin
