#ifndef PTKT_RACF_DIAGNOSIS_COLLECT_HPP
#define PTKT_RACF_DIAGNOSIS_COLLECT_HPP

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "common/racf/authorization/authenticate.hpp"
#include "common/racf/diagnosis/evidence.hpp"
#include "common/racf/store/store.hpp"

namespace ptkt::diagnosis {

/// A key to try besides those of the store, and what messages call it.
struct SuspectedKey {
    std::string name;
    base::Secret key;  ///< 8 bytes are a legacy key, anything else an enhanced one
};

/// How far to look.
struct Scope {
    bool all_users = false;  ///< every user of the store, even when there are many
    bool all_appls = false;  ///< every application, likewise
    std::optional<SuspectedKey> suspected;
    std::vector<racf::ApplName> more_appls{};  ///< names to try that may be in no store
    /// How many other profiles are looked at, for who has no time.
    std::size_t most_profiles = std::numeric_limits<std::size_t>::max();
    std::optional<base::Seconds> local_offset;  ///< local time less UTC, where it is known
};

/// Evaluates a sign-on without recording anything, and gathers from the store all that may explain
/// it: the profiles as checks see them and as they are on disk, every key that can be had, the
/// user, the names to try. The only part of the room that reads anything. An Error means that the
/// store could not be read; a key of a profile that is not tried is only noted.
[[nodiscard]] base::Result<Evidence> collect(store::Store& store, replay::ReplayCache& replay,
                                             const authorization::SignOn& sign_on,
                                             base::Instant now, const Scope& scope);
/// The same for a sign-on that has been decided on: nothing is evaluated again.
[[nodiscard]] base::Result<Evidence> collect(store::Store& store,
                                             const authorization::SignOn& sign_on,
                                             authorization::Decision decision, const Scope& scope);

}  // namespace ptkt::diagnosis

#endif
