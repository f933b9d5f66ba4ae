#ifndef PTKT_STORE_CHECK_MATCHING_HPP
#define PTKT_STORE_CHECK_MATCHING_HPP

#include <vector>

#include "common/racf/options.hpp"
#include "common/racf/resource.hpp"
#include "common/store_check/finding.hpp"

namespace ptkt::store_check {

/// `never-matches`: a profile that no check finds because of its generic characters, and a key in a
/// PTKTDATA profile whose name no sign-on looks for.
[[nodiscard]] std::vector<Finding> check_matching(const racf::Resource& resource,
                                                  const racf::Options& options);

}  // namespace ptkt::store_check

#endif
