#ifndef PTKT_RACF_AUTHORIZATION_ACCESS_HPP
#define PTKT_RACF_AUTHORIZATION_ACCESS_HPP

#include <string>
#include <string_view>

#include "common/base/result.hpp"
#include "common/racf/authorization/decision.hpp"
#include "common/racf/model/access.hpp"
#include "common/racf/model/class_table.hpp"
#include "common/racf/model/names.hpp"
#include "common/racf/model/user.hpp"
#include "common/racf/store/store.hpp"

namespace ptkt::authorization {

/// Which user wants which access to what.
struct AccessRequest {
    const racf::User& user;
    racf::GroupId group;  ///< the current connect group
    const racf::ClassInfo& cls;
    std::string resource;
    racf::Access wanted = racf::Access::Read;
    bool use_global = true;  ///< the global access table counts; not at a sign-on
};

/// What the request comes to.
enum class Verdict {
    Granted,       ///< RACROUTE REQUEST=AUTH return codes 0/0/0
    Warned,        ///< granted, since the profile only warns: 0/0/4
    Denied,        ///< 8/8/0
    NotProtected,  ///< RACF has no say: 4/4/0
};
/// `granted`, `warning`, `denied`, `not-protected`.
[[nodiscard]] std::string_view to_string(Verdict verdict);
[[nodiscard]] SafCodes saf_codes(Verdict verdict);

struct AccessDecision {
    Verdict verdict = Verdict::NotProtected;
    racf::Access access = racf::Access::None;  ///< what there is
    std::string profile;                       ///< that decided, or empty
    std::string by;  ///< one line for people: what in the profile decided, or why there is none
};

/// Decides as RACF does: the class is active, and RACLISTed where that is required; the global
/// access table; the profile as a check sees it, by entries, groups, ID(*), UACC and OPERATIONS;
/// WARNING. Generic profiles count where SETROPTS GENERIC is on. Conditional access lists never
/// apply, since nobody comes from a terminal, console or program here. [RACF Security
/// Administrator's Guide, "Authorizing access to RACF-protected resources"]
[[nodiscard]] base::Result<AccessDecision> check_access(const store::Store& store,
                                                        const racf::Options& options,
                                                        const AccessRequest& request,
                                                        base::Instant now);

}  // namespace ptkt::authorization

#endif
