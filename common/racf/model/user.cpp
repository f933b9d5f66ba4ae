#include "common/racf/model/user.hpp"

#include <algorithm>

namespace ptkt::racf {

namespace {

template <typename Connections>
auto* find_connection(Connections& connections, const GroupId& group) {
    const auto found = std::find_if(connections.begin(), connections.end(),
                                    [&](const Connection& c) { return c.group == group; });
    return found == connections.end() ? nullptr : &*found;
}

}  // namespace

const Connection* User::connection(const GroupId& group) const {
    return find_connection(connections, group);
}

Connection* User::connection(const GroupId& group) {
    return find_connection(connections, group);
}

bool User::is_revoked(base::Instant now) const {
    return revoked_at(revoked, revoke_date, resume_date, now);
}

bool revoked_at(bool revoked, std::optional<base::Instant> revoke_date,
                std::optional<base::Instant> resume_date, base::Instant now) {
    const bool revoke_came = revoke_date && *revoke_date <= now;
    const bool resume_came = resume_date && *resume_date <= now;
    if (revoke_came && resume_came) return *revoke_date > *resume_date;
    if (revoke_came) return true;
    return revoked && !resume_came;
}

}  // namespace ptkt::racf
