#ifndef PTKT_RACF_STORE_CHECK_INSPECT_REPLAY_HPP
#define PTKT_RACF_STORE_CHECK_INSPECT_REPLAY_HPP

#include "common/racf/store/store.hpp"
#include "common/racf/store_check/inspect.hpp"

namespace ptkt::store_check {

/// Examines the record of used tickets: what of it cannot be read, up to which moment tickets are
/// refused because records may be gone, and a clock far ahead that would prolong that after a loss.
/// The answer is whether sign-ons are possible at all.
[[nodiscard]] base::Result<bool> inspect_replay_cache(const store::Store& store, base::Instant now,
                                                      const Tell& tell);

}  // namespace ptkt::store_check

#endif
