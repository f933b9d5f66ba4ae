#ifndef PTKT_RACF_ROTATION_LOCAL_STATE_HPP
#define PTKT_RACF_ROTATION_LOCAL_STATE_HPP

#include <optional>

#include "common/racf/model/user.hpp"

namespace ptkt::rotation {

/// A user of a new generation with what sign-ons at this receiver have written to the profile:
/// - A user who is revoked here stays revoked, with the count of failures, unless the publisher has
///   revoked or resumed the user since. Nobody whom the publisher revokes is resumed by this.
/// - A password or phrase that was changed here stays unless the publisher has changed it since.
/// - Of dates of the last sign-on, and counts of sign-ons by group, the greater one stays.
/// `before` is the user as the publisher had it in the generation before; nothing: that is not
/// known, and a revocation of either side stays.
[[nodiscard]] racf::User with_local_state(const std::optional<racf::User>& before,
                                          const racf::User& here, racf::User published);

}  // namespace ptkt::rotation

#endif
