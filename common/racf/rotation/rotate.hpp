#ifndef PTKT_RACF_ROTATION_ROTATE_HPP
#define PTKT_RACF_ROTATION_ROTATE_HPP

#include <string>
#include <vector>

#include "common/racf/rotation/run.hpp"

/// The next key of a PTKTDATA profile, and what becomes of the one before: one run from its lock to
/// its last record. It reports what it does as events; how they are worded is the program's.
namespace ptkt::rotation {

/// What a run is for.
enum class Purpose { NewKey, Settle, Abort, RollBack, RevokePrevious };

struct Order {
    Purpose purpose = Purpose::NewKey;
    std::optional<base::Seconds> every;  ///< no new key unless the present one is this old
    std::optional<base::Instant> at;     ///< when the new key takes over; at once by default
    std::optional<base::Seconds> grace;  ///< how long the key before is accepted then
    Wanted wanted;
};

/// Carries an order out; an earlier run that was cut off is completed first, and what has become
/// due is recorded. Gives the other profiles that go on to accept a key which was replaced, or
/// revoked; see profiles_sharing_keys.
[[nodiscard]] base::Result<std::vector<std::string>> rotate(store::Store& store,
                                                            const racf::ProfileName& profile,
                                                            const Order& order,
                                                            Surroundings surroundings);

}  // namespace ptkt::rotation

#endif
