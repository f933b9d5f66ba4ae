#ifndef PTKT_RACF_AUTHORIZATION_DECISION_HPP
#define PTKT_RACF_AUTHORIZATION_DECISION_HPP

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/time.hpp"
#include "common/racf/model/key_roles.hpp"
#include "common/racf/model/names.hpp"
#include "common/racf/passticket/ticket.hpp"
#include "common/racf/passticket/window.hpp"

namespace ptkt::authorization {

/// Why a ticket is accepted or rejected: one word each, stable, in text and JSON.
enum class Reason {
    Ok,
    Replayed,
    ReplayUnknown,  ///< the records that would say so may be gone
    Expired,
    NotYetValid,
    Malformed,
    WrongKey,
    NoProfile,
    ClassInactive,
    ClassNotRaclisted,
    UserUnknown,
    UserProtected,  ///< has neither password nor phrase: signs on by none, nor by a PassTicket
    UserRevoked,
    NotInGroup,
    GroupRevoked,  ///< revoked in the group only
    OutsideHours,
    WrongPassword,
    PasswordExpired,
    ApplDenied,
    NotAuthorized,  ///< whoever asks for the evaluation, by IRRPTAUTH
};
[[nodiscard]] std::string_view to_string(Reason reason);
/// Every word that a reason can be.
[[nodiscard]] std::vector<std::string> reason_words();

/// By what a user signed on.
enum class Way { PassTicket, Password, Phrase };
[[nodiscard]] std::string_view to_string(Way way);

/// What RACROUTE REQUEST=VERIFY answers: SAF return code, RACF return and reason code. [z/OS
/// Security Server RACROUTE Macro Reference, REQUEST=VERIFY]
struct SafCodes {
    int saf = 0;
    int racf = 0;
    int reason = 0;
    friend bool operator==(const SafCodes&, const SafCodes&) = default;
};
[[nodiscard]] SafCodes saf_codes(Reason reason);
/// What R_ticketserv answers when it evaluates. [z/OS Security Server RACF Callable Services,
/// R_ticketserv]
[[nodiscard]] SafCodes service_codes(Reason reason);
/// `R_ticketserv 8/8/16`.
[[nodiscard]] std::string service_text(const SafCodes& codes);

/// One key that the ticket was tried with.
struct Attempt {
    racf::ProfileName profile;
    passticket::Kind kind;
    passticket::Window window;
    std::optional<base::Instant> made;           ///< absent: the text is not a ticket of this kind
    std::string malformed;                       ///< why it is none
    racf::KeyRole role = racf::KeyRole::Active;  ///< which key of a rotation
    [[nodiscard]] bool fits(base::Instant now) const { return made && window.contains(*made, now); }
};

/// Why an evaluation revoked its user.
enum class Revocation {
    None,
    Failures,  ///< SETROPTS PASSWORD(REVOKE(n))
    Inactive,  ///< SETROPTS INACTIVE(n)
};
[[nodiscard]] std::string_view to_string(Revocation revocation);

/// An earlier use of the same ticket.
struct EarlierUse {
    base::Instant when;
    std::string source;
};

/// The outcome of one evaluation, with all that an explanation or an audit record needs. It never
/// holds a key, and of the ticket only what was decoded from it.
struct Decision {
    Reason reason = Reason::Malformed;
    std::string detail;  ///< one line for people: what was found, with figures
    racf::UserId user;
    racf::ApplName appl;
    base::Instant now;
    std::vector<Attempt> attempts;        ///< in the order in which RACF tries the keys
    std::optional<std::size_t> deciding;  ///< index of the attempt that the reason is about
    std::string appl_profile;             ///< the APPL profile that was checked, or empty
    std::string access;                   ///< the access it gave, and by what
    std::optional<EarlierUse> earlier{};  ///< of a replay: its first use, where that is known
    Revocation revokes = Revocation::None;
    bool under_key_alone = false;  ///< one key was given; nothing else was looked at
    Way way = Way::PassTicket;
    /// Nothing is decided, counted or on record yet: the value is to be compared with the password
    /// of this hash first, and the sign-on evaluated again. See SignOn::password.
    std::string compare_with{};
    std::optional<racf::UserId> caller{};  ///< of R_ticketserv: who had the ticket evaluated

    [[nodiscard]] bool accepted() const { return reason == Reason::Ok; }
    [[nodiscard]] bool is_open() const { return !compare_with.empty(); }
    [[nodiscard]] SafCodes codes() const {
        return caller ? service_codes(reason) : saf_codes(reason);
    }
    [[nodiscard]] const Attempt* attempt() const {
        return deciding ? &attempts[*deciding] : nullptr;
    }
};

}  // namespace ptkt::authorization

#endif
