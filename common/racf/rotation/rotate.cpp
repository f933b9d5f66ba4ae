#include "common/racf/rotation/rotate.hpp"

#include <algorithm>

#include "common/racf/rotation/key_maker.hpp"
#include "common/racf/rotation/profile_keys.hpp"
#include "common/racf/rotation/shared_keys.hpp"

namespace ptkt::rotation {

namespace {

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
bool is_done_already(const Run& run, const Order& order) {
    const Completed& done = run.completed();
    if (done.word != (order.wanted.upgrade ? kUpgrade : kStage) || !done.ran) return false;
    const bool presently = racf::generating_key(run.ssignon()).is_enhanced();
    if (done.enhanced != (order.wanted.upgrade || order.wanted.enhanced.value_or(presently)))
        return false;
    if (order.at) return is_near(done.at, *order.at);
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

base::Status make_key(Run& run, const Order& order, const store::Store& store) {
    const racf::Ssignon before = run.ssignon();
    const auto how = new_key(run.profile().name, before, order.wanted);
    if (!how) return how.error();
    const base::Instant at = order.at.value_or(run.now());
    if (at < run.now() - kSlack)
        return base::fail(base::ErrorKind::Malformed, "{} lies in the past", base::to_rfc3339(at));
    const auto secret = how->enhanced ? random_hmac_key() : random_des_key();
    if (!secret) return secret.error();
    // Before a key is sealed anywhere: may there be a next one at all?
    const Timing timing{run.now(), std::max(at, run.now()), order.grace};
    const racf::ProfileKey probe =
        how->enhanced ? racf::ProfileKey{{}, how->label} : racf::ProfileKey{racf::LegacyKey{}, {}};
    if (auto may = stage(before, probe, how->number, timing); !may) return std::move(may).error();
    const auto key = run.keep(*how, *secret);
    if (!key) return key.error();
    auto after = stage(before, *key, how->number, timing);
    if (!after) return std::move(after).error();
    const auto value = check_value_of(store, run.profile(), *key);
    if (!value) return value.error();
    const std::string line = fmt::format(
        "new {} key with check value {}, {}; class PTKTDATA refreshed; the key before {}",
        kind_word(how->enhanced), *value, in_force_from(*after, run.now()),
        kept_until(before, *after));
    const std::string_view word = order.wanted.upgrade ? kUpgrade : kStage;
    return run.commit(std::move(*after), {std::string(word), line, *value});
}

base::Status abort_rotation(Run& run) {
    if (run.completed().word == "abort") return {};
    auto after = abort(run.ssignon(), run.now());
    if (!after) return std::move(after).error();
    return run.commit(std::move(*after), {"abort", "the staged key is taken away", {}});
}

base::Status back_to_previous(Run& run, const Order& order, const store::Store& store) {
    if (run.completed().word == "rollback") return {};
    auto after = roll_back(run.ssignon(), run.now(), order.grace);
    if (!after) return std::move(after).error();
    const auto value = check_value_of(store, run.profile(), racf::generating_key(*after));
    if (!value) return value.error();
    const std::string line =
        fmt::format("rolled back: the key with check value {} is active again; the other one {}",
                    *value, kept_until(run.ssignon(), *after));
    return run.commit(std::move(*after), {"rollback", line, *value});
}

/// Ends the time of grace of earlier keys, or makes it shorter. A key that has leaked goes by this.
base::Status shorten_grace(Run& run, base::Seconds grace) {
    if (run.completed().word == kRevoke) return {};
    const racf::Ssignon before = run.ssignon();
    auto after = shorten(before, run.now(), grace);
    if (!after) return std::move(after).error();
    if (*after == before) return {};
    const std::size_t kept = after->rotation.previous.size();
    std::string line = kept == 0 ? std::string("no earlier key is accepted")
                                 : fmt::format("earlier keys are accepted until {} at most",
                                               base::to_rfc3339(run.now() + grace));
    return run.commit(std::move(*after), {std::string(kRevoke), std::move(line), {}});
}

base::Status new_key_unless_done(Run& run, const Order& order, const store::Store& store) {
    if (order.every) {
        const auto due =
            next_due(run.ssignon(), order.wanted.enhanced, run.profile().created, *order.every);
        if (!due || *due > run.now()) return {};
    } else if (is_done_already(run, order)) {
        return {};
    }
    return make_key(run, order, store);
}

base::Status carry_out(Run& run, const Order& order, const store::Store& store) {
    switch (order.purpose) {
        case Purpose::Abort:
            return abort_rotation(run);
        case Purpose::RevokePrevious:
            return shorten_grace(run, base::Seconds(0));
        case Purpose::Settle:
            // What has become due was recorded when the run began.
            return order.grace ? shorten_grace(run, *order.grace) : base::Status();
        case Purpose::RollBack:
            return back_to_previous(run, order, store);
        case Purpose::NewKey:
            break;
    }
    return new_key_unless_done(run, order, store);
}

}  // namespace

base::Result<std::vector<std::string>> rotate(store::Store& store, const racf::ProfileName& profile,
                                              const Order& order, Surroundings surroundings) {
    Run run(store, std::move(surroundings));
    if (auto begun = run.begin(profile); !begun)
        return std::move(begun).error().within(profile.str());
    const racf::Ssignon before = run.ssignon();
    auto sharing = profiles_sharing_keys(store, run.profile(), run.now());
    if (!sharing) return sharing;
    if (auto done = carry_out(run, order, store); !done)
        return std::move(done).error().within(profile.str());
    // Only a key that was replaced, or is to be, or was revoked, is missed elsewhere: a staged key
    // that is taken away and a rollback leave the keys of before.
    const bool replaces = order.purpose != Purpose::Abort && order.purpose != Purpose::RollBack;
    if (!replaces || run.ssignon() == before) sharing->clear();
    return sharing;
}

}  // namespace ptkt::rotation
