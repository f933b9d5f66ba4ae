#ifndef PTKT_RACF_AUTHORIZATION_PROFILE_SEARCH_HPP
#define PTKT_RACF_AUTHORIZATION_PROFILE_SEARCH_HPP

#include <optional>
#include <vector>

#include "common/base/result.hpp"
#include "common/racf/model/options.hpp"
#include "common/racf/model/resource.hpp"
#include "common/racf/store/store.hpp"

namespace ptkt::authorization {

/// The names a PTKTDATA profile can have for an evaluation, most specific first: appl.group.user,
/// appl.user, appl.group, appl. [RACF Security Administrator's Guide, "Determining PTKTDATA profile
/// names"]
[[nodiscard]] std::vector<racf::ProfileName> profile_names(const racf::ApplName& appl,
                                                           const racf::GroupId& group,
                                                           const racf::UserId& user);

/// The profiles whose keys an evaluation tries: the first qualified one that exists, other
/// qualified ones being ignored, and then the plain one. [as above; that the plain one is also
/// tried when the qualified key does not fit rests on one source and on inference]
/// Only discrete profiles count, as a check sees them.
[[nodiscard]] base::Result<std::vector<racf::Resource>> evaluation_profiles(
    const store::Store& store, const racf::Options& options, const racf::ApplName& appl,
    const racf::GroupId& group, const racf::UserId& user);

/// The profile whose key makes tickets: the plain one. [z/OS 2.5, "Using the RCVTPTGN service"]
[[nodiscard]] base::Result<std::optional<racf::Resource>> generation_profile(
    const store::Store& store, const racf::Options& options, const racf::ApplName& appl);

}  // namespace ptkt::authorization

#endif
