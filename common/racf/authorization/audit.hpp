#ifndef PTKT_RACF_AUTHORIZATION_AUDIT_HPP
#define PTKT_RACF_AUTHORIZATION_AUDIT_HPP

#include <string_view>

#include "common/formats/json/json.hpp"
#include "common/racf/authorization/decision.hpp"

namespace ptkt::authorization {

/// The audit record of one evaluation: who, application, profile, kind, moment of generation,
/// decision, reason, source, and the SMF event and qualifier that a real system would write. Never
/// a key or a ticket. [RACF Macros and Interfaces, event code 1 (JOBINIT)]
/// The record of an evaluation that could not come to a decision: `error` stands for it, and
/// nothing was accepted.
[[nodiscard]] json::Json trouble_record(const racf::UserId& user, const racf::ApplName& appl,
                                        const std::optional<racf::UserId>& caller,
                                        const base::Error& error, base::Instant now,
                                        std::string_view source);

[[nodiscard]] json::Json audit_record(const Decision& decision, std::string_view source);

/// The record of a user's revocation by an evaluation, which stands beside the record of that. A
/// real system writes qualifier 7 of event 1 for too many failures; for inactivity it writes
/// nothing but the record of the refusal.
[[nodiscard]] json::Json revocation_record(const Decision& decision, std::string_view peer);

/// The qualifier of SMF event 1 for a reason: 32 success with a PassTicket, 33 replay, 1 invalid
/// password, 2 group, 5 application, 6 revoked, 9 undefined user, 25 password expired, 28 revoked
/// in the group. (32 and 33 are not confirmed by IBM's text.)
[[nodiscard]] int smf_qualifier(Reason reason);
/// The same for a decision: 0 for a success without a PassTicket, and of event 81 (PTEVAL), which
/// stands for an evaluation by R_ticketserv. There 1 is a failure. (not confirmed by IBM's text)
[[nodiscard]] int smf_qualifier(const Decision& decision);

}  // namespace ptkt::authorization

#endif
