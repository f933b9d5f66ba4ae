#ifndef PTKT_TOOLS_RACF_ADMIN_SHARED_KEYS_HPP
#define PTKT_TOOLS_RACF_ADMIN_SHARED_KEYS_HPP

#include <string>
#include <vector>

#include "common/base/time.hpp"
#include "common/cli/io.hpp"
#include "common/racf/model/resource.hpp"
#include "common/racf/store/store.hpp"

/// A key in several profiles of one application: a rotation of one of them does not end it.
namespace ptkt::admin {

/// The other PTKTDATA profiles of the application that accept a key which this profile has as an
/// active or a previous one.
[[nodiscard]] base::Result<std::vector<std::string>> profiles_sharing_keys(
    const store::Store& store, const racf::Resource& profile, base::Instant now);

/// Tells that those profiles go on to accept a key that was replaced or revoked in `profile`.
void warn_of_shared_keys(cli::Io& io, const racf::ProfileName& profile,
                         const std::vector<std::string>& sharing);

}  // namespace ptkt::admin

#endif
