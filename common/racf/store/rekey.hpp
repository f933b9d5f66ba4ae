#ifndef PTKT_RACF_STORE_REKEY_HPP
#define PTKT_RACF_STORE_REKEY_HPP

#include <functional>
#include <optional>
#include <string_view>

#include "common/racf/store/store.hpp"

namespace ptkt::store {

struct RekeyRequest {
    /// The new master key. An exchange that is under way goes on with its own.
    std::optional<base::Secret> new_key;
    /// The master key is kept outside of the store: both keys go on to open until `finish`, so that
    /// the programs can be given the new one in their own time.
    bool outside = false;
    bool finish = false;  ///< with `outside`: from here on only the new key opens
    /// Told of each step that has become durable: `pair`, `sealed`, `snapshots`, `master`, `done`.
    std::function<void(std::string_view)> step;
};

struct Rekeyed {
    std::size_t keys = 0;   ///< sealed again by this run
    bool finished = false;  ///< the old master key opens nothing any more
};

/// Exchanges the master key: everything that is sealed is sealed again. Cut off anywhere, every key
/// still opens, and the next run goes on. Call it under the store's lock. Usage: no new key was
/// given, and none is under way. Config: a key does not open.
[[nodiscard]] base::Result<Rekeyed> rekey(Store& store, const RekeyRequest& request,
                                          base::Instant now);

}  // namespace ptkt::store

#endif
