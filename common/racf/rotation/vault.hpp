#ifndef PTKT_RACF_ROTATION_VAULT_HPP
#define PTKT_RACF_ROTATION_VAULT_HPP

#include <optional>
#include <string>
#include <string_view>

#include "common/base/result.hpp"
#include "common/racf/store/store.hpp"

/// Keys of the vault: which profile names one, and how one comes and goes by hand.
namespace ptkt::rotation {

/// The PTKTDATA profile on disk that names a key of the vault in any role, or nothing. A profile
/// whose key is gone makes and accepts no tickets, so a key that one names stays.
[[nodiscard]] base::Result<std::optional<std::string>> user_of_label(const store::Store& store,
                                                                     const std::string& label);

/// CannotCreate: there is a key of this label already.
[[nodiscard]] base::Status check_free(const store::Store& store, const std::string& label);

/// Puts a key under a free label and audits it; `action` says how it came: `generate`, `import`.
[[nodiscard]] base::Status add_to_vault(const store::Store& store, base::Instant now,
                                        std::string_view action, const std::string& label,
                                        const base::Secret& key);

/// Deletes a key and audits it. NotFound: there is none. NotPermitted: a profile names it.
[[nodiscard]] base::Status delete_from_vault(const store::Store& store, base::Instant now,
                                             const std::string& label);

/// Audits what is done to a key of the vault: `generate`, `import`, `delete`.
[[nodiscard]] base::Status log_vault_key(const store::Store& store, base::Instant now,
                                         std::string_view action, const std::string& label);

}  // namespace ptkt::rotation

#endif
