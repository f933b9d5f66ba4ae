#include "common/racf/rotation/plan.hpp"

#include <algorithm>

namespace ptkt::rotation {

namespace {

using base::ErrorKind;
using racf::Ssignon;

base::Status check_grace(base::Seconds grace) {
    if (grace.count() >= 0 && grace <= racf::kLongestGrace) return {};
    return base::fail(ErrorKind::Malformed, "a grace of {} is not from none to {}",
                      base::human_duration(grace), base::human_duration(racf::kLongestGrace));
}

std::string label_of(const racf::ProfileName& profile, std::int64_t number) {
    return fmt::format("{}{}.{}", kLabelPrefix, profile.str(), number);
}

std::string_view kind_name(bool enhanced) {
    return enhanced ? "enhanced (HMAC)" : "legacy (DES)";
}

}  // namespace

NewKey received_key(const racf::ProfileName& profile, const Ssignon& ssignon, bool enhanced) {
    NewKey key;
    key.enhanced = enhanced;
    key.number = ssignon.rotation.number + 1;
    if (!enhanced && ssignon.legacy) key.form = ssignon.legacy->form;
    if (enhanced || key.form != racf::LegacyKeyForm::Masked)
        key.label = label_of(profile, key.number);
    return key;
}

base::Result<NewKey> new_key(const racf::ProfileName& profile, const Ssignon& ssignon,
                             const Wanted& wanted) {
    const racf::ProfileKey present = racf::generating_key(ssignon);
    if (present.empty())
        return base::with_hint(base::fail(ErrorKind::Config, "the profile has no key to rotate"),
                               "give it its first one: RALTER PTKTDATA ... SSIGNON(...), or "
                               "racf-admin key unwrap");
    if (wanted.upgrade && present.is_enhanced())
        return base::fail(ErrorKind::NotPermitted, "the profile has an enhanced key already");
    const bool enhanced = wanted.upgrade || wanted.enhanced.value_or(present.is_enhanced());
    if (!wanted.upgrade && racf::active_key(ssignon, enhanced).empty())
        return base::with_hint(base::fail(ErrorKind::Config, "the profile has no {} key to rotate",
                                          kind_name(enhanced)),
                               enhanced ? "--upgrade enhanced makes its first one" : "");
    return received_key(profile, ssignon, enhanced);
}

passticket::Window window_of(const Ssignon& ssignon, bool enhanced) {
    if (!enhanced) return passticket::kLegacyWindow;
    return {ssignon.effective_timeout(), ssignon.effective_timeout()};
}

base::Seconds default_grace(const Ssignon& ssignon, const racf::ProfileKey& next) {
    const racf::ProfileKey replaced = racf::replaced_by(ssignon, next);
    return 2 * window_of(ssignon, replaced.is_enhanced()).past;
}

base::Result<Ssignon> stage(Ssignon ssignon, const racf::ProfileKey& key, std::int64_t number,
                            const Timing& timing) {
    ssignon = racf::as_of(std::move(ssignon), timing.now);
    racf::Rotation& rotation = ssignon.rotation;
    if (rotation.next)
        return base::with_hint(
            base::fail(ErrorKind::NotPermitted, "a key is staged already, for {}",
                       base::to_rfc3339(rotation.next->at)),
            "wait for that moment, or take it away with --abort");
    if (rotation.previous.size() >= kMostPrevious)
        return base::fail(
            ErrorKind::TryAgain, "{} earlier keys are still accepted, the oldest until {}",
            rotation.previous.size(), base::to_rfc3339(rotation.previous.back().until));
    if (timing.at > timing.now + kFarthest)
        return base::fail(ErrorKind::Malformed, "{} lies more than {} ahead",
                          base::to_rfc3339(timing.at), base::human_duration(kFarthest));
    const base::Seconds grace = timing.grace.value_or(default_grace(ssignon, key));
    if (auto checked = check_grace(grace); !checked) return std::move(checked).error();
    const base::Seconds lead =
        std::max(kClockTolerance, window_of(ssignon, key.is_enhanced()).future);
    rotation.number = number;
    rotation.next = racf::StagedKey{key, timing.now, timing.at - lead, timing.at, grace};
    return racf::as_of(std::move(ssignon), timing.now);
}

base::Result<Ssignon> abort(Ssignon ssignon, base::Instant now) {
    ssignon = racf::as_of(std::move(ssignon), now);
    racf::Rotation& rotation = ssignon.rotation;
    if (!rotation.next)
        return base::with_hint(base::fail(ErrorKind::NotFound, "no key is staged"),
                               "a key that is active already is taken back with --rollback");
    if (const std::string& label = rotation.next->key.label(); !label.empty())
        rotation.retired.push_back(label);
    rotation.next.reset();
    return ssignon;
}

base::Result<Ssignon> roll_back(Ssignon ssignon, base::Instant now,
                                std::optional<base::Seconds> grace) {
    ssignon = racf::as_of(std::move(ssignon), now);
    racf::Rotation& rotation = ssignon.rotation;
    if (rotation.next)
        return base::with_hint(base::fail(ErrorKind::NotPermitted, "a key is staged"),
                               "take that away first: --abort");
    if (rotation.previous.empty())
        return base::fail(ErrorKind::NotFound, "no earlier key is kept any more");
    const racf::ProfileKey back = rotation.previous.front().key;
    racf::ProfileKey gone = racf::active_key(ssignon, back.is_enhanced());
    if (gone.empty()) gone = racf::active_key(ssignon, !back.is_enhanced());
    const base::Seconds kept = grace.value_or(2 * window_of(ssignon, gone.is_enhanced()).past);
    if (auto checked = check_grace(kept); !checked) return std::move(checked).error();
    if (!gone.empty()) racf::set_active_since(ssignon, gone.is_enhanced(), std::nullopt);
    if (gone.is_enhanced()) ssignon.enhanced_label.clear();
    if (gone.legacy) ssignon.legacy.reset();
    if (back.is_enhanced()) ssignon.enhanced_label = back.enhanced_label;
    if (back.legacy) ssignon.legacy = back.legacy;
    rotation.previous.front() = {std::move(gone), now + kept};
    rotation.last_grace = kept;
    racf::set_active_since(ssignon, back.is_enhanced(), now);
    return racf::as_of(std::move(ssignon), now);
}

Ssignon end_previous(Ssignon ssignon, base::Instant now, base::Instant until) {
    for (racf::PreviousKey& previous : ssignon.rotation.previous)
        previous.until = std::min(previous.until, until);
    return racf::as_of(std::move(ssignon), now);
}

base::Result<Ssignon> shorten(Ssignon ssignon, base::Instant now, base::Seconds grace) {
    if (auto checked = check_grace(grace); !checked) return std::move(checked).error();
    ssignon = racf::as_of(std::move(ssignon), now);
    const bool enhanced = racf::generating_key(ssignon).is_enhanced();
    // What travels to the other end counts from when the present key took over.
    const base::Seconds kept =
        grace.count() == 0 ? grace
                           : now + grace - racf::active_since(ssignon, enhanced).value_or(now);
    racf::Rotation& rotation = ssignon.rotation;
    rotation.last_grace = std::min(rotation.last_grace.value_or(racf::kLongestGrace), kept);
    return end_previous(std::move(ssignon), now, now + grace);
}

Ssignon finished(Ssignon ssignon) {
    ssignon.rotation.retired.clear();
    ssignon.rotation.unfinished.clear();
    ssignon.rotation.unfinished_since.reset();
    return ssignon;
}

std::optional<base::Instant> next_due(const Ssignon& ssignon, std::optional<bool> enhanced,
                                      base::Instant profile_made, base::Seconds every) {
    if (ssignon.rotation.next) return std::nullopt;
    bool kind = racf::generating_key(ssignon).is_enhanced();
    if (enhanced && !racf::active_key(ssignon, *enhanced).empty()) kind = *enhanced;
    return racf::active_since(ssignon, kind).value_or(profile_made) + every;
}

}  // namespace ptkt::rotation
