#ifndef PTKT_RACF_MODEL_CLASS_TABLE_HPP
#define PTKT_RACF_MODEL_CLASS_TABLE_HPP

#include <cstddef>
#include <span>
#include <string_view>

#include "common/base/result.hpp"
#include "common/racf/model/access.hpp"
#include "common/racf/model/names.hpp"

namespace ptkt::racf {

enum class RaclistRule { Allowed, Required, Disallowed };

/// A class as the class descriptor table has it.
struct ClassInfo {
    std::string_view name;
    int posit;  ///< classes of one POSIT value share their options; kNoPosit: shared with none
    Access default_uacc;
    bool generic_allowed;
    RaclistRule raclist;
    std::size_t longest_name;
    std::string_view grouping;     ///< its grouping class, or empty
    std::string_view member;       ///< for a grouping class: its member class, or empty
    int default_rc;                ///< what a check answers when no profile covers the resource
    bool uacc_of_connect = false;  ///< without UACC the issuer's group connection gives it
    bool operations = false;       ///< users with OPERATIONS have access
    bool keeps_case = false;       ///< names of profiles may differ in case only
    bool takes_profiles = true;    ///< RDEFINE makes profiles in it
};

/// The POSIT value of a class for which none is known to us. It shares its options with its
/// grouping class only.
inline constexpr int kNoPosit = -1;

/// All classes that are known here, sorted by name.
[[nodiscard]] std::span<const ClassInfo> class_table();
/// One class by its upper-case name, or nullptr.
[[nodiscard]] const ClassInfo* find_class(std::string_view name);
/// The name of a profile as its class has names: folded to upper case, or as it is written.
[[nodiscard]] base::Result<ProfileName> profile_name_in(std::string_view cls,
                                                        std::string_view text);
/// True when setting an option for one of the two sets it for the other too.
[[nodiscard]] bool share_options(const ClassInfo& a, const ClassInfo& b);

}  // namespace ptkt::racf

#endif
