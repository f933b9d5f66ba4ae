#ifndef PTKT_STORE_REPLAY_MARK_HPP
#define PTKT_STORE_REPLAY_MARK_HPP

#include <optional>
#include <string>
#include <string_view>

#include "common/base/result.hpp"
#include "common/base/time.hpp"
#include "common/files/files.hpp"

namespace ptkt::store {

/// What the last one who used the replay cache leaves in its lock file: by it the next one knows
/// whether the cache is as it was left. Restoring a copy, in whatever way, changes the file or the
/// moment at which the system says its state last changed, which no copy brings back.
struct ReplayMark {
    files::Stamp file;     ///< the cache, when it was let go of
    std::string boot;      ///< of which run of the system
    bool busy = false;     ///< left by one who was about to write, and may have been killed
    base::Instant latest;  ///< the latest clock that was ever seen

    /// True when nothing was lost since: the file is the one that was left, or who wrote it last
    /// was killed in this same run of the system (LMDB's file is whole then; after a power cut only
    /// the disk would know what it kept).
    [[nodiscard]] bool knows(const files::Stamp& now, std::string_view boot_now) const;

    [[nodiscard]] std::string text() const;
    /// Nothing for what is no mark of ours: a new lock file, or one that was damaged.
    [[nodiscard]] static std::optional<ReplayMark> parse(std::string_view text);
};

/// What distinguishes this run of the system from every other. [Linux: random(4), boot_id]
[[nodiscard]] std::string boot_id();

}  // namespace ptkt::store

#endif
