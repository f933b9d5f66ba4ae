#include "common/racf/rotation/vault.hpp"

#include <algorithm>

#include "common/crypto/des.hpp"
#include "common/racf/model/key_roles.hpp"
#include "common/racf/store/audit_action.hpp"

namespace ptkt::rotation {

base::Result<std::optional<std::string>> user_of_label(const store::Store& store,
                                                       const std::string& label) {
    const auto names = store.resource_names(racf::ptktdata_class());
    if (!names) return names.error();
    for (const std::string& text : *names) {
        const auto name = racf::ProfileName::parse(text);
        if (!name) return name.error();
        const auto profile = store.resource(racf::ptktdata_class(), *name);
        if (!profile) return profile.error();
        if (!*profile || !(*profile)->ssignon) continue;
        const auto labels = racf::labels_of(*(*profile)->ssignon);
        if (std::find(labels.begin(), labels.end(), label) != labels.end())
            return std::optional(text);
    }
    return std::optional<std::string>();
}

base::Status check_free(const store::Store& store, const std::string& label) {
    const auto known = store.keys().entry(label);
    if (!known) return known.error();
    if (*known)
        return base::with_hint(
            base::fail(base::ErrorKind::CannotCreate, "there is a key labelled {} already", label),
            "give another label, or delete that key first");
    return {};
}

base::Status add_to_vault(const store::Store& store, base::Instant now, std::string_view action,
                          const std::string& label, const base::Secret& key) {
    if (auto free = check_free(store, label); !free) return free;
    const auto kind =
        key.size() == crypto::DesKey::kSize ? store::VaultKind::Des : store::VaultKind::Hmac;
    if (auto put = store.keys().put(label, kind, key, now); !put) return put;
    return log_vault_key(store, now, action, label);
}

base::Status delete_from_vault(const store::Store& store, base::Instant now,
                               const std::string& label) {
    const auto known = store.keys().entry(label);
    if (!known) return known.error();
    if (!*known)
        return base::fail(base::ErrorKind::NotFound, "the key vault has no key labelled {}", label);
    const auto user = user_of_label(store, label);
    if (!user) return user.error();
    if (*user)
        return base::with_hint(base::fail(base::ErrorKind::NotPermitted,
                                          "PTKTDATA profile {} names the key {}", **user, label),
                               "take it out of the profile first: RALTER ... SSIGNON(...)");
    if (auto removed = store.keys().remove(label); !removed) return removed;
    return log_vault_key(store, now, "delete", label);
}

base::Status log_vault_key(const store::Store& store, base::Instant now, std::string_view action,
                           const std::string& label) {
    return store::audit_action(store.audit_log(), now, "key", action, label);
}

}  // namespace ptkt::rotation
