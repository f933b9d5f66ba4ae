#include "common/authorization/user_checks.hpp"

#include "common/racf/access_check.hpp"

namespace ptkt::authorization {

std::optional<std::string> why_revoked(const racf::User& user, const racf::GroupId& group,
                                       base::Instant now) {
    if (user.is_revoked(now)) return fmt::format("user {} is revoked", user.id.str());
    const racf::Connection* connection = user.connection(group);
    if (connection == nullptr)
        return fmt::format("user {} is not connected to group {}", user.id.str(), group.str());
    if (racf::revoked_at(connection->revoked, connection->revoke_date, connection->resume_date,
                         now))
        return fmt::format("user {} is revoked in group {}", user.id.str(), group.str());
    return std::nullopt;
}

base::Result<std::optional<ApplicationAccess>> application_access(
    const store::Store& store, const racf::Options& options, const racf::User& user,
    const racf::GroupId& group, const racf::ApplName& appl, base::Instant now) {
    std::optional<ApplicationAccess> unchecked;
    if (!options.is_active(racf::appl_class().str())) return unchecked;
    const auto names = store.checked_names(options, racf::appl_class());
    if (!names) return names.error();
    const auto covering = racf::covering_profile(*names, appl.str());
    if (!covering) return unchecked;
    auto name = racf::ProfileName::parse(*covering);
    if (!name) return std::move(name).error();
    const auto profile = store.checked_resource(options, racf::appl_class(), *name);
    if (!profile) return profile.error();
    if (!*profile) return unchecked;
    const auto groups = racf::groups_that_count(user, group, options, now);
    const auto granted = racf::effective_access(**profile, user, groups);
    return std::optional<ApplicationAccess>(
        {(*profile)->name.str(), granted.access,
         granted.access >= racf::Access::Read || (*profile)->warning});
}

}  // namespace ptkt::authorization
