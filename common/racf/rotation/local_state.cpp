#include "common/racf/rotation/local_state.hpp"

#include <algorithm>

namespace ptkt::rotation {

namespace {

using racf::User;

bool is_as_revoked(const User& one, const User& other) {
    return one.revoked == other.revoked && one.revoke_date == other.revoke_date &&
           one.resume_date == other.resume_date;
}

/// A count that grows here and one that grows there are of different sign-ons, of which one profile
/// has room for one.
void keep_revocation(const std::optional<User>& before, const User& here, User& published) {
    if (before && !is_as_revoked(*before, published)) return;
    published.revoked = published.revoked || here.revoked;
    published.failures = here.failures;
}

void keep_passwords(const User& before, const User& here, User& published) {
    if (published.password == before.password) published.password = here.password;
    if (published.phrase == before.phrase) published.phrase = here.phrase;
}

void keep_sign_ons(const User& here, User& published) {
    published.last_access = std::max(published.last_access, here.last_access);
    for (racf::Connection& connection : published.connections)
        if (const auto* mine = here.connection(connection.group); mine != nullptr) {
            connection.last_connect = std::max(connection.last_connect, mine->last_connect);
            connection.connects = std::max(connection.connects, mine->connects);
        }
}

}  // namespace

User with_local_state(const std::optional<User>& before, const User& here, User published) {
    keep_revocation(before, here, published);
    if (before) keep_passwords(*before, here, published);
    keep_sign_ons(here, published);
    return published;
}

}  // namespace ptkt::rotation
