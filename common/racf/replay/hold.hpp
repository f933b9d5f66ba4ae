#ifndef PTKT_RACF_REPLAY_HOLD_HPP
#define PTKT_RACF_REPLAY_HOLD_HPP

#include "common/racf/replay/cache.hpp"
#include "common/racf/replay/mark.hpp"

namespace ptkt::replay {

/// By so much the number of the last change jumps when the file is not as it was left: further than
/// whatever of it was on its way to the disk, so no record is newer than its header.
inline constexpr std::uint64_t kReplayLeap = std::uint64_t{1} << 32U;

/// What a use is known by: a digest, so that a copy of the file holds no ticket that could still be
/// used at another system.
[[nodiscard]] ReplayDigest digest_of(const TicketUse& use);

class ReplayChange;

/// What an open cache holds between its steps.
struct ReplayCache::State {
    State(files::Path file_path, files::Path lock, files::Path witness_directory)
        : path(std::move(file_path)),
          lock_path(std::move(lock)),
          witness_path(std::move(witness_directory)) {}

    files::Path path;
    files::Path lock_path;
    files::Path witness_path;
    std::chrono::milliseconds time_limit = kTimeLimit;
    std::optional<ReplayFile> file;
    files::Stamp stamp;  ///< of the file that is open
    std::optional<files::Witness> witness;
    ReplayHeader seen;  ///< as we left it last
    bool broken = false;

    class Held;

    base::Status reopen();
    /// The name by which the witness knows this file: a copy of it beside it is another.
    [[nodiscard]] std::uint64_t witness_name(const ReplayHeader& header) const;
    base::Status begin_after_loss(Held& held, ReplayHeader& header, base::Instant clock);
    base::Result<std::optional<std::vector<UseAnswer>>> carry_out(ReplayChange& change,
                                                                  std::span<const TicketUse> uses,
                                                                  base::Instant now,
                                                                  base::Instant over);
    base::Result<std::vector<UseAnswer>> record(std::span<const TicketUse> uses, base::Instant now,
                                                base::Instant clock);
};

/// The cache while its lock is held: as its last user left it, or not.
class ReplayCache::State::Held {
  public:
    static base::Result<Held> take(State& state);

    /// What was found.
    struct Found {
        ReplayHeader header;  ///< with no tables: no file exists
        bool lost = false;    ///< records may be gone
    };
    base::Result<Found> look();

    /// Up to where tickets may have been used of which no record is left.
    [[nodiscard]] base::Result<base::Instant> floor_after_loss(const ReplayHeader& header,
                                                               base::Instant clock) const;
    [[nodiscard]] base::Instant latest(const ReplayHeader& header) const;

    /// Puts a file of these records in the place of any that exists.
    base::Status make_file(base::Instant latest, base::Instant floor,
                           const std::vector<ReplayRecord>& records = {});

    /// Leaves the mark of a change that is complete, for those who come after.
    base::Status leave(const ReplayHeader& header);
    void let_go() { lock_.reset(); }
    [[nodiscard]] std::uint64_t marked() const { return mark_ ? mark_->number : 0; }

  private:
    Held(State& state, files::FileLock lock, std::optional<ReplayMark> mark)
        : state_(state), lock_(std::move(lock)), mark_(std::move(mark)) {}
    [[nodiscard]] bool is_as_it_was_left(const ReplayHeader& header,
                                         const files::Stamp& file) const;

    State& state_;
    std::optional<files::FileLock> lock_;
    std::optional<ReplayMark> mark_;
};

}  // namespace ptkt::replay

#endif
