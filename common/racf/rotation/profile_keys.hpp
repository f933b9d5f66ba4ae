#ifndef PTKT_RACF_ROTATION_PROFILE_KEYS_HPP
#define PTKT_RACF_ROTATION_PROFILE_KEYS_HPP

#include <string>
#include <string_view>
#include <vector>

#include "common/base/result.hpp"
#include "common/racf/model/key_roles.hpp"
#include "common/racf/store/store.hpp"

/// The keys of a PTKTDATA profile, and by what people tell them from each other without seeing
/// them.
namespace ptkt::rotation {

/// The check value of a key of a profile.
[[nodiscard]] base::Result<std::string> check_value_of(const store::Store& store,
                                                       const racf::Resource& profile,
                                                       const racf::ProfileKey& key);

/// A PTKTDATA profile. NotFound: there is none of this name.
[[nodiscard]] base::Result<racf::Resource> ptktdata_profile(const store::Store& store,
                                                            const racf::ProfileName& name);

/// The keys of a profile that count or will count, the next one also before it is
/// accepted: active, next, previous. Config: there is none.
[[nodiscard]] base::Result<std::vector<racf::KeyInForce>> keys_of_profile(
    const racf::Resource& profile, base::Instant now);

/// `des` or `hmac`.
[[nodiscard]] std::string_view kind_word(bool enhanced);

}  // namespace ptkt::rotation

#endif
