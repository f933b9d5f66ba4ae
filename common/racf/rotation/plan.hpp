#ifndef PTKT_RACF_ROTATION_PLAN_HPP
#define PTKT_RACF_ROTATION_PLAN_HPP

#include <optional>
#include <string>
#include <string_view>

#include "common/base/result.hpp"
#include "common/racf/model/key_roles.hpp"
#include "common/racf/model/names.hpp"
#include "common/racf/passticket/window.hpp"

/// What the steps of a key rotation do to the SSIGNON segment of a profile: staged, active,
/// previous, retired. Pure: whoever calls loads the profile, commits it and says what was done.
namespace ptkt::rotation {

/// More replaced keys than these are not kept at once: each one is tried at every evaluation.
inline constexpr std::size_t kMostPrevious = 8;
/// No key is staged for a later moment than this.
inline constexpr base::Seconds kFarthest = std::chrono::days(366);
/// Clocks may differ so much and no ticket is lost, whatever the tickets' window is.
inline constexpr base::Seconds kClockTolerance{60};
/// Labels of keys that a rotation made begin with this.
inline constexpr std::string_view kLabelPrefix = racf::kRotatedLabelPrefix;

/// Which key the next one is to be.
struct NewKey {
    bool enhanced = false;
    racf::LegacyKeyForm form = racf::LegacyKeyForm::Masked;  ///< of a legacy key
    std::int64_t number = 0;
    std::string label;  ///< in the key vault; empty for a masked key
};

/// What is asked for: nothing (the kind that the profile makes tickets with), or one of both.
struct Wanted {
    std::optional<bool> enhanced;
    bool upgrade = false;  ///< from legacy to enhanced
};

/// The key that a rotation of this profile makes, kept in the way in which its present key is.
/// Config: the profile has no key, or none of that kind; NotPermitted: nothing to upgrade.
[[nodiscard]] base::Result<NewKey> new_key(const racf::ProfileName& profile,
                                           const racf::Ssignon& ssignon, const Wanted& wanted);
/// The same for a key that came from elsewhere, which may be the profile's first.
[[nodiscard]] NewKey received_key(const racf::ProfileName& profile, const racf::Ssignon& ssignon,
                                  bool enhanced);

/// The window of the tickets of a key's kind under this segment.
[[nodiscard]] passticket::Window window_of(const racf::Ssignon& ssignon, bool enhanced);
/// How long a replaced key is kept unless somebody says otherwise: twice the window of the tickets
/// that it made. A ticket made in its last second is in the window once.
[[nodiscard]] base::Seconds default_grace(const racf::Ssignon& ssignon,
                                          const racf::ProfileKey& next);

struct Timing {
    base::Instant now;
    base::Instant at;
    std::optional<base::Seconds> grace;
};

/// Stages a key; one whose moment has come is active in the same step. NotPermitted: another one is
/// staged. TryAgain: too many earlier keys are still accepted. Malformed: a moment or a grace that
/// is out of range.
[[nodiscard]] base::Result<racf::Ssignon> stage(racf::Ssignon ssignon, const racf::ProfileKey& key,
                                                std::int64_t number, const Timing& timing);

/// Takes the staged key away. NotFound: there is none, or its moment has come.
[[nodiscard]] base::Result<racf::Ssignon> abort(racf::Ssignon ssignon, base::Instant now);

/// Makes the latest previous key the active one again, and the active one a previous one. NotFound:
/// none is kept any more. NotPermitted: a key is staged.
[[nodiscard]] base::Result<racf::Ssignon> roll_back(racf::Ssignon ssignon, base::Instant now,
                                                    std::optional<base::Seconds> grace);

/// No key before the present ones is accepted for longer than `grace` from now on: nothing ends all
/// of them at once. Malformed: a grace that is out of range.
[[nodiscard]] base::Result<racf::Ssignon> shorten(racf::Ssignon ssignon, base::Instant now,
                                                  base::Seconds grace);
/// No such key is accepted at or after a moment.
[[nodiscard]] racf::Ssignon end_previous(racf::Ssignon ssignon, base::Instant now,
                                         base::Instant until);

/// The segment when a run has come to its end: what was retired is gone.
[[nodiscard]] racf::Ssignon finished(racf::Ssignon ssignon);

/// When the next rotation of a kind is due: `every` after the active key of that kind came into
/// force (or, where nobody knows that, after the profile was made). Without a kind, or for one that
/// the profile has no key of, the key that makes tickets. Nothing while a key is staged.
[[nodiscard]] std::optional<base::Instant> next_due(const racf::Ssignon& ssignon,
                                                    std::optional<bool> enhanced,
                                                    base::Instant profile_made,
                                                    base::Seconds every);

}  // namespace ptkt::rotation

#endif
