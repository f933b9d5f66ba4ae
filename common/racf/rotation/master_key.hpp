#ifndef PTKT_RACF_ROTATION_MASTER_KEY_HPP
#define PTKT_RACF_ROTATION_MASTER_KEY_HPP

#include <functional>

#include "common/base/secret.hpp"
#include "common/racf/rotation/run.hpp"
#include "common/racf/store/rekey.hpp"

/// The rotation of the master key, under which all other keys are sealed.
namespace ptkt::rotation {

struct MasterKeyOrder {
    /// Gives the new key; asked once nobody else is at work. Without it a store that keeps its own
    /// master key gets a random one, and an exchange that is under way goes on with its own.
    std::function<base::Result<base::Secret>()> new_key;
    bool outside = false;  ///< the master key is kept outside of the store
    bool finish = false;   ///< with `outside`: from here on only the new key opens
};

/// Exchanges the master key under the store's locks and audits it; see store::rekey for the steps.
/// TryAgain: another run is at work.
[[nodiscard]] base::Result<store::Rekeyed> exchange_master_key(store::Store& store,
                                                               const MasterKeyOrder& order,
                                                               const Surroundings& surroundings);

/// What the audit log says of it.
[[nodiscard]] json::Json rekey_record(base::Instant now, const store::Rekeyed& done);

}  // namespace ptkt::rotation

#endif
