#ifndef PTKT_RACF_REPLAY_SETTINGS_HPP
#define PTKT_RACF_REPLAY_SETTINGS_HPP

#include "common/base/result.hpp"
#include "common/base/time.hpp"
#include "common/files/files.hpp"

namespace ptkt::replay {

/// Half of the widest window that any kind of ticket can have, before and after.
inline constexpr base::Seconds kWidestHalf{600};

/// How far ahead of the evaluator's clock a ticket of this store may have been made, at most. It
/// narrows the future half of every window, and with it the time that lost records cost: tickets
/// made up to so long after the loss are refused. `kWidestHalf`, which narrows nothing, when no
/// file says otherwise; an error when the file is damaged.
[[nodiscard]] base::Result<base::Seconds> read_replay_future(const files::Path& path);
/// How far ahead a ticket may have been made that was accepted up to now, at most: before the
/// setting was changed another was in force, and its tickets count for the widest half after that.
[[nodiscard]] base::Result<base::Seconds> read_longest_future(const files::Path& path,
                                                              base::Instant now);
[[nodiscard]] base::Status write_replay_future(const files::Path& path, base::Seconds future);

}  // namespace ptkt::replay

#endif
