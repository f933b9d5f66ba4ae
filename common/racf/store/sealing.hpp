#ifndef PTKT_RACF_STORE_SEALING_HPP
#define PTKT_RACF_STORE_SEALING_HPP

#include <optional>
#include <string>
#include <string_view>

#include "common/base/result.hpp"
#include "common/base/secret.hpp"
#include "common/racf/model/names.hpp"
#include "common/racf/store/layout.hpp"

/// What a sealed key is bound to, and the master keys that seal: the one in use, and while that is
/// being changed the other one.
namespace ptkt::store {

/// The place that a masked key is sealed for: this profile and no other.
[[nodiscard]] std::string masked_context(const racf::ClassName& cls, const racf::ProfileName& name);
/// The same for a key of the vault; `kind` is `DES` or `HMAC`.
[[nodiscard]] std::string vault_context(std::string_view label, std::string_view kind);

/// A master key from its text: 64 hexadecimal digits. Config; `name` is what messages call it.
[[nodiscard]] base::Result<base::Secret> master_key_of(std::string_view text,
                                                       const std::string& name);
/// Reads the master key that the store keeps itself.
[[nodiscard]] base::Result<base::Secret> read_master_key(const Layout& layout);
[[nodiscard]] base::Status write_master_key(const Layout& layout, const base::Secret& key);

/// Two master keys while the one is exchanged for the other. Each is kept sealed under the other,
/// so that who has one of them can open everything and nobody else anything.
struct MasterPair {
    base::Secret old_key;
    base::Secret new_key;
};
/// Writes the pair down: from here on both keys open.
[[nodiscard]] base::Status write_pair(const Layout& layout, const MasterPair& pair);
/// The pair, by either of its keys; nothing when no exchange is under way. Config: by neither.
[[nodiscard]] base::Result<std::optional<MasterPair>> read_pair(const Layout& layout,
                                                                const base::Secret& either);

}  // namespace ptkt::store

#endif
