#ifndef PTKT_RACF_REPLAY_MARK_HPP
#define PTKT_RACF_REPLAY_MARK_HPP

#include <optional>
#include <string>
#include <string_view>

#include "common/racf/replay/file.hpp"

namespace ptkt::replay {

/// What the last program that changed the replay file leaves in its lock file, outside of the
/// replay file: by it the next one recognises a replay file that was put back from a copy.
struct ReplayMark {
    ReplayId id{};                ///< of the replay file
    std::uint64_t number = 0;     ///< of its last change that was completed
    std::uint64_t inode = 0;      ///< which file it was
    std::int64_t changed_ns = 0;  ///< when the system saw the last change to it; nobody can set it
    base::Instant latest = kNever;  ///< as in the header, which may be gone with the file
    base::Instant latest_made = kNever;

    /// The file is the one of the mark, at the change of the mark or the one after it: who is
    /// killed between a change and the mark has answered nobody.
    [[nodiscard]] bool fits(const ReplayHeader& header) const {
        return header.id == id && (header.number == number || header.number == number + 1);
    }
    /// Nothing at all was done to the file since.
    [[nodiscard]] bool untouched(const files::Stamp& file) const {
        return file.inode == inode && file.status_changed_ns == changed_ns;
    }

    [[nodiscard]] std::string text() const;
    /// Nothing for what is not a mark of ours: a new lock file, one of an earlier version, or one
    /// that was damaged.
    [[nodiscard]] static std::optional<ReplayMark> parse(std::string_view text);
};

}  // namespace ptkt::replay

#endif
