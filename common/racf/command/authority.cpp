#include "common/racf/command/authority.hpp"

#include <algorithm>

#include "common/racf/model/access_check.hpp"

namespace ptkt::racf_command {

namespace {

bool clauth_for(const Job& job, std::string_view name) {
    const auto& classes = job.issuer.clauth;
    return std::find(classes.begin(), classes.end(), name) != classes.end();
}

std::vector<racf::GroupId> groups_with(const Job& job, GroupPower power) {
    return racf::groups_with(power, job.issuer, job.current_group(), job.options, job.context.now);
}

}  // namespace

bool has_group_power(const Job& job, GroupPower power) {
    return !groups_with(job, power).empty();
}

base::Result<bool> in_group_scope(const Job& job, std::string_view owner, GroupPower power) {
    return racf::in_scope_of(groups_with(job, power), owner, job.profiles());
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
                           const racf::ClassInfo* own = job.classes().find(name);
                           return own != nullptr && racf::share_options(*own, cls);
                       });
}

bool may_define_users(const Job& job) {
    return job.issuer.special || clauth_for(job, "USER");
}

base::Result<bool> has_group_authority(const Job& job, const racf::GroupId& group,
                                       racf::GroupAuthority least) {
    const racf::Connection* connection = job.issuer.connection(group);
    const bool counts =
        connection != nullptr && !racf::revoked_at(connection->revoked, connection->revoke_date,
                                                   connection->resume_date, job.context.now);
    if (counts && connection->authority >= least) return true;
    auto profile = job.profiles().group(group);
    if (!profile) return std::move(profile).error();
    if (*profile && (*profile)->owner == job.issuer.id.str()) return true;
    // The group itself is in its own scope, whoever owns it.
    return administers(job, group.str());
}

}  // namespace ptkt::racf_command
