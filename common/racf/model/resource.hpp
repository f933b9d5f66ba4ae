#ifndef PTKT_RACF_MODEL_RESOURCE_HPP
#define PTKT_RACF_MODEL_RESOURCE_HPP

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/bytes.hpp"
#include "common/base/time.hpp"
#include "common/racf/model/access.hpp"
#include "common/racf/model/names.hpp"
#include "common/racf/model/ssignon.hpp"
#include "common/racf/model/user.hpp"

namespace ptkt::racf {

/// One line of an access list. `id` is a user ID, a group name or `*`.
struct AccessEntry {
    std::string id;
    Access access = Access::Read;
    std::int64_t count = 0;

    friend bool operator==(const AccessEntry&, const AccessEntry&) = default;
};

/// One line of a conditional access list: an entry that holds only when a condition does, such as
/// TERMINAL(T0001).
struct ConditionalEntry {
    AccessEntry entry;
    std::string condition;  ///< TERMINAL, CONSOLE, PROGRAM, ...
    std::string name;       ///< what the condition is about

    friend bool operator==(const ConditionalEntry&, const ConditionalEntry&) = default;
};

/// What RACF logs of accesses to a resource: for each outcome the lowest level that is logged.
struct Auditing {
    std::optional<Access> success;
    std::optional<Access> failures = Access::Read;

    friend bool operator==(const Auditing&, const Auditing&) = default;
};

/// A general resource profile with its access lists.
struct Resource {
    ClassName cls;
    ProfileName name;
    bool generic = false;
    std::string owner;  ///< a user ID or a group name
    Access uacc = Access::None;
    int level = 0;
    bool warning = false;
    std::string appldata;
    std::string installation_data;
    std::string notify;  ///< user ID, or empty
    Auditing audit;
    Auditing global_audit{std::nullopt, std::nullopt};
    base::Instant created{};
    base::Instant changed{};
    std::vector<std::string> members;  ///< ADDMEM, in the order given
    std::vector<AccessEntry> access;   ///< in order of entry, as RLIST shows them
    std::vector<ConditionalEntry> conditional;
    std::optional<Ssignon> ssignon;
    std::map<std::string, Segment> segments;  ///< other segments

    [[nodiscard]] const AccessEntry* entry(std::string_view id) const;
    /// Changes the entry of an id where it stands, or adds one after all others.
    void permit(std::string_view id, Access level_granted);
    /// Takes an id off the standard access list; false when it was not there.
    bool remove(std::string_view id);

    friend bool operator==(const Resource&, const Resource&) = default;
};

/// APPLDATA that lets a legacy PassTicket be used more than once: `NO REPLAY PROTECTION` from the
/// first character; more text may follow. [RACF Security Administrator's Guide; that text may
/// follow is inferred from a sample of IBM's]
[[nodiscard]] bool bypasses_replay_protection(std::string_view appldata);

}  // namespace ptkt::racf

#endif
