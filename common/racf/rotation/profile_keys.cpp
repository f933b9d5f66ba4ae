#include "common/racf/rotation/profile_keys.hpp"

#include <algorithm>

#include "common/racf/passticket/check_value.hpp"

namespace ptkt::rotation {

std::string_view kind_word(bool enhanced) {
    return enhanced ? "hmac" : "des";
}

base::Result<std::string> check_value_of(const store::Store& store, const racf::Resource& profile,
                                         const racf::ProfileKey& key) {
    const auto secret = store.keys().key_of(profile, key);
    if (!secret) return secret.error();
    return passticket::check_value(*secret);
}

base::Result<racf::Resource> ptktdata_profile(const store::Store& store,
                                              const racf::ProfileName& name) {
    auto profile = store.resource(racf::ptktdata_class(), name);
    if (!profile) return std::move(profile).error();
    if (!*profile)
        return base::fail(base::ErrorKind::NotFound, "no PTKTDATA profile {}", name.str());
    return std::move(**profile);
}

base::Result<std::vector<racf::KeyInForce>> keys_of_profile(const racf::Resource& profile,
                                                            base::Instant now) {
    const racf::Ssignon ssignon = racf::as_of(profile.ssignon.value_or(racf::Ssignon()), now);
    std::vector<racf::KeyInForce> keys = racf::accepted_keys(ssignon, now);
    std::erase_if(keys, [](const auto& key) { return key.role == racf::KeyRole::Next; });
    if (ssignon.rotation.next)
        keys.insert(
            std::find_if(keys.begin(), keys.end(),
                         [](const auto& key) { return key.role == racf::KeyRole::Previous; }),
            {racf::KeyRole::Next, ssignon.rotation.next->key});
    if (keys.empty())
        return base::fail(base::ErrorKind::Config, "PTKTDATA profile {} has no key",
                          profile.name.str());
    return keys;
}

}  // namespace ptkt::rotation
