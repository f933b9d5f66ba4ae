#ifndef PTKT_RACF_REPORT_REPORT_HPP
#define PTKT_RACF_REPORT_REPORT_HPP

#include <string>
#include <string_view>

#include "common/formats/json/json.hpp"
#include "common/racf/authorization/decision.hpp"
#include "common/racf/authorization/ticket_generator.hpp"
#include "common/racf/passticket/names.hpp"

/// Results as people and as programs read them. The fields of a JSON object, and their order, are
/// documented in the man pages and stay as they are.
namespace ptkt::report {

/// The fields of a ticket's object.
inline constexpr std::string_view kTicketFields =
    "v event user appl type ticket generated_at valid_from valid_until profile";
[[nodiscard]] json::Json ticket_json(const passticket::Subject& subject,
                                     const authorization::Generated& made);

/// The fields of a decision's object.
inline constexpr std::string_view kDecisionFields =
    "v event accepted reason user appl type profile generated_at age_seconds window_seconds saf_rc "
    "racf_rc "
    "racf_reason detail key_role caller";
/// Those of the decision alone, for an object that says more.
[[nodiscard]] json::Json decision_fields(const authorization::Decision& decision);
[[nodiscard]] json::Json decision_json(const authorization::Decision& decision);

/// One line: `accepted: ...` or `rejected: REASON: ...`.
[[nodiscard]] std::string decision_text(const authorization::Decision& decision);

}  // namespace ptkt::report

#endif
