#include "common/base/text/counted.hpp"
#include "common/cli/diagnostics.hpp"
#include "common/cli/record.hpp"
#include "common/racf/rotation/master_key.hpp"
#include "common/wiring/open_store.hpp"
#include "tools/racf-admin/change.hpp"
#include "tools/racf-admin/fields.hpp"
#include "tools/racf-admin/surroundings.hpp"
#include "tools/racf-admin/verbs.hpp"

namespace ptkt::admin {

namespace {

using cli::ExitStatus;

rotation::MasterKeyOrder order_of(cli::Io& io, const RekeyOptions& options) {
    rotation::MasterKeyOrder order;
    order.outside = options.common.master_key.has_value();
    order.finish = options.finish;
    if (options.new_master_key)
        order.new_key = [&] { return wiring::read_master_key(io, *options.new_master_key); };
    return order;
}

}  // namespace

ExitStatus run_rekey(cli::Io& io) {
    RekeyOptions options;
    const cli::OptionTable table = rekey_table(options);
    if (const auto over = cli::parse_options(table, io)) return *over;
    if (const auto wrong = cli::refuse_unknown_field(io, options.common, kActionFields))
        return *wrong;
    if (options.finish && !options.common.master_key)
        return cli::report_usage(io, "--finish goes with --master-key");
    const auto store = wiring::open_store(io, options.common);
    if (!store) return cli::report(io, store.error());
    const auto done = rotation::exchange_master_key(**store, order_of(io, options),
                                                    surroundings_of(io, options.common));
    if (!done) return cli::report(io, done.error());
    const auto printed = print_change(io, options.common, rotation::rekey_record(io.now(), *done));
    if (printed != ExitStatus::Done) return printed;
    cli::note(io, done->finished
                      ? fmt::format("{} sealed under the new master key",
                                    base::counted(done->keys, "key"))
                      : fmt::format("{} sealed under the new master key; the old one opens "
                                    "everything too until --finish",
                                    base::counted(done->keys, "key")));
    return ExitStatus::Done;
}

}  // namespace ptkt::admin
