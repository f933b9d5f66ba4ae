#ifndef PTKT_RACF_DIAGNOSIS_CANDIDATES_HPP
#define PTKT_RACF_DIAGNOSIS_CANDIDATES_HPP

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "common/racf/model/names.hpp"

/// Which names to try a ticket for.
namespace ptkt::diagnosis {

/// Up to so many names are always tried; of more only those that are easily mistaken for the asked
/// one, unless all are asked for.
inline constexpr std::size_t kFewNames = 100;

/// True when one slip of the pen makes one name of the other: a character more, less or another, or
/// two neighbours exchanged.
[[nodiscard]] bool one_slip_apart(std::string_view a, std::string_view b);

/// Application names that products use when nobody configures one, so they are worth trying
/// whatever profiles there are.
[[nodiscard]] const std::vector<racf::ApplName>& usual_applications();

/// The names of a store to try beside `asked`, without it.
template <typename Name>
std::vector<Name> names_to_try(const std::vector<Name>& of_store, const Name& asked, bool all) {
    std::vector<Name> chosen;
    const bool few = of_store.size() <= kFewNames;
    std::copy_if(
        of_store.begin(), of_store.end(), std::back_inserter(chosen), [&](const Name& name) {
            return name != asked && (all || few || one_slip_apart(name.str(), asked.str()));
        });
    return chosen;
}

}  // namespace ptkt::diagnosis

#endif
