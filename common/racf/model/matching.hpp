#ifndef PTKT_RACF_MODEL_MATCHING_HPP
#define PTKT_RACF_MODEL_MATCHING_HPP

#include <string_view>
#include <vector>

/// Generic profile names of general resources. [RACF Command Language Reference, "Profile names
/// for general resources"]
namespace ptkt::racf {

/// True when a name has a character that makes a profile generic: `*`, `%` or `&`.
[[nodiscard]] bool has_generic_characters(std::string_view name);

/// Does a generic profile's name cover a resource's name? `%` stands for one character that is not
/// a period; `*` for one whole qualifier in the middle, for the rest of a qualifier after other
/// characters, and at the very end for any rest; `**` for no, one or more qualifiers. Names are
/// compared as they are; both are upper case.
[[nodiscard]] bool generic_matches(std::string_view pattern, std::string_view name);

/// Does the FILTER of SEARCH select a name? `%` stands for one character that is not a period, `*`
/// for no or more of them, `**` for no or more qualifiers. [RACF Command Language Reference,
/// SEARCH]
[[nodiscard]] bool filter_matches(std::string_view filter, std::string_view name);

/// True when pattern `a` is more specific than `b` (RACF's search order): compared from the left,
/// a literal character comes before `%`, `%` before `*`, `*` before `**`; the first difference
/// decides.
[[nodiscard]] bool more_specific(std::string_view a, std::string_view b);

}  // namespace ptkt::racf

#endif
