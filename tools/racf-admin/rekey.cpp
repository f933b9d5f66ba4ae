#include "common/racf/store/rekey.hpp"

#include "common/cli/diagnostics.hpp"
#include "common/cli/record.hpp"
#include "common/crypto/aead.hpp"
#include "common/crypto/random.hpp"
#include "common/wiring/open_store.hpp"
#include "tools/racf-admin/surroundings.hpp"
#include "tools/racf-admin/verbs.hpp"

namespace ptkt::admin {

namespace {

using cli::ExitStatus;

/// The new master key: the given one, or for a store that keeps its own a random one. Nothing goes
/// on with an exchange that is under way.
base::Result<std::optional<base::Secret>> new_key(cli::Io& io, const RekeyOptions& options,
                                                  const store::Store& store) {
    if (options.new_master_key) {
        auto key = wiring::read_master_key(io, *options.new_master_key);
        if (!key) return std::move(key).error();
        return std::optional(std::move(*key));
    }
    if (options.common.master_key || files::stamp(store.layout().rekey()))
        return std::optional<base::Secret>();
    auto key = crypto::random_bytes(crypto::kSealingKeySize);
    if (!key) return std::move(key).error();
    return std::optional(std::move(*key));
}

base::Status audit(const cli::Io& io, const store::Store& store, const store::Rekeyed& done) {
    json::Json record = json::Json::object();
    record.set("time", base::to_rfc3339(io.now()))
        .set("event", "rekey")
        .set("action", done.finished ? "finished" : "under way")
        .set("label", fmt::format("{} keys sealed anew", done.keys));
    return store.audit_log().append(record);
}

base::Result<store::Rekeyed> exchange(cli::Io& io, const RekeyOptions& options,
                                      store::Store& store) {
    const auto runs = files::FileLock::acquire(store.layout().rotate_lock(), {});
    if (!runs) return runs.error();
    const auto lock = store.lock();
    if (!lock) return lock.error();
    auto key = new_key(io, options, store);
    if (!key) return std::move(key).error();
    store::RekeyRequest request{
        std::move(*key), options.common.master_key.has_value(), options.finish, {}};
    request.step = stop_at_step(io);
    auto done = store::rekey(store, request, io.now());
    if (!done) return done;
    if (auto audited = audit(io, store, *done); !audited) return std::move(audited).error();
    return done;
}

}  // namespace

ExitStatus run_rekey(cli::Io& io) {
    RekeyOptions options;
    const cli::OptionTable table = rekey_table(options);
    if (const auto over = cli::parse_options(table, io)) return *over;
    if (const auto wrong = cli::refuse_unknown_field(io, options.common, std::string_view()))
        return *wrong;
    if (options.finish && !options.common.master_key)
        return cli::report_usage(io, "--finish goes with --master-key");
    const auto store = wiring::open_store(io, options.common);
    if (!store) return cli::report(io, store.error());
    const auto done = exchange(io, options, **store);
    if (!done) return cli::report(io, done.error());
    cli::note(io, done->finished
                      ? fmt::format("{} keys are sealed under the new master key", done->keys)
                      : fmt::format("{} keys are sealed under the new master key; the old one "
                                    "opens them too until --finish",
                                    done->keys));
    return ExitStatus::Done;
}

}  // namespace ptkt::admin
