#include "common/racf_command/authority.hpp"

#include <algorithm>

#include "common/racf/access_check.hpp"

namespace ptkt::racf_command {

namespace {

bool has_power_in(const Job& job, const racf::GroupId& group, GroupPower power) {
    const racf::Connection* connection = job.issuer.connection(group);
    if (connection == nullptr) return false;
    const bool revoked = racf::revoked_at(connection->revoked, connection->revoke_date,
                                          connection->resume_date, job.context.now);
    return !revoked && (power == GroupPower::Special ? connection->special : connection->auditor);
}

bool has_any_power(const Job& job) {
    return std::any_of(job.issuer.connections.begin(), job.issuer.connections.end(),
                       [](const racf::Connection& c) { return c.special || c.auditor; });
}

/// Who stands above an owner in the scope of groups: of a user the group that owns him, of a group
/// its superior when that owns it. Empty when nobody does.
base::Result<std::string> next_above(const Job& job, const std::string& owner) {
    if (const auto id = racf::GroupId::parse(owner); id) {
        auto group = job.profiles().group(*id);
        if (!group) return std::move(group).error();
        if (*group) {
            const auto& superior = (*group)->superior;
            const bool owned = superior && superior->str() == (*group)->owner;
            return owned ? superior->str() : std::string();
        }
    }
    const auto id = racf::UserId::parse(owner);
    if (!id) return std::string();
    auto user = job.profiles().user(*id);
    if (!user) return std::move(user).error();
    if (!*user) return std::string();
    auto is_group = group_exists(job, (*user)->owner);
    if (!is_group) return std::move(is_group).error();
    return *is_group ? (*user)->owner : std::string();
}

bool clauth_for(const Job& job, std::string_view name) {
    const auto& classes = job.issuer.clauth;
    return std::find(classes.begin(), classes.end(), name) != classes.end();
}

}  // namespace

base::Result<bool> in_group_scope(const Job& job, std::string_view owner, GroupPower power) {
    // Group trees are not deep; the limit ends a loop in a damaged one.
    constexpr int kDeepest = 64;
    if (!has_any_power(job)) return false;
    std::string at(owner);
    for (int depth = 0; depth < kDeepest && !at.empty(); ++depth) {
        const auto group = racf::GroupId::parse(at);
        if (group && has_power_in(job, *group, power)) return true;
        auto above = next_above(job, at);
        if (!above) return std::move(above).error();
        at = std::move(*above);
    }
    return false;
}

base::Result<bool> administers(const Job& job, std::string_view owner) {
    if (job.issuer.special || owner == job.issuer.id.str()) return true;
    return in_group_scope(job, owner, GroupPower::Special);
}

base::Result<bool> may_view(const Job& job, std::string_view owner) {
    if (job.issuer.auditor || job.issuer.roaudit) return true;
    auto administered = administers(job, owner);
    if (!administered || *administered) return administered;
    return in_group_scope(job, owner, GroupPower::Auditor);
}

base::Result<bool> may_audit(const Job& job, std::string_view owner) {
    if (job.issuer.auditor) return true;
    return in_group_scope(job, owner, GroupPower::Auditor);
}

racf::Access issuer_access(const Job& job, const racf::Resource& profile) {
    const auto groups =
        racf::groups_that_count(job.issuer, job.current_group(), job.options, job.context.now);
    return racf::effective_access(profile, job.issuer, groups).access;
}

base::Result<bool> administers_resource(const Job& job, const racf::Resource& profile) {
    if (!profile.generic && issuer_access(job, profile) == racf::Access::Alter) return true;
    return administers(job, profile.owner);
}

bool may_define_in(const Job& job, const racf::ClassInfo& cls) {
    if (job.issuer.special) return true;
    return std::any_of(job.issuer.clauth.begin(), job.issuer.clauth.end(),
                       [&](const std::string& name) {
                           const racf::ClassInfo* own = racf::find_class(name);
                           return own != nullptr && racf::share_options(*own, cls);
                       });
}

bool may_define_users(const Job& job) {
    return job.issuer.special || clauth_for(job, "USER");
}

base::Result<bool> has_group_authority(const Job& job, const racf::GroupId& group,
                                       racf::GroupAuthority least) {
    const racf::Connection* connection = job.issuer.connection(group);
    if (connection != nullptr && connection->authority >= least) return true;
    auto profile = job.profiles().group(group);
    if (!profile) return std::move(profile).error();
    if (*profile && (*profile)->owner == job.issuer.id.str()) return true;
    // The group itself is in its own scope, whoever owns it.
    return administers(job, group.str());
}

}  // namespace ptkt::racf_command
