#include "common/ims/sign_on/key_list.hpp"

#include <algorithm>

#include "common/racf/model/key_roles.hpp"

namespace ptkt::ims_sign_on {

namespace {

void add_keys(const std::string& profile, const racf::Ssignon& written, base::Instant now,
              std::vector<ListedKey>& keys) {
    const racf::Ssignon ssignon = racf::as_of(written, now);
    const auto add = [&](const racf::ProfileKey& key, racf::KeyRole role,
                         std::optional<base::Instant> when) {
        if (!key.empty())
            keys.push_back({profile, key.is_enhanced(), std::string(to_string(role)), when});
    };
    for (const bool is_enhanced : {true, false})
        add(active_key(ssignon, is_enhanced), racf::KeyRole::Active,
            active_since(ssignon, is_enhanced));
    if (const auto& next = ssignon.rotation.next) add(next->key, racf::KeyRole::Next, next->at);
    for (const racf::PreviousKey& one : ssignon.rotation.previous)
        add(one.key, racf::KeyRole::Previous, one.until);
}

}  // namespace

base::Result<KeyList> list_keys(const store::Store& store, base::Instant now, std::size_t most) {
    const auto options = store.options();
    if (!options) return options.error();
    const auto names = store.checked_names(*options, racf::ptktdata_class());
    if (!names) return names.error();
    KeyList list{names->size(), {}};
    for (std::size_t i = 0; i < std::min(most, names->size()); ++i) {
        const auto name = racf::ProfileName::parse((*names)[i]);
        if (!name) continue;
        const auto profile = store.checked_resource(*options, racf::ptktdata_class(), *name);
        if (!profile) return profile.error();
        if (*profile && (*profile)->ssignon)
            add_keys((*names)[i], *(*profile)->ssignon, now, list.keys);
    }
    return list;
}

}  // namespace ptkt::ims_sign_on
