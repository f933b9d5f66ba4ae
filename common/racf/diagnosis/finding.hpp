#ifndef PTKT_RACF_DIAGNOSIS_FINDING_HPP
#define PTKT_RACF_DIAGNOSIS_FINDING_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/time.hpp"
#include "common/racf/authorization/decision.hpp"
#include "common/racf/passticket/ticket.hpp"

namespace ptkt::diagnosis {

/// What can be wrong with a sign-on by PassTicket. Each has one stable word (`to_string`).
enum class Cause {
    // the receiving system's state; known, not inferred
    ClassInactive,      ///< `class-inactive`
    ClassNotRaclisted,  ///< `class-not-raclisted`
    NotRefreshed,       ///< `not-refreshed`: the profile changed on disk, checks read the snapshot
    GenericProfile,     ///< `generic-profile`: only a generic profile covers the application
    NoKey,              ///< `no-key`: the profile has no key
    NoProfile,          ///< `no-profile`
    UserUnknown,        ///< `user-unknown`
    UserProtected,      ///< `user-protected`: has no password, so no PassTicket is a way in
    UserRevoked,        ///< `user-revoked`
    NotInGroup,         ///< `not-in-group`
    GroupRevoked,       ///< `group-revoked`: revoked in the group only
    OutsideHours,       ///< `outside-hours`: not on this day, or not at this hour
    ApplDenied,         ///< `appl-denied`
    SameSecond,         ///< `same-second`: two requests in one second got the same ticket
    UsedBefore,         ///< `used-before`
    RecordsLost,        ///< `records-lost`: a used ticket could not be told from a fresh one

    // inferred, since the ticket decodes to a moment that makes sense
    TimeZone,             ///< `time-zone`: local time was taken for UTC
    ClockOff,             ///< `clock-off`: too old or from the future
    HiddenProfile,        ///< `hidden-profile`: key of a qualified profile that RACF does not try
    OtherKey,             ///< `other-key`: key of another profile, or of the vault
    SuspectedKey,         ///< `suspected-key`: the key that was given to try
    OtherType,            ///< `other-type`: UPPER for MIXED or the reverse
    UnmaskedUpper,        ///< `unmasked-upper`: UPPER made without cutting off the 7 bits
    OtherApplication,     ///< `other-application`
    OtherUser,            ///< `other-user`
    OtherNames,           ///< `other-names`: another user and another application
    MistypedUser,         ///< `mistyped-user`: one slip from the user ID that was given
    MistypedApplication,  ///< `mistyped-application`: likewise of the application
    NamesExchanged,       ///< `names-exchanged`: user ID for application and the reverse
    MangledKey,           ///< `mangled-key`: the right key in a wrong form
    CodePage,             ///< `code-page`: @ # $ from a national code page
    LowerCaseName,        ///< `lower-case-name`
    NamePadding,          ///< `name-padding`: padding, blanks or ASCII in the names
    TimeForm,             ///< `time-form`: milliseconds, byte order, another epoch
    FoldedCase,           ///< `folded-case`: the ticket's letters lost their case
    LookAlike,            ///< `look-alike`: O for 0, I for 1
    Mistyped,             ///< `mistyped`: one character wrong, missing, too many, or two exchanged

    // what the text alone says
    OtherKind,   ///< `other-kind`: looks like a kind of ticket for which there is no key
    NotATicket,  ///< `not-a-ticket`
};
[[nodiscard]] std::string_view to_string(Cause cause);

/// How sure a finding is.
enum class Certainty { Certain, NearCertain, Hint };
[[nodiscard]] std::string_view to_string(Certainty certainty);

/// One cause that explains what happened.
struct Finding {
    Cause cause;
    Certainty certainty = Certainty::NearCertain;
    std::string what;  ///< one or two sentences, for people
    std::string todo;  ///< what to do about it, or empty
    /// How many hypotheses like this one would hold by chance: below 1, about the probability that
    /// the finding is a coincidence. Absent for what is known and not inferred.
    std::optional<double> chance;
    std::optional<base::Instant> made;    ///< the moment of generation, if the finding is true
    std::optional<base::Seconds> offset;  ///< that moment less now, for clocks
    std::string profile;                  ///< whose key fits, or empty
    std::string user;                     ///< whom the ticket is for, when that is the finding
    std::string appl;                     ///< which application, likewise
};

/// One step of the decision.
enum class Verdict { Passed, Failed, NotReached };
[[nodiscard]] std::string_view to_string(Verdict verdict);

struct Step {
    std::string name;  ///< `class`, `user`, `profile`, `key`, `replay`, `revoked`, `appl`
    Verdict verdict = Verdict::NotReached;
    std::string text;
};

/// What was tried, so that nobody takes "nothing found" for more than it is.
struct Searched {
    std::size_t users = 0;
    std::size_t users_in_store = 0;
    std::size_t appls = 0;
    std::size_t appls_in_store = 0;
    std::size_t keys = 0;
    std::uint64_t hypotheses = 0;
    double expected_by_chance = 0;  ///< false findings to be expected of them all
};

/// The whole explanation. `findings` has the likeliest first; it is empty for a ticket that is
/// accepted, and when no hypothesis explains it.
struct Explanation {
    authorization::Decision decision;
    std::string ticket;  ///< as it came
    std::string shape;   ///< what the text looks like: `legacy, well-formed`
    std::string profile;
    std::string profile_found;  ///< how the profile was found
    std::string key;            ///< the form of its key, with a check value; never the key
    std::vector<Step> steps;
    std::vector<Finding> findings;
    std::vector<std::string> notes;       ///< facts that matter less
    std::vector<std::string> then_check;  ///< what only the host can tell
    Searched searched;
};

}  // namespace ptkt::diagnosis

#endif
