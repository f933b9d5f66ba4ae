#ifndef PTKT_RACF_ROTATION_SHARED_KEYS_HPP
#define PTKT_RACF_ROTATION_SHARED_KEYS_HPP

#include <string>
#include <vector>

#include "common/base/time.hpp"
#include "common/racf/model/resource.hpp"
#include "common/racf/store/store.hpp"

/// A key in several profiles of one application: a rotation of one of them does not end it.
namespace ptkt::rotation {

/// The other PTKTDATA profiles of the application that accept a key which this profile has as an
/// active or a previous one.
[[nodiscard]] base::Result<std::vector<std::string>> profiles_sharing_keys(
    const store::Store& store, const racf::Resource& profile, base::Instant now);

}  // namespace ptkt::rotation

#endif
