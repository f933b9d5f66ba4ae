#ifndef PTKT_STORE_REPLAY_CACHE_HPP
#define PTKT_STORE_REPLAY_CACHE_HPP

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/result.hpp"
#include "common/base/time.hpp"
#include "common/files/files.hpp"

namespace ptkt::store {

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
    std::optional<EarlierUse> earlier;  ///< with Replayed
};

/// The tickets that were used, for as long as they could be used again. [RACF Security
/// Administrator's Guide: used tickets are kept on the one system where they were used]
///
/// Check and record are one step, in one LMDB write transaction under a lock file, and durable
/// before they answer. An entry stays until the widest window has passed over it.
///
/// One number, the floor, covers every case in which records may be gone: no ticket made at or
/// before it is accepted. It rises when entries leave (so a clock that is set back brings no old
/// ticket back to life), and to the end of the widest window when the file is not as it was left:
/// it was lost, put back from a copy, or the system went down before it was let go of. A ticket
/// used before could have been made as late as that. `ReplayMark` says how that is known.
class ReplayCache {
  public:
    /// Half of the widest window that any kind of ticket can have, before and after.
    static constexpr base::Seconds kWidest{600};

    /// Opens the cache. One that is missing was lost: it is made anew, with a floor that says so.
    [[nodiscard]] static base::Result<ReplayCache> open(const files::Path& path,
                                                        const files::Path& lock);
    ReplayCache(ReplayCache&&) noexcept;
    ReplayCache& operator=(ReplayCache&&) noexcept;
    ~ReplayCache();

    /// Makes the empty cache of a new store, whose floor is the beginning of time.
    [[nodiscard]] static base::Status create(const files::Path& path, const files::Path& lock);

    /// Checks and records uses in one durable step; answers in the order of the uses. Two equal
    /// ones in one call: the first is fresh, the second replayed. On an error nothing may be
    /// accepted, and the cache answers errors until it is opened anew.
    ///
    /// `now` is the moment that is evaluated for, `clock` the system's own where that is another:
    /// an evaluation for a moment to come must clear away nothing that still counts today.
    [[nodiscard]] base::Result<std::vector<UseAnswer>> check_and_record(
        std::span<const TicketUse> uses, base::Instant now,
        std::optional<base::Instant> clock = {});

    /// What check_and_record would answer, without recording.
    [[nodiscard]] base::Result<UseAnswer> look_up(const TicketUse& use);

  private:
    struct State;
    explicit ReplayCache(std::unique_ptr<State> state);

    std::unique_ptr<State> state_;
};

}  // namespace ptkt::store

#endif
