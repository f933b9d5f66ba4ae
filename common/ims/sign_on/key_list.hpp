#ifndef PTKT_IMS_SIGN_ON_KEY_LIST_HPP
#define PTKT_IMS_SIGN_ON_KEY_LIST_HPP

#include <optional>
#include <string>
#include <vector>

#include "common/base/time.hpp"
#include "common/racf/store/store.hpp"

namespace ptkt::ims_sign_on {

/// A key that sign-ons are checked with, now or soon; never the key itself.
struct ListedKey {
    std::string profile;
    bool is_enhanced = false;
    std::string role;  ///< active, next or previous
    /// Since when it is active, from when it will be, or until when it is accepted.
    std::optional<base::Instant> when;
};

struct KeyList {
    std::size_t profiles = 0;  ///< of PTKTDATA
    std::vector<ListedKey> keys;
};

/// The keys of the first `most` profiles of PTKTDATA, as checks see them.
[[nodiscard]] base::Result<KeyList> list_keys(const store::Store& store, base::Instant now,
                                              std::size_t most);

}  // namespace ptkt::ims_sign_on

#endif
