#ifndef PTKT_RACF_STORE_SECRET_KEEPER_HPP
#define PTKT_RACF_STORE_SECRET_KEEPER_HPP

#include "common/racf/model/profiles.hpp"
#include "common/racf/store/keys.hpp"

namespace ptkt::store {

/// What the command language needs of secrets, by the keys of a store. Apart from Store, because
/// password hashing brings in the large half of libcrypto, which the verifier of tickets does not
/// need.
class SecretKeeper final : public racf::SecretKeeper {
  public:
    explicit SecretKeeper(const Keys& keys) : keys_(keys) {}

    [[nodiscard]] base::Result<base::Bytes> seal_masked_key(const racf::ClassName& cls,
                                                            const racf::ProfileName& name,
                                                            const base::Secret& key) override;
    [[nodiscard]] base::Result<bool> has_vault_key(const std::string& label) override;
    [[nodiscard]] base::Result<std::string> hash_password(const base::Secret& value) override;
    [[nodiscard]] base::Result<bool> password_matches(const base::Secret& value,
                                                      std::string_view hash) override;

  private:
    const Keys& keys_;
};

}  // namespace ptkt::store

#endif
