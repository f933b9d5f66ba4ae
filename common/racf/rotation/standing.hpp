#ifndef PTKT_RACF_ROTATION_STANDING_HPP
#define PTKT_RACF_ROTATION_STANDING_HPP

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/racf/model/key_roles.hpp"
#include "common/racf/store/store.hpp"

/// Where a profile's rotation stands at a moment, and whether it stands the same at the other end.
namespace ptkt::rotation {

/// A key as people are told of it.
struct KeyLine {
    racf::KeyRole role;
    bool enhanced = false;
    std::string check_value;
    std::optional<base::Instant> when;  ///< since, from, until, as the role has it
};

struct Standing {
    std::string profile;
    std::string state;  ///< `unfinished`, `staged`, `grace`, `active` or `no-key`
    base::Instant now;
    std::vector<KeyLine> keys;  ///< the one that makes tickets first
    std::optional<racf::StagedKey> next;
    std::optional<base::Instant> due;
    std::string unfinished;
    bool refresh_pending = false;
    std::vector<std::string> sharing;  ///< profiles that accept one of the keys, too

    [[nodiscard]] const KeyLine* find(racf::KeyRole role) const;
    /// A new key is due by the schedule.
    [[nodiscard]] bool is_due() const { return due && *due <= now; }
    /// What it says is what tickets go by: no run was cut off, no REFRESH is missing.
    [[nodiscard]] bool is_settled() const { return unfinished.empty() && !refresh_pending; }
};

/// How often a profile is to have a new key, and of which kind where it has both.
struct Schedule {
    std::optional<base::Seconds> every;
    std::optional<bool> enhanced;
};

/// NotFound: no such profile exists. Config: one of its keys does not open.
[[nodiscard]] base::Result<Standing> look(const store::Store& store, const racf::ProfileName& name,
                                          const Schedule& schedule, base::Instant now);

/// How the other end's status differs from ours; empty when it does not. `theirs` is the JSON that
/// the program writes there; Malformed when it is not, where `name` says which text that is.
[[nodiscard]] base::Result<std::string> differences(const Standing& ours, std::string_view theirs,
                                                    std::string_view name);

}  // namespace ptkt::rotation

#endif
