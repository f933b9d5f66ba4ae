#ifndef PTKT_RACF_AUTHORIZATION_USER_NOTES_HPP
#define PTKT_RACF_AUTHORIZATION_USER_NOTES_HPP

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "common/base/result.hpp"
#include "common/base/time.hpp"
#include "common/racf/model/options.hpp"
#include "common/racf/model/user.hpp"
#include "common/racf/store/store.hpp"

namespace ptkt::authorization {

/// What sign-ons leave on the profiles of users: failures in a row, the revocation that follows
/// them, the date of the last sign-on. No sign-on needs to wait until that is on the disk, because
/// a note counts from the moment at which it is made: `apply` shows a user as the profile will be.
/// One thread makes notes and applies them, another may write them.
class UserNotes {
  public:
    /// The profile as it will be once every note is written.
    void apply(racf::User& user) const;
    /// Changes whenever a note is made or leaves: a user that was applied before is out of date.
    [[nodiscard]] std::uint64_t version() const;

    // Each is about a user to whom the notes are applied, and applies its own.

    /// One more failure in a row; at the number of SETROPTS PASSWORD(REVOKE(n)) the user is
    /// revoked.
    void add_failure(racf::User& user, std::int64_t revoke_after, base::Instant now);
    /// A sign-on: the row of failures ends.
    void end_failures(racf::User& user);
    /// SETROPTS INACTIVE(n): the user came back too late.
    void revoke_inactive(racf::User& user, base::Instant now);
    /// INITSTATS: the first sign-on of a day, with this group.
    void add_sign_on(racf::User& user, const racf::GroupId& group, base::Instant now);

    /// Whether a note waits that may not be lost, and whether any does.
    [[nodiscard]] bool must_be_written() const;
    [[nodiscard]] std::size_t waiting() const;

    /// Writes all notes, within the store's lock, for which it waits that long. What was not
    /// written still waits.
    [[nodiscard]] base::Status write(store::Store& store, base::Instant now,
                                     std::chrono::milliseconds time_limit);

  private:
    /// What is to be done to the profile, whatever is in it by then.
    struct Change {
        bool resets = false;        ///< failures begin at 0
        std::int64_t failures = 0;  ///< and these are added
        std::optional<std::int64_t> revoke_after;
        bool inactive = false;
        std::optional<base::Instant> last_access;
        std::map<racf::GroupId, std::int64_t> connects;

        [[nodiscard]] bool is_nothing() const;
        [[nodiscard]] bool must_be_written() const { return resets || failures > 0 || inactive; }
        /// This one, and then the other.
        void follow_with(const Change& later);
        void carry_out(racf::User& user, const racf::Options& options, base::Instant now) const;
    };
    /// What the user looks like meanwhile. It is not a difference: while the change is being
    /// written a reader sees the profile before it or after it, and both must come to the same.
    struct Seen {
        std::int64_t failures = 0;
        std::optional<base::Instant> revoked;  ///< when a note revoked the user
        std::optional<base::Instant> last_access;
        std::map<racf::GroupId, base::Instant> last_connects;

        void show(racf::User& user) const;
    };
    struct Note {
        racf::UserId user;
        Change change;
        Seen seen;
    };

    template <typename Do>
    void note(racf::User& user, Do add);
    [[nodiscard]] std::vector<racf::UserId> users() const;
    [[nodiscard]] std::optional<Change> take(const racf::UserId& user);
    void written(const racf::UserId& user);
    void put_back(const racf::UserId& user, Change change);

    mutable std::mutex mutex_;
    std::map<std::string, Note> notes_;
    std::uint64_t version_ = 0;
};

}  // namespace ptkt::authorization

#endif
