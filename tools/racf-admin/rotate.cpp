#include "tools/racf-admin/rotate.hpp"

#include <thread>

#include "common/cli/diagnostics.hpp"
#include "common/cli/record.hpp"
#include "common/crypto/random.hpp"
#include "common/racf/rotation/rotate.hpp"
#include "common/wiring/open_store.hpp"
#include "tools/racf-admin/change.hpp"
#include "tools/racf-admin/fields.hpp"
#include "tools/racf-admin/issuer.hpp"
#include "tools/racf-admin/surroundings.hpp"
#include "tools/racf-admin/verbs.hpp"

namespace ptkt::admin {

namespace {

using cli::ExitStatus;

/// What is wrong with the options together, or nothing.
std::string_view contradiction(const RotateOptions& options) {
    const int actions = (options.status ? 1 : 0) + (options.settle ? 1 : 0) +
                        (options.abort ? 1 : 0) + (options.rollback ? 1 : 0) +
                        (options.emit ? 1 : 0) + (options.revoke_previous ? 1 : 0) +
                        (options.wait_for ? 1 : 0);
    if (!options.profile) return "give the name of the PTKTDATA profile";
    if (actions > 1)
        return "give one of --status, --settle, --abort, --rollback, --revoke-previous, "
               "--wait-for and --emit";
    if (options.upgrade && options.enhanced) return "--upgrade says the kind of the key already";
    if (options.every && options.every->count() <= 0) return "--every must be longer than nothing";
    return "";
}

/// What the run prints has these; of --emit, standard output is the key.
std::string_view fields_of(const RotateOptions& options) {
    if (options.emit) return "";
    if (options.wait_for) return kReceiverFields;
    return options.status ? kStatusFields : kRotationFields;
}

rotation::Order order_of(const RotateOptions& options) {
    using rotation::Purpose;
    rotation::Order order{Purpose::NewKey,
                          options.every,
                          options.at,
                          options.grace,
                          {options.enhanced, options.upgrade}};
    if (options.settle) order.purpose = Purpose::Settle;
    if (options.abort) order.purpose = Purpose::Abort;
    if (options.rollback) order.purpose = Purpose::RollBack;
    if (options.revoke_previous) order.purpose = Purpose::RevokePrevious;
    return order;
}

/// Waits for a random part of that time, so that many machines do not come at once.
base::Status wait_some_of(base::Seconds jitter) {
    if (jitter.count() == 0) return {};
    const auto random = crypto::random_bytes(sizeof(std::uint32_t));
    if (!random) return random.error();
    const std::uint64_t value = *base::ByteReader(random->view()).u32();
    const std::uint64_t most = static_cast<std::uint64_t>(jitter.count()) * 1000U;
    std::this_thread::sleep_for(std::chrono::milliseconds(value % (most + 1)));
    return {};
}

void warn_of_shared_keys(cli::Io& io, const racf::ProfileName& profile,
                         const std::vector<std::string>& sharing) {
    for (const std::string& name : sharing)
        cli::warn(io,
                  fmt::format("PTKTDATA profile {} still accepts a key that {} had before", name,
                              profile.str()),
                  fmt::format("racf-admin rotate {}, or RDELETE it if it is not needed", name));
}

}  // namespace

ExitStatus run_rotate(cli::Io& io) {
    RotateOptions options;
    const cli::OptionTable table = rotate_table(options);
    if (const auto over = cli::parse_options(table, io)) return *over;
    if (const auto wrong = contradiction(options); !wrong.empty())
        return cli::report_usage(io, wrong);
    if (const auto wrong = cli::refuse_unknown_field(io, options.common, fields_of(options)))
        return *wrong;
    const auto store = wiring::open_store(io, options.common);
    if (!store) return cli::report(io, store.error());
    if (auto known = use_issuer(**store, options.issuer); !known)
        return cli::report(io, known.error());
    if (options.status) return rotation_status(io, options, **store);
    if (options.emit) return emit_key(io, options, **store);
    if (options.wait_for) return wait_for_receivers(io, options, **store);
    // Before the run, which keeps out the runs of all profiles.
    if (auto waited = wait_some_of(options.jitter); !waited)
        return cli::report(io, std::move(waited).error().within(options.profile->str()));
    const auto sharing = rotation::rotate(**store, *options.profile, order_of(options),
                                          surroundings_of(io, options.common));
    if (!sharing) return cli::report(io, sharing.error());
    warn_of_shared_keys(io, *options.profile, *sharing);
    return ExitStatus::Done;
}

}  // namespace ptkt::admin
