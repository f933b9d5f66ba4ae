#ifndef PTKT_RACF_DIAGNOSIS_EVIDENCE_HPP
#define PTKT_RACF_DIAGNOSIS_EVIDENCE_HPP

#include <optional>
#include <string>
#include <vector>

#include "common/base/secret.hpp"
#include "common/racf/authorization/decision.hpp"
#include "common/racf/passticket/names.hpp"
#include "common/racf/passticket/window.hpp"

namespace ptkt::diagnosis {

/// Where a key comes from, and so what it would mean if the ticket was made with it.
enum class Origin {
    InForce,    ///< a profile that this evaluation tries
    Hidden,     ///< a qualified profile for these names that a more specific one keeps from view
    OnDisk,     ///< the profile as it is on disk, which differs from what checks read
    Other,      ///< another profile of the class
    Rotation,   ///< a key of a profile in force that is not accepted now: a staged one
    Vault,      ///< a key of the vault that no profile names: an earlier or the next one
    Suspected,  ///< a key that the user gave to try
};

/// A key with which the ticket may have been made.
struct KeyEvidence {
    Origin origin;
    std::string profile;  ///< the profile; for Vault the label, for Suspected the file
    std::string appl;     ///< the application it is for; empty for Vault and Suspected
    std::string user;     ///< the user ID that qualifies the profile, or empty
    passticket::Kind kind;
    passticket::Window window;
    std::string form;  ///< `KEYMASKED`, `KEYLABEL DES.KEY`, `EPTKEYLABEL HMAC.KEY`, ...
    base::Secret key;
    racf::KeyRole role = racf::KeyRole::Active;
    std::string standing;  ///< `active since ...`, `the previous one, ...`, or empty
};

/// What is known of the profiles besides their keys.
struct ProfileFacts {
    std::vector<std::string> in_force;    ///< the profiles that are tried, in RACF's order
    std::vector<std::string> hidden;      ///< qualified ones that are not tried
    std::vector<std::string> stale;       ///< on disk not as checks see them
    std::string generic;                  ///< a generic profile that covers the application
    std::vector<std::string> unreadable;  ///< keys that could not be had, each with the reason
};

/// What is known of the user and the application, whatever the ticket.
struct UserFacts {
    bool exists = false;
    std::optional<std::string> revoked;                         ///< why the user may not sign on
    authorization::Reason refusal = authorization::Reason::Ok;  ///< the same in a word
    std::string appl_profile;  ///< empty: the application is not protected
    std::string access;
    bool permitted = true;
};

/// Everything that an explanation is made from. Pure data: whoever fills it may have read a store,
/// or be a test.
struct Evidence {
    std::string ticket;  ///< as it came
    passticket::Subject subject;
    racf::GroupId group;                ///< the group of the sign-on
    authorization::Decision decision;   ///< of an evaluation that records nothing
    bool fold_legacy = true;            ///< the ticket's field is folded to upper case
    std::vector<KeyEvidence> keys;      ///< InForce first, in RACF's order
    std::vector<racf::UserId> users;    ///< candidates; without the subject's
    std::vector<racf::ApplName> appls;  ///< likewise
    std::size_t users_in_store = 0;
    std::size_t appls_in_store = 0;
    ProfileFacts profiles;
    UserFacts user;
    std::optional<authorization::EarlierUse> earlier;
    bool used_elsewhere = false;  ///< the first use was at another receiver, and no more is known
    std::optional<base::Seconds> local_offset;  ///< local time less UTC where the tool runs
};

}  // namespace ptkt::diagnosis

#endif
