#ifndef PTKT_RACF_STORE_KEY_POLICY_HPP
#define PTKT_RACF_STORE_KEY_POLICY_HPP

#include "common/base/result.hpp"
#include "common/racf/store/layout.hpp"

namespace ptkt::store {

/// Whether a store refuses weak keys: false when no file says so, an error when the file is
/// damaged.
[[nodiscard]] base::Result<bool> read_key_policy(const Path& path);
[[nodiscard]] base::Status write_key_policy(const Path& path, bool refuses_weak);

}  // namespace ptkt::store

#endif
