#ifndef PTKT_RACF_DIAGNOSIS_CIRCUMSTANCES_HPP
#define PTKT_RACF_DIAGNOSIS_CIRCUMSTANCES_HPP

#include "common/racf/diagnosis/case.hpp"

/// What is known without trying anything: the receiving system's state, the user's, the ticket's
/// text, and the steps of the decision.
namespace ptkt::diagnosis {

/// The findings that the decision's reason stands for, when it is about a state and not about what
/// the ticket decodes to.
[[nodiscard]] std::vector<Finding> circumstances(const Evidence& evidence);

/// What the text alone says of a ticket that nothing decodes: no ticket at all, or of a kind for
/// which no profile has a key.
[[nodiscard]] std::vector<Finding> shape_findings(const Case& c);

/// `8 characters; could be legacy or upper`.
[[nodiscard]] std::string describe_shape(const Case& c);

/// Each step of the decision, in order, those after a failure included: what is known is said.
[[nodiscard]] std::vector<Step> steps_of(const Evidence& evidence);

/// Facts that matter less: keys that are short, profiles that differ on disk, ...
[[nodiscard]] std::vector<std::string> notes_of(const Case& c);

/// What only the host can tell, for a ticket that holds here and is rejected there.
[[nodiscard]] std::vector<std::string> host_checklist(const Evidence& evidence);

}  // namespace ptkt::diagnosis

#endif
