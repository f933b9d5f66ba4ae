#include "common/racf/rotation/shared_keys.hpp"

#include <algorithm>

#include "common/crypto/des.hpp"
#include "common/racf/model/key_roles.hpp"

namespace ptkt::rotation {

namespace {

struct KnownKey {
    bool enhanced = false;
    base::Secret value;
};

std::string_view application_of(std::string_view name) {
    return name.substr(0, name.find('.'));
}

/// The keys of a profile whose tickets are accepted. One that does not open is not looked at here.
std::vector<KnownKey> keys_of(const store::Store& store, const racf::Resource& profile,
                              base::Instant now) {
    std::vector<KnownKey> keys;
    if (!profile.ssignon) return keys;
    for (const racf::KeyInForce& one : racf::accepted_keys(*profile.ssignon, now))
        if (auto value = store.keys().key_of(profile, one.key))
            keys.push_back({one.key.is_enhanced(), std::move(*value)});
    return keys;
}

bool is_same(const KnownKey& one, const KnownKey& other) {
    if (one.enhanced != other.enhanced) return false;
    return one.enhanced ? one.value.equals(other.value)
                        : crypto::same_des_key(one.value, other.value);
}

}  // namespace

base::Result<std::vector<std::string>> profiles_sharing_keys(const store::Store& store,
                                                             const racf::Resource& profile,
                                                             base::Instant now) {
    const auto names = store.resource_names(profile.cls);
    if (!names) return names.error();
    const std::vector<KnownKey> ours = keys_of(store, profile, now);
    std::vector<std::string> sharing;
    for (const std::string& text : *names) {
        const auto name = racf::ProfileName::parse(text);
        if (!name || *name == profile.name) continue;
        if (application_of(text) != application_of(profile.name.str())) continue;
        const auto other = store.resource(profile.cls, *name);
        if (!other) return other.error();
        if (!*other || (*other)->generic) continue;
        const std::vector<KnownKey> theirs = keys_of(store, **other, now);
        const bool shared = std::ranges::any_of(theirs, [&](const KnownKey& key) {
            return std::ranges::any_of(ours,
                                       [&](const KnownKey& own) { return is_same(key, own); });
        });
        if (shared) sharing.push_back(text);
    }
    return sharing;
}

}  // namespace ptkt::rotation
