#include "tools/racf-admin/rotate.hpp"

#include <algorithm>

#include "common/cli/diagnostics.hpp"
#include "common/cli/record.hpp"
#include "common/wiring/open_store.hpp"
#include "tools/racf-admin/key_maker.hpp"
#include "tools/racf-admin/rotation_run.hpp"
#include "tools/racf-admin/shared_keys.hpp"

namespace ptkt::admin {

namespace {

using cli::ExitStatus;

/// A relative `--at` was reckoned a moment before the run began.
constexpr base::Seconds kSlack{60};
/// A run at once that was cut off longer ago than this was not for the key that is asked for now.
constexpr base::Seconds kRecently{600};

/// The words of actions that make a key.
constexpr std::string_view kStage = "stage";
constexpr std::string_view kUpgrade = "upgrade";
/// The word of the action that ends earlier keys.
constexpr std::string_view kRevoke = "revoke-previous";

bool is_near(base::Instant one, base::Instant other) {
    return one - other <= kSlack && other - one <= kSlack;
}

/// Was the run that was cut off, and has just been completed, to make the key that this one is to
/// make? The wanted kind is that of the key which makes tickets where nobody says another.
bool is_done_already(const RotationRun& run, const RotateOptions& options) {
    const Completed& done = run.completed();
    if (done.word != (options.upgrade ? kUpgrade : kStage) || !done.ran) return false;
    const bool presently = racf::generating_key(run.ssignon()).is_enhanced();
    if (done.enhanced != (options.upgrade || options.enhanced.value_or(presently))) return false;
    if (options.at) return is_near(done.at, *options.at);
    return is_near(done.at, *done.ran) && run.now() - *done.ran <= kRecently;
}

std::string in_force_from(const racf::Ssignon& after, base::Instant now) {
    if (!after.rotation.next) return fmt::format("active since {}", base::to_rfc3339(now));
    return fmt::format("active from {}", base::to_rfc3339(after.rotation.next->at));
}

/// The end of a sentence about the key before.
std::string kept_until(const racf::Ssignon& before, const racf::Ssignon& after) {
    const racf::Rotation& rotation = after.rotation;
    std::optional<base::Instant> until;
    if (rotation.next) until = rotation.next->at + rotation.next->grace;
    for (const racf::PreviousKey& previous : rotation.previous)
        for (const bool enhanced : {true, false})
            if (!until && previous.key == racf::active_key(before, enhanced))
                until = previous.until;
    return until ? "is accepted until " + base::to_rfc3339(*until) : "is accepted no longer";
}

base::Status stage(RotationRun& run, const RotateOptions& options, const store::Store& store) {
    const racf::Ssignon before = run.ssignon();
    const auto how =
        rotation::new_key(run.profile().name, before, {options.enhanced, options.upgrade});
    if (!how) return how.error();
    const base::Instant at = options.at.value_or(run.now());
    if (at < run.now() - kSlack)
        return base::fail(base::ErrorKind::Malformed, "{} lies in the past", base::to_rfc3339(at));
    const auto secret = how->enhanced ? random_hmac_key() : random_des_key();
    if (!secret) return secret.error();
    // Before a key is sealed anywhere: may there be a next one at all?
    const rotation::Timing timing{run.now(), std::max(at, run.now()), options.grace};
    const racf::ProfileKey probe =
        how->enhanced ? racf::ProfileKey{{}, how->label} : racf::ProfileKey{racf::LegacyKey{}, {}};
    if (auto may = rotation::stage(before, probe, how->number, timing); !may)
        return std::move(may).error();
    const auto key = run.keep(*how, *secret);
    if (!key) return key.error();
    auto after = rotation::stage(before, *key, how->number, timing);
    if (!after) return std::move(after).error();
    const auto value = check_value_of(store, run.profile(), *key);
    if (!value) return value.error();
    const std::string line = fmt::format(
        "new {} key with check value {}, {}; class PTKTDATA refreshed; the key before {}",
        kind_word(how->enhanced), *value, in_force_from(*after, run.now()),
        kept_until(before, *after));
    const std::string_view word = options.upgrade ? kUpgrade : kStage;
    return run.commit(std::move(*after), {std::string(word), line, *value});
}

base::Status abort_rotation(RotationRun& run) {
    if (run.completed().word == "abort") return {};
    auto after = rotation::abort(run.ssignon(), run.now());
    if (!after) return std::move(after).error();
    return run.commit(std::move(*after), {"abort", "the staged key is taken away", {}});
}

base::Status roll_back(RotationRun& run, const RotateOptions& options, const store::Store& store) {
    if (run.completed().word == "rollback") return {};
    auto after = rotation::roll_back(run.ssignon(), run.now(), options.grace);
    if (!after) return std::move(after).error();
    const auto value = check_value_of(store, run.profile(), racf::generating_key(*after));
    if (!value) return value.error();
    const std::string line =
        fmt::format("rolled back: the key with check value {} is active again; the other one {}",
                    *value, kept_until(run.ssignon(), *after));
    return run.commit(std::move(*after), {"rollback", line, *value});
}

/// Ends the time of grace of earlier keys, or makes it shorter. A key that has leaked goes by this.
base::Status shorten(RotationRun& run, base::Seconds grace) {
    if (run.completed().word == kRevoke) return {};
    const racf::Ssignon before = run.ssignon();
    auto after = rotation::shorten(before, run.now(), grace);
    if (!after) return std::move(after).error();
    if (*after == before) return {};
    const std::size_t kept = after->rotation.previous.size();
    std::string line = kept == 0 ? std::string("no earlier key is accepted")
                                 : fmt::format("earlier keys are accepted until {} at most",
                                               base::to_rfc3339(run.now() + grace));
    return run.commit(std::move(*after), {std::string(kRevoke), std::move(line), {}});
}

base::Status rotate(RotationRun& run, const RotateOptions& options, const store::Store& store) {
    if (options.abort) return abort_rotation(run);
    if (options.revoke_previous) return shorten(run, base::Seconds(0));
    // What has become due was recorded when the run began.
    if (options.settle) return options.grace ? shorten(run, *options.grace) : base::Status();
    if (options.rollback) return roll_back(run, options, store);
    if (options.every) {
        const auto due = rotation::next_due(run.ssignon(), options.enhanced, run.profile().created,
                                            *options.every);
        if (!due || *due > run.now()) return {};
    } else if (is_done_already(run, options)) {
        return {};
    }
    return stage(run, options, store);
}

/// What is wrong with the options together, or nothing.
std::string_view contradiction(const RotateOptions& options) {
    const int actions = (options.status ? 1 : 0) + (options.settle ? 1 : 0) +
                        (options.abort ? 1 : 0) + (options.rollback ? 1 : 0) +
                        (options.emit ? 1 : 0) + (options.revoke_previous ? 1 : 0);
    if (!options.profile) return "give the name of the PTKTDATA profile";
    if (actions > 1)
        return "give one of --status, --settle, --abort, --rollback, --revoke-previous and "
               "--emit";
    if (actions == 1 && (options.at || options.upgrade))
        return "--at and --upgrade go with a new key";
    if (options.compare && !options.status) return "--compare goes with --status";
    if ((options.output || options.show_secret) && !options.emit)
        return "--output and --show-secret go with --emit";
    if (options.upgrade && options.enhanced) return "--upgrade says the kind of the key already";
    if (options.every && options.every->count() <= 0) return "--every must be longer than nothing";
    return "";
}

}  // namespace

ExitStatus run_rotate(cli::Io& io) {
    RotateOptions options;
    const cli::OptionTable table = rotate_table(options);
    if (const auto over = cli::parse_options(table, io)) return *over;
    if (const auto wrong = contradiction(options); !wrong.empty())
        return cli::report_usage(io, wrong);
    if (const auto wrong = cli::refuse_unknown_field(
            io, options.common, options.status ? kStatusFields : std::string_view()))
        return *wrong;
    const auto store = wiring::open_store(io, options.common);
    if (!store) return cli::report(io, store.error());
    if (options.status) return rotation_status(io, options, **store);
    if (options.emit) return emit_key(io, options, **store);
    RotationRun run(io, **store);
    auto done = run.begin(*options.profile, options.jitter);
    const racf::Ssignon before = done ? run.ssignon() : racf::Ssignon();
    std::vector<std::string> sharing;
    if (done) {
        auto found = profiles_sharing_keys(**store, run.profile(), run.now());
        if (!found) return cli::report(io, found.error());
        sharing = std::move(*found);
        done = rotate(run, options, **store);
    }
    if (done) {
        // Only a key that was replaced, or is to be, or was revoked, is missed elsewhere: a staged
        // key that is taken away and a rollback leave the keys of before.
        const bool replaces = !options.abort && !options.rollback;
        if (replaces && !(run.ssignon() == before))
            warn_of_shared_keys(io, *options.profile, sharing);
        return ExitStatus::Done;
    }
    return cli::report(io, std::move(done).error().within(options.profile->str()));
}

}  // namespace ptkt::admin
