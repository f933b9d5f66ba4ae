#include "common/racf/rotation/local_state.hpp"

#include <algorithm>

namespace ptkt::rotation {

namespace {

using racf::User;

/// Of a user, or of a connection of a user.
template <typename Revocable>
bool is_revoked(const Revocable& one, base::Instant now) {
    return racf::revoked_at(one.revoked, one.revoke_date, one.resume_date, now);
}

template <typename Revocable>
bool is_as_revoked(const Revocable& one, const Revocable& other) {
    return one.revoked == other.revoked && one.revoke_date == other.revoke_date &&
           one.resume_date == other.resume_date;
}

template <typename Revocable>
bool was_resumed(const Revocable* before, const Revocable& published, base::Instant now) {
    return before != nullptr && is_revoked(*before, now) && !is_revoked(published, now);
}

/// What counts is who is revoked now, however it came about. No date of the publisher's may end a
/// revocation of this receiver's, so none stays beside it.
template <typename Revocable>
void keep_revocation(const Revocable* before, const Revocable& here, Revocable& published,
                     base::Instant now) {
    const bool is_publishers = before != nullptr && is_as_revoked(*before, here);
    if (is_publishers || is_as_revoked(here, published)) return;
    if (is_revoked(here, now)) {
        if (was_resumed(before, published, now)) return;
        published.revoked = true;
        published.revoke_date.reset();
        published.resume_date.reset();
    } else if (here.revoke_date && *here.revoke_date > now && !published.resume_date &&
               (before == nullptr || here.revoke_date != before->revoke_date)) {
        published.revoke_date =
            std::min(published.revoke_date.value_or(*here.revoke_date), *here.revoke_date);
    }
}

void keep_revocations(const User* before, const User& here, User& published, base::Instant now) {
    // A count that grows here and one that grows there are of different sign-ons, of which one
    // profile has room for one.
    if (!was_resumed(before, published, now)) published.failures = here.failures;
    keep_revocation(before, here, published, now);
    for (racf::Connection& connection : published.connections)
        if (const auto* mine = here.connection(connection.group); mine != nullptr)
            keep_revocation(before != nullptr ? before->connection(connection.group) : nullptr,
                            *mine, connection, now);
}

using Password = std::optional<racf::StoredPassword>;

void keep_password(const Password& before, const Password& here, Password& published) {
    if (published == before) published = here;
}

/// Where it is not known what the publisher had, the newer one stays. One that the user still has
/// to change is older than any that the user has chosen.
void keep_newer_password(const Password& here, Password& published) {
    if (here && published && here->changed > published->changed) published = here;
}

void keep_passwords(const User* before, const User& here, User& published) {
    if (before != nullptr) {
        keep_password(before->password, here.password, published.password);
        keep_password(before->phrase, here.phrase, published.phrase);
    } else {
        keep_newer_password(here.password, published.password);
        keep_newer_password(here.phrase, published.phrase);
    }
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

User with_local_state(const std::optional<User>& before, const User& here, User published,
                      base::Instant now) {
    const User* known = before ? &*before : nullptr;
    keep_revocations(known, here, published, now);
    keep_passwords(known, here, published);
    keep_sign_ons(here, published);
    return published;
}

}  // namespace ptkt::rotation
