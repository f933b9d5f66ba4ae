#ifndef PTKT_TOOLS_RACF_ADMIN_ISSUER_HPP
#define PTKT_TOOLS_RACF_ADMIN_ISSUER_HPP

#include <optional>

#include "common/racf/store/store.hpp"

namespace ptkt::admin {

/// Puts a user on record for what a word of this program does; the user must exist.
[[nodiscard]] inline base::Status use_issuer(store::Store& store,
                                             const std::optional<racf::UserId>& issuer) {
    if (!issuer) return {};
    const auto user = store.user(*issuer);
    if (!user) return user.error();
    if (!*user)
        return base::fail(base::ErrorKind::NotFound, "user {} is not defined", issuer->str());
    store.audit_log().use_issuer(issuer->str());
    return {};
}

}  // namespace ptkt::admin

#endif
