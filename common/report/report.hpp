#ifndef PTKT_REPORT_REPORT_HPP
#define PTKT_REPORT_REPORT_HPP

#include <string>
#include <string_view>

#include "common/authorization/decision.hpp"
#include "common/authorization/ticket_generator.hpp"
#include "common/base/json.hpp"
#include "common/passticket/names.hpp"

/// Results as people and as programs read them. The fields of a JSON object, and their order, are
/// documented in the man pages and stay as they are.
namespace ptkt::report {

/// The fields of a ticket's object.
inline constexpr std::string_view kTicketFields =
    "user appl type ticket generated_at valid_from valid_until profile";
[[nodiscard]] base::Json ticket_json(const passticket::Subject& subject,
                                     const authorization::Generated& made);

/// The fields of a decision's object.
inline constexpr std::string_view kDecisionFields =
    "accepted reason user appl type profile generated_at age_seconds window_seconds saf_rc racf_rc "
    "racf_reason detail key_role";
[[nodiscard]] base::Json decision_json(const authorization::Decision& decision);

/// One line: `accepted: ...` or `rejected: REASON: ...`.
[[nodiscard]] std::string decision_text(const authorization::Decision& decision);

}  // namespace ptkt::report

#endif
