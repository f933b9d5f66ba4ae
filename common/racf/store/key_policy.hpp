#ifndef PTKT_RACF_STORE_KEY_POLICY_HPP
#define PTKT_RACF_STORE_KEY_POLICY_HPP

#include "common/base/result.hpp"
#include "common/racf/store/layout.hpp"

namespace ptkt::store {

/// What a store asks of its keys, and of those who use them.
struct KeyPolicy {
    bool refuses_weak = false;     ///< weak keys are refused, and not only warned of
    bool wants_authority = false;  ///< tickets are made and evaluated by users with authority only
};

/// As above when no file says otherwise, an error when the file is damaged.
[[nodiscard]] base::Result<KeyPolicy> read_key_policy(const Path& path);
[[nodiscard]] base::Status write_key_policy(const Path& path, const KeyPolicy& policy);

}  // namespace ptkt::store

#endif
