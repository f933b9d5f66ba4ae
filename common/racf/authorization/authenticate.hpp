#ifndef PTKT_RACF_AUTHORIZATION_AUTHENTICATE_HPP
#define PTKT_RACF_AUTHORIZATION_AUTHENTICATE_HPP

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/result.hpp"
#include "common/racf/authorization/audit_limit.hpp"
#include "common/racf/authorization/decision.hpp"
#include "common/racf/authorization/user_notes.hpp"
#include "common/racf/model/new_password.hpp"
#include "common/racf/replay/group.hpp"
#include "common/racf/store/store.hpp"

namespace ptkt::authorization {

/// What came of the comparison of a value with a user's password or phrase. It costs tens of
/// milliseconds by design, so it is done apart, see `Decision::compare_with`.
struct PasswordCheck {
    std::string hash;  ///< with which it was compared
    bool matches = false;
};

/// How a sign-on may be by the user's password or phrase too.
struct PasswordWay {
    racf::PasswordKind kind = racf::PasswordKind::Password;  ///< a phrase cannot be a ticket
    bool is_changed = false;               ///< a new one comes with it: an expired one will do
    std::optional<PasswordCheck> check{};  ///< absent: the value has not been compared yet
};

/// What somebody presents to sign on with.
struct SignOn {
    racf::UserId user;
    racf::ApplName appl;
    std::string_view ticket;                ///< as it came; whether it is a ticket is to be seen
    std::optional<racf::GroupId> group;     ///< the connect group asked for; else the default group
    std::string source;                     ///< who asks: `command line`, a peer's address
    std::optional<base::Instant> clock{};   ///< the system's, where another moment is evaluated for
    bool failure_counts = true;             ///< towards SETROPTS PASSWORD(REVOKE(n))
    std::optional<PasswordWay> password{};  ///< absent: a PassTicket is the only way in
    /// No sign-on but R_ticketserv, used by this user: the ticket alone is evaluated and used up.
    std::optional<racf::UserId> caller{};
};

/// Whether an evaluation leaves traces.
enum class Recording {
    Yes,  ///< uses the ticket up, counts failures but replays, writes the audit record
    No    ///< only looks
};

/// Evaluates a PassTicket as RACF does when a user signs on: the user exists, the PTKTDATA class is
/// active and RACLISTed, the profiles in their order, each key's kind and window, replay, the
/// user's and the group's state, and READ to the application. [RACF Security Administrator's Guide,
/// "How RACF processes the password or PassTicket"]
///
/// With `SignOn::password` the user's password is a way in, too. A value that is a valid ticket is
/// never compared with it: RACF compares first, but the outcome is the same, and a comparison costs
/// a hundred times a ticket. Every other value is, also for users who do not exist, so that the
/// time of an answer does not tell who does: the first evaluation leaves no trace and names the
/// hash in `Decision::compare_with`, a second one with the comparison's outcome decides.
///
/// With `SignOn::caller` it is the service that evaluates a ticket: the caller needs READ to
/// IRRPTAUTH.application.user, and the user of the ticket is not looked at and nothing of him is
/// counted.
///
/// This is the only entry: no program can be given a "yes" without the replay record being on disk.
/// A rejection is a Decision; an Error means that it could not be decided, and nothing was
/// accepted.
[[nodiscard]] base::Result<Decision> authenticate(store::Store& store, replay::ReplayCache& replay,
                                                  const SignOn& sign_on, base::Instant now,
                                                  Recording recording);

using Decisions = std::vector<base::Result<Decision>>;

/// The same for several at once, in their order, with one durable replay step for all of them: of
/// two with the same ticket the first may be accepted. What one does to its user (failures,
/// revocation) counts for those after it.
[[nodiscard]] Decisions authenticate_all(store::Store& store, replay::ReplayCache& replay,
                                         std::span<const SignOn> sign_ons, base::Instant now,
                                         Recording recording);

/// What a program that serves many leaves for later, so that one sign-on waits for nothing that
/// others may hold up.
struct Later {
    UserNotes&
        notes;  ///< to be written by the caller, who also keeps them from one call to the next
    AuditLimit& audit_limit;
};
/// The same, with Recording::Yes, for such a program.
[[nodiscard]] Decisions authenticate_all(store::Store& store, replay::ReplayCache& replay,
                                         std::span<const SignOn> sign_ons, base::Instant now,
                                         const Later& later);

/// Sign-ons whose tickets may have been used at other receivers of a group as well: evaluated and
/// recorded here first, decided when the others have been asked.
class GroupSignOns {
  public:
    GroupSignOns() = default;
    GroupSignOns(const GroupSignOns&) = delete;
    GroupSignOns& operator=(const GroupSignOns&) = delete;
    virtual ~GroupSignOns() = default;

    /// What the others must be asked about: the tickets that are valid, and were not used here.
    [[nodiscard]] const std::vector<replay::GroupUse>& questions() const { return questions_; }
    /// The decisions, in the order of the sign-ons, by an answer to each question. Once.
    [[nodiscard]] virtual Decisions finish(std::span<const replay::GroupAnswer> answers) = 0;

  protected:
    std::vector<replay::GroupUse> questions_;
};

/// The first part; with `later` as above. The store and the texts of the tickets must outlive what
/// it gives.
[[nodiscard]] std::unique_ptr<GroupSignOns> begin_group_sign_ons(store::Store& store,
                                                                 replay::ReplayCache& replay,
                                                                 std::vector<SignOn> sign_ons,
                                                                 base::Instant now,
                                                                 const Later* later);

}  // namespace ptkt::authorization

#endif
