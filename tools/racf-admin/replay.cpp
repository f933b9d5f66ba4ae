#include "common/base/text/counted.hpp"
#include "common/cli/diagnostics.hpp"
#include "common/cli/options/nearest.hpp"
#include "common/cli/record.hpp"
#include "common/formats/json/event.hpp"
#include "common/racf/store/audit_action.hpp"
#include "common/wiring/open_store.hpp"
#include "tools/racf-admin/change.hpp"
#include "tools/racf-admin/fields.hpp"
#include "tools/racf-admin/ok_rc.hpp"
#include "tools/racf-admin/verbs.hpp"

namespace ptkt::admin {

namespace {

using cli::ExitStatus;

json::Json moment(const std::optional<base::Instant>& when) {
    return when ? json::Json(base::to_rfc3339(*when)) : json::Json();
}

/// Gives the record.
base::Result<json::Json> audit_replay(const cli::Io& io, const store::Store& store,
                                      std::string_view action, const std::string& label) {
    auto record = store::action_record(io.now(), "replay", action, label);
    if (auto audited = store.audit_log().append(record); !audited)
        return std::move(audited).error();
    return record;
}

/// How bad it is, as `check` says it.
ExitStatus severity_of(const replay::ReplayState& state, base::Instant now) {
    if (!state.damaged.empty()) return ExitStatus::RacfError;
    const bool refuses = state.floor && *state.floor >= now;
    return refuses || !state.known ? ExitStatus::RacfWarning : ExitStatus::Done;
}

ExitStatus show_status(cli::Io& io, const ReplayOptions& options, const store::Store& store) {
    const auto future = store.replay_future();
    if (!future) return cli::report(io, future.error());
    auto cache = store.replay_cache();
    if (!cache) return cli::report(io, cache.error());
    const auto state = cache->inspect(io.now());
    if (!state) return cli::report(io, state.error());
    const bool refuses = state->floor && *state->floor >= io.now();
    std::string text = fmt::format(
        "cache\t{}\nrecords\t{}, {} damaged\nrefused\t{}\nlatest clock\t{}\nfuture\t{}",
        state->known ? "as it was left" : "lost, or put back from a copy", state->records,
        state->damaged.size(),
        refuses ? fmt::format("tickets made up to {}", base::to_rfc3339(*state->floor)) : "nothing",
        state->latest ? base::to_rfc3339(*state->latest) : "none seen",
        base::human_duration(*future));
    const auto printed = cli::print_record(io, options.common, text, [&] {
        json::Json json = json::event("replay-status");
        json.set("known", state->known)
            .set("records", static_cast<std::int64_t>(state->records))
            .set("damaged", static_cast<std::int64_t>(state->damaged.size()))
            .set("refused_up_to", refuses ? moment(state->floor) : json::Json())
            .set("latest_clock", moment(state->latest))
            .set("future_seconds", static_cast<std::int64_t>(future->count()));
        return json;
    });
    return printed == ExitStatus::Done ? severity_of(*state, io.now()) : printed;
}

ExitStatus accept_loss(cli::Io& io, const ReplayOptions& options, const store::Store& store) {
    // The record comes first: a loss that nobody can read of is not accepted.
    const auto audited = audit_replay(io, store, "accept-loss",
                                      "used tickets whose records are lost may be accepted again");
    if (!audited) return cli::report(io, audited.error());
    const store::Layout& layout = store.layout();
    const auto accepted =
        replay::ReplayCache::accept_loss(layout.replay_cache(), layout.replay_lock(), io.now());
    if (!accepted) return cli::report(io, accepted.error());
    cli::note(io, fmt::format("{} kept, {} damaged; {}", base::counted(accepted->kept, "record"),
                              accepted->damaged,
                              accepted->floor
                                  ? fmt::format("tickets made up to {} are not refused any more",
                                                base::to_rfc3339(*accepted->floor))
                                  : "no ticket was refused for a loss"));
    return print_change(io, options.common, *audited);
}

/// The DURATION, which is judged before the store is looked for.
base::Result<base::Seconds> read_future(const std::string& text) {
    auto future = base::parse_duration(text);
    if (future && (*future < base::Seconds(0) || *future > replay::kWidestHalf))
        return base::fail(base::ErrorKind::Usage, "DURATION must be from 0 s to {}",
                          base::human_duration(replay::kWidestHalf));
    return future;
}

ExitStatus set_future(cli::Io& io, const ReplayOptions& options, const store::Store& store,
                      base::Seconds future) {
    const auto lock = store.lock();
    if (!lock) return cli::report(io, lock.error());
    if (auto done = replay::write_replay_future(store.layout().replay_settings(), future); !done)
        return cli::report(io, done.error());
    const auto audited =
        audit_replay(io, store, "future", "set to " + base::human_duration(future));
    if (!audited) return cli::report(io, audited.error());
    return print_change(io, options.common, *audited);
}

}  // namespace

ExitStatus run_replay(cli::Io& io) {
    ReplayOptions options;
    const cli::OptionTable table = replay_table(options);
    if (const auto over = cli::parse_options(table, io)) return *over;
    const bool sets = options.action == "future";
    const bool shows = options.action == "status";
    const bool is_shared = options.action == "init" || options.action == "check";
    if (!sets && !shows && !is_shared && options.action != "accept-loss")
        return cli::report_usage(io,
                                 "the action must be init, status, check, accept-loss or future",
                                 cli::hint_at_word(options.action, find_verb("replay")->actions));
    if (sets && !options.operand) return cli::report_usage(io, "future needs a DURATION");
    if (is_shared && !options.operand)
        return cli::report_usage(io, options.action + " needs a URL");
    if (!sets && !is_shared && !shows && options.operand)
        return cli::report_usage(io, options.action + " takes no operand");
    if (is_shared || (shows && options.operand))
        return taken_as_done(run_shared_replay(io, options), options.ok_rc);
    if (const auto wrong =
            cli::refuse_unknown_field(io, options.common, shows ? kReplayFields : kActionFields))
        return *wrong;
    base::Result<base::Seconds> future = base::Seconds(0);
    if (sets) future = read_future(*options.operand);
    if (!future) return cli::report_usage(io, future.error().what, future.error().hint);
    const auto store = wiring::open_store(io, options.common);
    if (!store) return cli::report(io, store.error());
    if (sets) return set_future(io, options, **store, *future);
    return options.action == "status"
               ? taken_as_done(show_status(io, options, **store), options.ok_rc)
               : accept_loss(io, options, **store);
}

}  // namespace ptkt::admin
