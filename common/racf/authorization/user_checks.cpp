#include "common/racf/authorization/user_checks.hpp"

#include "common/racf/authorization/access.hpp"

namespace ptkt::authorization {

bool is_inactive(const racf::User& user, const racf::Options& options, base::Instant now) {
    if (!options.inactive_days || user.is_protected()) return false;
    return now - user.last_access.value_or(user.created) >
           std::chrono::days(*options.inactive_days);
}

std::optional<Refusal> why_protected(const racf::User& user) {
    if (!user.is_protected()) return std::nullopt;
    return Refusal{
        Reason::UserProtected,
        fmt::format("user {} is PROTECTED, having neither password nor phrase, and cannot "
                    "sign on with a PassTicket",
                    user.id.str())};
}

std::optional<Refusal> why_user_revoked(const racf::User& user, const racf::Options& options,
                                        base::Instant now) {
    const std::string& id = user.id.str();
    if (user.is_revoked(now))
        return Refusal{Reason::UserRevoked, fmt::format("user {} is revoked", id)};
    if (is_inactive(user, options, now))
        return Refusal{Reason::UserRevoked,
                       fmt::format("user {} has not signed on for more than {} days", id,
                                   *options.inactive_days)};
    return std::nullopt;
}

std::optional<Refusal> why_connection_revoked(const racf::User& user, const racf::GroupId& group,
                                              base::Instant now) {
    const std::string& id = user.id.str();
    const racf::Connection* connection = user.connection(group);
    if (connection == nullptr)
        return Refusal{Reason::NotInGroup,
                       fmt::format("user {} is not connected to group {}", id, group.str())};
    if (racf::revoked_at(connection->revoked, connection->revoke_date, connection->resume_date,
                         now))
        return Refusal{Reason::GroupRevoked,
                       fmt::format("user {} is revoked in group {}", id, group.str())};
    return std::nullopt;
}

std::optional<Refusal> why_revoked(const racf::User& user, const racf::GroupId& group,
                                   const racf::Options& options, base::Instant now) {
    auto why = why_user_revoked(user, options, now);
    return why ? std::move(why) : why_connection_revoked(user, group, now);
}

std::optional<std::string> why_expired(const racf::User& user, racf::PasswordKind kind,
                                       const racf::Options& options, base::Instant now) {
    const auto& changed = racf::stored_of(user, kind)->changed;
    const std::string_view name = kind == racf::PasswordKind::Phrase ? "phrase" : "password";
    if (!changed)
        return fmt::format("the {} of user {} must be changed before it is used", name,
                           user.id.str());
    const std::int64_t days = user.password_interval.value_or(options.password_interval);
    if (days == 0 || now - *changed <= std::chrono::days(days)) return std::nullopt;
    return fmt::format("the {} of user {} is older than {} days", name, user.id.str(), days);
}

std::optional<std::string> why_outside_hours(const racf::User& user, base::Instant now) {
    const racf::LogonHours& hours = user.hours;
    if (hours == racf::LogonHours()) return std::nullopt;
    const base::WallTime local = base::wall_time(now);
    if (hours.allow(local)) return std::nullopt;
    return fmt::format("user {} may sign on {} {}, local time; it is {} {:02}{:02}", user.id.str(),
                       hours.days_text(), hours.time_text(),
                       racf::kDayNames.at(local.day.c_encoding()), local.minute.count() / 60,
                       local.minute.count() % 60);
}

base::Result<std::optional<ApplicationAccess>> application_access(
    const store::Store& store, const racf::Options& options, const racf::User& user,
    const racf::GroupId& group, const racf::ApplName& appl, base::Instant now) {
    const racf::ClassInfo& cls = *racf::find_supplied_class(racf::appl_class().str());
    const auto decision = check_access(
        store, options,
        {.user = user, .group = group, .cls = cls, .resource = appl.str(), .use_global = false},
        now);
    if (!decision) return decision.error();
    std::optional<ApplicationAccess> checked;
    if (decision->verdict != Verdict::NotProtected)
        checked = {decision->profile, decision->access, decision->verdict != Verdict::Denied};
    return checked;
}

}  // namespace ptkt::authorization
