#ifndef PTKT_RACF_REPLAY_CACHE_HPP
#define PTKT_RACF_REPLAY_CACHE_HPP

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/result.hpp"
#include "common/base/time.hpp"
#include "common/files/files.hpp"
#include "common/files/witness.hpp"
#include "common/racf/replay/settings.hpp"

namespace ptkt::replay {

/// One use of a ticket that is valid but for the question whether it was used before. The user, the
/// application and the ticket together are what must not come twice.
struct TicketUse {
    std::string_view user;
    std::string_view appl;
    std::string_view ticket;
    base::Instant made;       ///< the ticket's moment of generation
    std::string_view source;  ///< who presented it, for the one who asks later
};

/// When and by whom a ticket was used first.
struct EarlierUse {
    base::Instant when;
    std::string source;
};

enum class UseOutcome {
    Fresh,       ///< recorded now, durably: it may be accepted
    Replayed,    ///< used before
    BeforeFloor  ///< made at or before the moment up to which records may have been lost
};

struct UseAnswer {
    UseOutcome outcome = UseOutcome::BeforeFloor;
    std::optional<EarlierUse> earlier;   ///< with Replayed
    std::optional<base::Instant> floor;  ///< with BeforeFloor: later tickets are not concerned
};

/// What there is to know of a cache without using it.
struct ReplayState {
    bool known = false;                   ///< it is as it was left; otherwise records may be gone
    std::optional<base::Instant> floor;   ///< tickets made up to here are refused by the next step
    std::optional<base::Instant> latest;  ///< the latest clock that was seen
    std::size_t records = 0;
    std::vector<std::uint64_t> damaged;  ///< offsets of damaged records
    /// What the system's witness of the cache no longer knows.
    std::vector<files::Witness::Damage> witness_damaged;
};

/// What accepting a loss came to.
struct AcceptedLoss {
    std::optional<base::Instant> floor;  ///< which is not in force any more
    std::size_t kept = 0;                ///< records that could be read and still count
    std::size_t damaged = 0;             ///< records that could not be read
};

/// The tickets that were used, for as long as they could be used again. [RACF Security
/// Administrator's Guide: used tickets are kept on the one system where they were used]
///
/// Check and record are one step under a lock file, durable before it answers. A record stays until
/// the widest window has passed over it, and then until its place is needed. The wait for the disk
/// comes after the lock was let go of: several programs that use one store wait for it together.
///
/// One number, the floor, covers every case in which records may be gone: no ticket made at or
/// before it is accepted. A record that gives way leaves a floor in its place (so a clock that is
/// set back brings no old ticket back to life). When the file is not as it was left, because it was
/// lost, was put back from a copy, or the system went down while it was written, the floor of the
/// whole rises to the end of the window of the latest clock that was seen: a ticket used before
/// could have been made as late as that.
///
/// How a file that was put back is recognised:
/// - The file has a random identity and the number of its last change. Both are also in the mark
///   that the last user left in the lock file (`ReplayMark`); the file must stand at that number or
///   the next one. So a copy of the file alone is recognised, always.
/// - When the whole store was put back, file and mark agree again. What cannot be put back with
/// them
///   is outside of the store: the numbers that a process remembers, and `files::Witness`, in which
///   the running system remembers them for all processes. Modes, owners, times and links of the
///   file do not matter to either.
/// - Where no witness is left (after a restart of the system, in a new container), the file must be
///   untouched: the inode of the mark, with the moment of its last change, which nobody can set. So
///   a store that was put back before the first use after a restart is recognised, and a chmod at
///   that moment, which looks the same, costs the wait as well.
/// - What remains: a disk or a virtual machine that is set back as a whole looks as it did. Remove
///   the lock file then, which has the next step refuse what may have been used.
class ReplayCache {
  public:
    /// Half of the widest window that any kind of ticket can have, before and after.
    static constexpr base::Seconds kWidest = kWidestHalf;

    /// Opens the cache. One that is missing was lost: the first step makes another, with a floor.
    /// `witness` is where files::Witness keeps its numbers, `time_limit` how long this and every
    /// later step waits for other programs before it is a TryAgain error.
    [[nodiscard]] static base::Result<ReplayCache> open(
        const files::Path& path, const files::Path& lock,
        const files::Path& witness = files::Witness::kDirectory,
        std::chrono::milliseconds time_limit = kTimeLimit);
    /// For programs that have nothing else to do.
    static constexpr std::chrono::milliseconds kTimeLimit{10'000};
    void set_time_limit(std::chrono::milliseconds time_limit);
    ReplayCache(ReplayCache&&) noexcept;
    ReplayCache& operator=(ReplayCache&&) noexcept;
    ~ReplayCache();

    /// Makes the empty cache of a new store, whose floor is the beginning of time.
    [[nodiscard]] static base::Status create(
        const files::Path& path, const files::Path& lock,
        const files::Path& witness = files::Witness::kDirectory);

    /// Checks and records uses in one durable step; answers in the order of the uses. Two equal
    /// ones in one call: the first is fresh, the second replayed. On an error nothing may be
    /// accepted, and the cache answers errors until it is opened again.
    ///
    /// `now` is the moment that is evaluated for, `clock` the system's own where that is another:
    /// an evaluation for a moment to come must clear away nothing that still counts today.
    [[nodiscard]] base::Result<std::vector<UseAnswer>> check_and_record(
        std::span<const TicketUse> uses, base::Instant now,
        std::optional<base::Instant> clock = {});

    /// What check_and_record would answer, without recording.
    [[nodiscard]] base::Result<UseAnswer> look_up(const TicketUse& use);

    /// Reads all of it and changes nothing; `clock` is the system's. An error when its header
    /// cannot be read.
    [[nodiscard]] base::Result<ReplayState> inspect(base::Instant clock);

    /// Ends the refusals after a loss on purpose: makes a new file of the records that can be
    /// read and still count, without a floor, and forgets what clocks were seen. A ticket whose
    /// record is gone may be accepted once more from here on.
    [[nodiscard]] static base::Result<AcceptedLoss> accept_loss(
        const files::Path& path, const files::Path& lock, base::Instant clock,
        const files::Path& witness = files::Witness::kDirectory);

  private:
    struct State;
    explicit ReplayCache(std::unique_ptr<State> state);

    std::unique_ptr<State> state_;
};

}  // namespace ptkt::replay

#endif
