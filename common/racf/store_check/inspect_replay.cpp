#include "common/racf/store_check/inspect_replay.hpp"

namespace ptkt::store_check {

namespace {

base::Result<bool> sign_ons_impossible(const Tell& tell, std::string_view kind,
                                       const base::Error& error) {
    if (auto told = tell({Severity::Unusable, kind, "store", error.what}); !told)
        return std::move(told).error();
    return false;
}

std::vector<Finding> findings_of(const replay::ReplayState& state, const std::string& path,
                                 base::Instant now) {
    std::vector<Finding> findings;
    for (const std::uint64_t offset : state.damaged)
        findings.push_back({Severity::Error, "replay-cache", "store",
                            fmt::format("{} is damaged at offset {}: 'racf-admin replay "
                                        "accept-loss' makes it again without that record",
                                        path, offset)});
    for (const auto& [witness, offset] : state.witness_damaged)
        findings.push_back({Severity::Warning, "replay-witness", "store",
                            fmt::format("{} is damaged at offset {}: a store that was put back is "
                                        "told by its times alone until the next sign-on, which "
                                        "makes it whole",
                                        witness.string(), offset)});
    if (state.floor && *state.floor >= now)
        findings.push_back(
            {Severity::Warning, "replay-floor", "store",
             fmt::format("tickets made up to {} are refused as replay-unknown{}: wait, or end it "
                         "with 'racf-admin replay accept-loss'",
                         base::to_rfc3339(*state.floor),
                         state.known ? "" : ", because the cache is not as it was left")});
    constexpr base::Seconds kClockTolerance{60};
    if (state.latest && *state.latest > now + kClockTolerance)
        findings.push_back(
            {Severity::Warning, "replay-clock", "store",
             fmt::format("a sign-on saw the clock at {}, which is still to come: after a loss of "
                         "the cache, tickets made up to then would be refused; forget it with "
                         "'racf-admin replay accept-loss'",
                         base::to_rfc3339(*state.latest))});
    return findings;
}

}  // namespace

base::Result<bool> inspect_replay_cache(const store::Store& store, base::Instant now,
                                        const Tell& tell) {
    if (const auto future = store.replay_future(); !future)
        return sign_ons_impossible(tell, "replay-settings", future.error());
    auto cache = store.replay_cache();
    if (!cache) return sign_ons_impossible(tell, "replay-cache", cache.error());
    const auto state = cache->inspect(now);
    if (!state) return sign_ons_impossible(tell, "replay-cache", state.error());
    for (const Finding& finding : findings_of(*state, store.layout().replay_cache().string(), now))
        if (auto told = tell(finding); !told) return std::move(told).error();
    return true;
}

}  // namespace ptkt::store_check
