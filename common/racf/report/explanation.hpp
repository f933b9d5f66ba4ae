#ifndef PTKT_RACF_REPORT_EXPLANATION_HPP
#define PTKT_RACF_REPORT_EXPLANATION_HPP

#include <string>
#include <string_view>

#include "common/formats/json/json.hpp"
#include "common/racf/diagnosis/finding.hpp"

namespace ptkt::report {

/// An explanation for people: the answer in one line, the facts aligned, the finding that is
/// likeliest with what to do, other findings, and every step of the decision. The lines end with a
/// line end, but for the last.
[[nodiscard]] std::string explanation_text(const diagnosis::Explanation& explanation);

/// The fields of an explanation's object, after those of the decision.
inline constexpr std::string_view kExplanationFields =
    " now ticket_form profile_found key steps findings notes then_check searched";
/// The fields of a decision and these, with
/// - steps: `step verdict text`
/// - findings, the likeliest first: `cause certainty detail do chance generated_at offset_seconds
///   profile user appl`; `chance` is null for what is known and not inferred
/// - searched: `users users_in_store appls appls_in_store keys hypotheses expected_by_chance`
[[nodiscard]] json::Json explanation_json(const diagnosis::Explanation& explanation);
/// The same without the beginning of an object, for one that says more.
[[nodiscard]] json::Json explanation_fields(const diagnosis::Explanation& explanation);

}  // namespace ptkt::report

#endif
