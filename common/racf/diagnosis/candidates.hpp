#ifndef PTKT_RACF_DIAGNOSIS_CANDIDATES_HPP
#define PTKT_RACF_DIAGNOSIS_CANDIDATES_HPP

#include <algorithm>
#include <set>
#include <span>
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

/// An application name that a product has when nobody configures another.
struct UsualApplication {
    std::string_view name;
    std::string_view whose;
};
/// They are worth trying whatever profiles there are.
[[nodiscard]] std::span<const UsualApplication> usual_applications();
/// `z/OSMF`: whose name it is, or nothing.
[[nodiscard]] std::string_view owner_of_usual(std::string_view appl);
/// TSO, batch and z/VM have names that end in an SMF or system ID. Of such a name, and of one that
/// may be such an ID alone, the others.
[[nodiscard]] std::vector<racf::ApplName> names_by_system_id(const std::set<racf::ApplName>& known);

/// All texts that one slip makes of a name: a character left out, doubled, added or another, or two
/// neighbours exchanged. About 320 of a name of eight characters, each once.
[[nodiscard]] std::vector<std::string> slips_of(std::string_view name);

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
