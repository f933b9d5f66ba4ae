#ifndef PTKT_RACF_IRRDBU00_UNLOAD_HPP
#define PTKT_RACF_IRRDBU00_UNLOAD_HPP

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/result.hpp"
#include "common/racf/model/profiles.hpp"

namespace ptkt::irrdbu00 {

/// Writes all profiles as the records of an unload, groups, users, then general resources, each by
/// name. What a profile leaves to a default has the value that listings show. `write` gets the
/// lines of one profile after the other. The answer is what could not be written as it is: `column
/// of profile`.
[[nodiscard]] base::Result<std::vector<std::string>> unload(
    const racf::Profiles& profiles, const std::function<base::Status(std::string_view)>& write);

}  // namespace ptkt::irrdbu00

#endif
