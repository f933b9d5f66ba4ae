#ifndef PTKT_RACF_AUTHORIZATION_SINGLE_KEY_HPP
#define PTKT_RACF_AUTHORIZATION_SINGLE_KEY_HPP

#include <string_view>

#include "common/base/result.hpp"
#include "common/base/secret.hpp"
#include "common/racf/authorization/decision.hpp"
#include "common/racf/passticket/names.hpp"

namespace ptkt::authorization {

/// Whether a ticket holds under one key, and nothing else: no profile, user, application or earlier
/// use is looked up, and nothing is recorded. A key of 8 bytes is tried as legacy, with the ticket
/// folded to upper case; one of 32 to 256 bytes as MIXED and as UPPER, with the default window.
/// Malformed for a key of another size.
[[nodiscard]] base::Result<Decision> evaluate_under_key(const base::Secret& key,
                                                        const passticket::Subject& subject,
                                                        std::string_view ticket, base::Instant now);

}  // namespace ptkt::authorization

#endif
