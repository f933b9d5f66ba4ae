#ifndef PTKT_RACF_ROTATION_LOCAL_STATE_HPP
#define PTKT_RACF_ROTATION_LOCAL_STATE_HPP

#include <optional>

#include "common/racf/model/user.hpp"

namespace ptkt::rotation {

/// A user of a new generation with what has happened to the profile at this receiver:
/// - A user, or a connection, that is revoked here at this moment stays revoked until resumed here,
///   or until the publisher, who had it revoked too, resumes it. A revocation for a later date
///   stays as well. Nobody whom the publisher revokes is resumed by this.
/// - The count of failures stays unless the publisher has resumed the user.
/// - A password or phrase that was changed here stays unless the publisher has changed it since.
/// - Of dates of the last sign-on, and counts of sign-ons by group, the greater one stays.
/// `before` is the user as the publisher had it in the generation before; nothing: that is not
/// known, and a revocation of either side stays, and the newer of two passwords.
[[nodiscard]] racf::User with_local_state(const std::optional<racf::User>& before,
                                          const racf::User& here, racf::User published,
                                          base::Instant now);

}  // namespace ptkt::rotation

#endif
