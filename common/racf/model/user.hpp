#ifndef PTKT_RACF_MODEL_USER_HPP
#define PTKT_RACF_MODEL_USER_HPP

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "common/base/time.hpp"
#include "common/racf/model/access.hpp"
#include "common/racf/model/logon_hours.hpp"
#include "common/racf/model/names.hpp"

namespace ptkt::racf {

/// Fields of a segment other than BASE by their operand's name (`ACCTNUM` -> `D1001`). What an
/// operand means and how its value is checked is the command language's business.
using Segment = std::map<std::string, std::string, std::less<>>;

/// A user's membership in a group; it lives with the user.
struct Connection {
    GroupId group;
    std::string owner;  ///< a user ID or a group name
    GroupAuthority authority = GroupAuthority::Use;
    Access uacc = Access::None;
    base::Instant connected{};
    std::optional<base::Instant> last_connect;
    std::int64_t connects = 0;
    bool special = false;
    bool operations = false;
    bool auditor = false;
    bool adsp = false;
    bool grpacc = false;
    bool revoked = false;
    std::optional<base::Instant> revoke_date;
    std::optional<base::Instant> resume_date;

    friend bool operator==(const Connection&, const Connection&) = default;
};

/// A password or phrase as it is kept: a one-way hash with its parameters in one text, never the
/// value. Absent means that there is none. An empty hash is that of a value that is not known here:
/// an unload says that there is one and no more.
struct StoredPassword {
    std::string hash;
    std::optional<base::Instant> changed;  ///< absent: expired, to be changed at the next sign-on
    std::vector<std::string> history;      ///< hashes of earlier ones, newest first

    [[nodiscard]] bool is_known() const { return !hash.empty(); }
    friend bool operator==(const StoredPassword&, const StoredPassword&) = default;
};

/// A user profile with its connections.
struct User {
    UserId id;
    std::string name;   ///< NAME, up to 20 characters; empty when not given
    std::string owner;  ///< a user ID or a group name
    GroupId default_group;
    base::Instant created{};
    bool special = false;
    bool operations = false;
    bool auditor = false;
    bool roaudit = false;
    bool restricted = false;
    bool adsp = false;
    bool grpacc = false;
    bool oidcard = false;
    bool uaudit = false;
    bool revoked = false;
    std::optional<base::Instant> revoke_date;
    std::optional<base::Instant> resume_date;
    std::optional<base::Instant> last_access;
    std::int64_t failures = 0;  ///< consecutive sign-on failures
    std::optional<StoredPassword> password;
    std::optional<StoredPassword> phrase;
    std::optional<std::int64_t> password_interval;  ///< days; absent: the system's
    std::string installation_data;
    std::string model;
    std::string seclabel;
    LogonHours hours;  ///< WHEN(DAYS() TIME())
    std::vector<std::string> clauth;
    std::vector<Connection> connections;      ///< in order of entry, as LISTUSER shows them
    std::map<std::string, Segment> segments;  ///< TSO, OMVS, ...

    /// PROTECTED: a user without password, phrase and OIDCARD, who cannot sign on.
    [[nodiscard]] bool is_protected() const { return !password && !phrase && !oidcard; }
    [[nodiscard]] const Connection* connection(const GroupId& group) const;
    [[nodiscard]] Connection* connection(const GroupId& group);

    /// Revoked now: by the attribute, or because a revoke date has come and no later resume date
    /// has.
    [[nodiscard]] bool is_revoked(base::Instant now) const;

    friend bool operator==(const User&, const User&) = default;
};

/// Whether revocation is in force at a moment, by the flag and the two dates that RACF keeps.
[[nodiscard]] bool revoked_at(bool revoked, std::optional<base::Instant> revoke_date,
                              std::optional<base::Instant> resume_date, base::Instant now);

/// Sets the flag of a user or a connection. Dates that have come would contradict what is said
/// now: a RESUME date of the past would undo it at once.
template <typename Revocable>
void set_revoked(Revocable& target, bool revoked, base::Instant now) {
    target.revoked = revoked;
    for (auto* date : {&target.revoke_date, &target.resume_date})
        if (*date && **date <= now) date->reset();
}

}  // namespace ptkt::racf

#endif
