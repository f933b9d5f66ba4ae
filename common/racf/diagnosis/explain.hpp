#ifndef PTKT_RACF_DIAGNOSIS_EXPLAIN_HPP
#define PTKT_RACF_DIAGNOSIS_EXPLAIN_HPP

#include "common/racf/diagnosis/evidence.hpp"
#include "common/racf/diagnosis/finding.hpp"
#include "common/racf/diagnosis/hypotheses.hpp"

/// Why a PassTicket fails, as an expert would tell it.
namespace ptkt::diagnosis {

/// Explains a sign-on. When no key in force decodes the ticket into its window, every hypothesis
/// that people meet in practice is tried, each finding with how likely it is a coincidence. A
/// ticket that holds is not looked into any further; then the findings are about the user, the
/// application or an earlier use. `threads` of 0 means one for each core.
[[nodiscard]] Explanation explain(const Evidence& evidence, const Progress& progress = {},
                                  unsigned threads = 0);

}  // namespace ptkt::diagnosis

#endif
