#ifndef PTKT_RACF_MODEL_GROUP_HPP
#define PTKT_RACF_MODEL_GROUP_HPP

#include <map>
#include <optional>
#include <string>

#include "common/base/time.hpp"
#include "common/racf/model/names.hpp"
#include "common/racf/model/user.hpp"

namespace ptkt::racf {

/// A group profile. Its subgroups and members are not in it: they name it, and are derived.
struct Group {
    GroupId id;
    std::optional<GroupId> superior;  ///< absent for SYS1 only
    std::string owner;                ///< a user ID or a group name
    base::Instant created{};
    std::string installation_data;
    std::string model;
    bool terminal_uacc = true;  ///< TERMUACC
    bool universal = false;
    std::map<std::string, Segment> segments;  ///< OMVS, ...

    friend bool operator==(const Group&, const Group&) = default;
};

}  // namespace ptkt::racf

#endif
