#ifndef PTKT_RACF_MODEL_CLASS_TABLE_HPP
#define PTKT_RACF_MODEL_CLASS_TABLE_HPP

#include <cstddef>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/result.hpp"
#include "common/racf/model/access.hpp"
#include "common/racf/model/names.hpp"
#include "common/racf/model/user.hpp"

namespace ptkt::racf {

enum class RaclistRule { Allowed, Required, Disallowed };

/// Kinds of characters that the names of a class may have; see FIRST and OTHER of CDTINFO.
struct NameCharacters {
    bool alpha = true;
    bool numeric = true;
    bool national = true;
    bool special = true;

    [[nodiscard]] bool allow(char c) const;
};

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
    NameCharacters first{};        ///< what a name may begin with
    NameCharacters other{};        ///< what else may be in it
};

/// The POSIT value of a class for which none is known to us. It shares its options with its
/// grouping class only.
inline constexpr int kNoPosit = -1;

/// The supplied classes, sorted by name.
[[nodiscard]] std::span<const ClassInfo> supplied_classes();
/// A supplied class by its upper-case name, or nullptr.
[[nodiscard]] const ClassInfo* find_supplied_class(std::string_view name);
/// The name of a profile as it is kept in a class: folded to upper case, or as it is written. In a
/// class that is not supplied, which a command has folded by its CASE, it is as it is.
[[nodiscard]] base::Result<ProfileName> profile_name_in(std::string_view cls,
                                                        std::string_view text);
/// True when setting an option for one of the two sets it for the other too.
[[nodiscard]] bool share_options(const ClassInfo& a, const ClassInfo& b);
/// Is the name as long as the class allows, and of the characters that it allows?
[[nodiscard]] bool name_fits(const ClassInfo& cls, std::string_view name);

/// CDTINFO of classes by their names.
using ClassDefinitions = std::map<std::string, Segment, std::less<>>;

/// The classes of a system: those that are supplied, and the dynamic ones that profiles in class
/// CDT have made. Copies share what they hold, and a ClassInfo is there as long as one of them.
class ClassTable {
  public:
    /// The supplied classes alone.
    ClassTable() = default;
    /// Those and dynamic ones, whose definitions `sound_definitions` has found good.
    explicit ClassTable(ClassDefinitions dynamic);

    /// All classes, sorted by name.
    [[nodiscard]] std::span<const ClassInfo> all() const;
    /// One class by its upper-case name, or nullptr.
    [[nodiscard]] const ClassInfo* find(std::string_view name) const;
    /// The name of a profile as commands write it: folded unless the class has CASE(ASIS).
    [[nodiscard]] base::Result<ProfileName> profile_name(std::string_view cls,
                                                         std::string_view text) const;
    [[nodiscard]] const ClassDefinitions& dynamic() const;

    friend bool operator==(const ClassTable& a, const ClassTable& b) {
        return a.made_ == b.made_ || a.dynamic() == b.dynamic();
    }

  private:
    struct Made {
        ClassDefinitions definitions;  ///< what `all` has views of
        std::vector<ClassInfo> all;
    };
    std::shared_ptr<const Made> made_;
};

}  // namespace ptkt::racf

#endif
