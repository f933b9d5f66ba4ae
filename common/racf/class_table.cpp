#include "common/racf/class_table.hpp"

#include <algorithm>
#include <array>

namespace ptkt::racf {

namespace {

using R = RaclistRule;
using A = Access;

// name, POSIT, UACC, generic, RACLIST, longest name, grouping class, member class, default rc
constexpr std::array kClasses{
    ClassInfo{"APPL", 3, A::None, true, R::Allowed, 8, "", "", 4},
    ClassInfo{"FACILITY", 8, A::None, true, R::Allowed, 39, "", "", 4},
    ClassInfo{"GLOBAL", 6, A::None, false, R::Disallowed, 39, "", "", 4},
    ClassInfo{"OPERCMDS", 112, A::None, true, R::Allowed, 246, "", "", 4},
    ClassInfo{"PTKTDATA", 76, A::None, true, R::Allowed, 26, "", "", 4},
    ClassInfo{"SURROGAT", 104, A::None, true, R::Allowed, 17, "", "", 4},
};
static_assert(std::is_sorted(kClasses.begin(), kClasses.end(),
                             [](const auto& a, const auto& b) { return a.name < b.name; }));

}  // namespace

std::span<const ClassInfo> class_table() {
    return kClasses;
}

const ClassInfo* find_class(std::string_view name) {
    const auto found =
        std::lower_bound(kClasses.begin(), kClasses.end(), name,
                         [](const ClassInfo& info, std::string_view n) { return info.name < n; });
    return found != kClasses.end() && found->name == name ? &*found : nullptr;
}

}  // namespace ptkt::racf
