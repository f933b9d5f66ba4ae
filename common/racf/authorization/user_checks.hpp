#ifndef PTKT_RACF_AUTHORIZATION_USER_CHECKS_HPP
#define PTKT_RACF_AUTHORIZATION_USER_CHECKS_HPP

#include <optional>
#include <string>

#include "common/base/result.hpp"
#include "common/base/time.hpp"
#include "common/racf/authorization/decision.hpp"
#include "common/racf/model/access.hpp"
#include "common/racf/model/names.hpp"
#include "common/racf/model/new_password.hpp"
#include "common/racf/model/user.hpp"
#include "common/racf/store/store.hpp"

/// What is asked of a user once the ticket holds. Apart from `authenticate`, so that an explanation
/// can tell of them as well when the ticket does not.
namespace ptkt::authorization {

/// Has the user not signed on for more days than SETROPTS INACTIVE allows? For a user who never
/// has, the days count from when the user was added. A PROTECTED user is not revoked by inactivity.
/// [RACF Command Language Reference, SETROPTS; Security Administrator's Guide, "Defining protected
/// user IDs"]
[[nodiscard]] bool is_inactive(const racf::User& user, const racf::Options& options,
                               base::Instant now);

/// Why the user may not sign on, whatever the ticket is worth.
struct Refusal {
    Reason reason;
    std::string detail;  ///< one line for people
};

/// Refuses a PROTECTED user, for whom a PassTicket is never a way in. [Security Administrator's
/// Guide, "Defining protected user IDs"]
[[nodiscard]] std::optional<Refusal> why_protected(const racf::User& user);

/// Why the user may sign on in no group: revoked, or inactive for too long.
[[nodiscard]] std::optional<Refusal> why_user_revoked(const racf::User& user,
                                                      const racf::Options& options,
                                                      base::Instant now);
/// Why the user may not sign on in this one: not connected, or revoked in it.
[[nodiscard]] std::optional<Refusal> why_connection_revoked(const racf::User& user,
                                                            const racf::GroupId& group,
                                                            base::Instant now);
/// Both: why the user may not sign on in a group at a moment: revoked, inactive for too long, not
/// connected, or revoked in the group. Nothing when no such reason exists.
[[nodiscard]] std::optional<Refusal> why_revoked(const racf::User& user, const racf::GroupId& group,
                                                 const racf::Options& options, base::Instant now);

/// Why the user's password or phrase has to be changed before it is good for a sign-on; nothing
/// when it need not. REQUIRES: the user has one.
[[nodiscard]] std::optional<std::string> why_expired(const racf::User& user,
                                                     racf::PasswordKind kind,
                                                     const racf::Options& options,
                                                     base::Instant now);

/// Why the user may not sign on at this hour or on this day; nothing when he may. The hours are
/// those of the time zone that this process has.
[[nodiscard]] std::optional<std::string> why_outside_hours(const racf::User& user,
                                                           base::Instant now);

/// What the APPL class says of a user and an application.
struct ApplicationAccess {
    std::string profile;  ///< the APPL profile that covers the application
    racf::Access access = racf::Access::None;
    bool permitted = false;  ///< READ or more, or the profile only warns
};

/// READ to the profile of the application, where the class is active and a profile covers it; else
/// nothing is checked, and the answer is absent. The global access table is not asked. [RACF
/// Security Administrator's Guide, "Controlling access to applications"]
[[nodiscard]] base::Result<std::optional<ApplicationAccess>> application_access(
    const store::Store& store, const racf::Options& options, const racf::User& user,
    const racf::GroupId& group, const racf::ApplName& appl, base::Instant now);

}  // namespace ptkt::authorization

#endif
