#include "common/racf/store_check/matching.hpp"

#include <fmt/format.h>

#include "common/racf/model/access_check.hpp"
#include "common/racf/model/class_table.hpp"
#include "common/racf/model/key_roles.hpp"

namespace ptkt::store_check {

namespace {

/// appl, appl.user, appl.group or appl.group.user, each of 1 to 8 characters. [RACF Security
/// Administrator's Guide, "Determining PTKTDATA profile names"]
bool is_looked_for(std::string_view name) {
    constexpr std::size_t kMostQualifiers = 3;
    constexpr std::size_t kLongest = 8;
    for (std::size_t count = 1; count <= kMostQualifiers; ++count) {
        const std::size_t end = name.find('.');
        const std::string_view qualifier = name.substr(0, end);
        if (qualifier.empty() || qualifier.size() > kLongest) return false;
        if (end == std::string_view::npos) return true;
        name.remove_prefix(end + 1);
    }
    return false;
}

std::string why_key_is_never_used(const racf::Resource& resource) {
    if (resource.cls != racf::ptktdata_class() || !racf::is_defined(resource.ssignon)) return {};
    if (resource.generic) return "is generic: a sign-on uses the key of a discrete profile only";
    if (is_looked_for(resource.name.str())) return {};
    return "has a key, but no sign-on looks for this name: expected appl, appl.user, appl.group or "
           "appl.group.user";
}

}  // namespace

std::vector<Finding> check_matching(const racf::Resource& resource, const racf::Options& options) {
    std::vector<Finding> found;
    const std::string subject =
        fmt::format("profile {} {}", resource.cls.str(), resource.name.str());
    for (const std::string& why :
         {racf::why_never_matches(resource, options), why_key_is_never_used(resource)})
        if (!why.empty()) found.push_back({Severity::Error, "never-matches", subject, why});
    return found;
}

}  // namespace ptkt::store_check
