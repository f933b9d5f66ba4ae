#ifndef PTKT_RACF_STORE_CHECK_MATCHING_HPP
#define PTKT_RACF_STORE_CHECK_MATCHING_HPP

#include <vector>

#include "common/racf/model/options.hpp"
#include "common/racf/model/resource.hpp"
#include "common/racf/store_check/finding.hpp"

namespace ptkt::store_check {

/// `never-matches`: a profile that no check finds because of its generic characters or lower-case
/// letters, and a key in a PTKTDATA profile whose name no sign-on looks for.
[[nodiscard]] std::vector<Finding> check_matching(const racf::Resource& resource,
                                                  const racf::Options& options);

}  // namespace ptkt::store_check

#endif
