#ifndef PTKT_RACF_MODEL_DYNAMIC_CLASSES_HPP
#define PTKT_RACF_MODEL_DYNAMIC_CLASSES_HPP

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/racf/model/class_table.hpp"
#include "common/racf/model/resource.hpp"

/// Dynamic classes: those that profiles in class CDT define by their segment CDTINFO.
namespace ptkt::racf {

/// The class whose profiles define others, and the segment that does.
[[nodiscard]] const ClassName& cdt_class();
inline constexpr std::string_view kCdtinfo = "CDTINFO";

/// A definition in error. The codes are those of message ICH14079I. [RACF Messages and Codes]
struct WrongDefinition {
    std::string name;
    int code = 0;
};

/// Definitions that are good, and those that are not.
struct FoundDefinitions {
    ClassDefinitions good;
    std::vector<WrongDefinition> wrong;
};

/// What the profiles of class CDT define. A definition that names one in error is in error too.
[[nodiscard]] FoundDefinitions sound_definitions(std::span<const Resource> profiles);

/// The class that CDTINFO describes; with its defaults for what is not there. The names in it are
/// views of what is given.
[[nodiscard]] ClassInfo class_of(const std::string& name, const Segment& cdtinfo);

}  // namespace ptkt::racf

#endif
