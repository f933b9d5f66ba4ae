#include "common/racf/store/secret_keeper.hpp"

#include "common/crypto/password.hpp"

namespace ptkt::store {

base::Result<base::Bytes> SecretKeeper::seal_masked_key(const racf::ClassName& cls,
                                                        const racf::ProfileName& name,
                                                        const base::Secret& key) {
    return keys_.seal_masked(cls, name, key);
}

base::Result<bool> SecretKeeper::has_vault_key(const std::string& label) {
    auto entry = keys_.entry(label);
    if (!entry) return std::move(entry).error();
    return entry->has_value();
}

base::Result<std::string> SecretKeeper::hash_password(const base::Secret& value) {
    return crypto::hash_password(value);
}

base::Result<bool> SecretKeeper::password_matches(const base::Secret& value,
                                                  std::string_view hash) {
    return crypto::password_matches(value, hash);
}

}  // namespace ptkt::store
