#include "common/racf/model/options.hpp"

namespace ptkt::racf {

bool Options::is_on(std::string_view name) const {
    const auto found = switches.find(name);
    if (found != switches.end()) return found->second;
    return name == "INITSTATS" || name == "SAUDIT" || name == "CMDVIOL";
}

}  // namespace ptkt::racf
