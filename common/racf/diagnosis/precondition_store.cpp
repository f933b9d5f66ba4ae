#include <algorithm>

#include "common/racf/authorization/access.hpp"
#include "common/racf/authorization/evaluate.hpp"
#include "common/racf/diagnosis/precondition_list.hpp"
#include "common/racf/model/key_roles.hpp"
#include "common/racf/replay/cache.hpp"

namespace ptkt::diagnosis {

namespace {

constexpr std::string_view kAcceptLoss = "racf-admin replay accept-loss";

/// Is there a key whose tickets are looked for among the used ones?
base::Result<bool> any_is_used_once(const Examined& about) {
    const auto profiles = tried_profiles(about);
    if (!profiles) return profiles.error();
    return std::ranges::any_of(*profiles, [&](const racf::Resource& profile) {
        const auto keys = racf::accepted_keys(profile.ssignon.value_or(racf::Ssignon()), about.now);
        return std::ranges::any_of(keys, [&](const racf::KeyInForce& one) {
            return !authorization::may_be_used_again(profile, one.key.is_enhanced());
        });
    });
}

base::Status say_of_replay_cache(const Examined& about, const replay::ReplayState& state,
                                 PreconditionList& found) {
    if (state.floor && *state.floor >= about.now) {
        const auto counts = any_is_used_once(about);
        if (!counts) return counts.error();
        found.add("replay", *counts ? Standing::Failed : Standing::Note,
                  fmt::format("records of used tickets may be lost: those made up to {} are "
                              "refused as replay-unknown",
                              base::to_rfc3339(*state.floor)),
                  std::string(kAcceptLoss));
    } else if (!state.damaged.empty()) {
        found.add("replay", Standing::Note,
                  "records of used tickets are damaged: a ticket whose place is among them is an "
                  "error",
                  std::string(kAcceptLoss));
    } else {
        found.add("replay", Standing::Ok, "used tickets are on record");
    }
    return {};
}

/// What R_ticketserv would ask. Which profile decides is the same for every caller.
base::Result<authorization::AccessDecision> ticket_service_check(const Examined& about,
                                                                 const racf::Options& options,
                                                                 const std::string& resource) {
    const racf::User anybody{.id = racf::UserId::parse("ANYBODY").value(),
                             .name = {},
                             .owner = {},
                             .default_group = about.group};
    return authorization::check_access(
        about.store, options,
        {.user = anybody,
         .group = about.group,
         .cls = *racf::find_supplied_class(racf::ptktdata_class().str()),
         .resource = resource,
         .use_global = false},
        about.now);
}

/// The command that has a profile cover the resource.
base::Result<std::string> covering_command(const Examined& about, const std::string& resource) {
    const racf::ClassName& cls = racf::ptktdata_class();
    if (!about.options.is_active(cls.str())) return std::string("SETROPTS CLASSACT(PTKTDATA)");
    const auto on_disk = ticket_service_check(about, about.without_raclist(cls.str()), resource);
    if (!on_disk) return on_disk.error();
    if (!on_disk->profile.empty()) return std::string(kRefreshPtktdata);
    // Before that, a profile with generic characters would be a discrete one.
    if (!about.options.generic.contains(cls.str()))
        return std::string("SETROPTS GENERIC(PTKTDATA)");
    const std::string name = fmt::format("IRRPTAUTH.{}.*", about.intended.appl.str());
    const auto in_the_way = about.store.resource(cls, racf::ProfileName::parse(name).value());
    if (!in_the_way) return in_the_way.error();
    return *in_the_way ? fmt::format("RDELETE PTKTDATA {} NOGENERIC", name)
                       : fmt::format("RDEFINE PTKTDATA {} UACC(NONE)", name);
}

}  // namespace

base::Status look_at_replay_cache(const Examined& about, PreconditionList& found) {
    const auto fails = [&](const base::Error& why, std::string mend) -> base::Status {
        if (why.kind == base::ErrorKind::TryAgain) return why;
        found.add("replay", Standing::Failed, why.what, std::move(mend));
        return {};
    };
    if (const auto future = about.store.replay_future(); !future) return fails(future.error(), {});
    auto cache = about.store.replay_cache();
    if (!cache) return fails(cache.error(), std::string(kAcceptLoss));
    const auto state = cache->inspect(about.now);
    if (!state) return fails(state.error(), std::string(kAcceptLoss));
    return say_of_replay_cache(about, *state, found);
}

base::Status look_at_audit_log(const Examined& about, PreconditionList& found) {
    const auto writable = about.store.audit_log().check_writable();
    found.add_if("audit", writable.ok(), "the audit log can be written to",
                 writable ? "" : writable.error().what, {});
    return {};
}

/// Sign-ons do without it; R_ticketserv does not.
base::Status look_at_ticket_service(const Examined& about, PreconditionList& found) {
    const std::string resource =
        fmt::format("IRRPTAUTH.{}.{}", about.intended.appl.str(),
                    about.intended.user ? about.intended.user->str() : std::string("USER"));
    const auto checked = ticket_service_check(about, about.options, resource);
    if (!checked) return checked.error();
    if (!checked->profile.empty()) {
        found.add("irrptauth", Standing::Ok,
                  fmt::format("profile {} covers {}: a service needs UPDATE to make tickets, READ "
                              "to evaluate them",
                              checked->profile, resource));
        return {};
    }
    auto mend = covering_command(about, resource);
    if (!mend) return std::move(mend).error();
    found.add("irrptauth", Standing::Note,
              fmt::format("{} (R_ticketserv answers 8/8/16; sign-ons do not need it)", checked->by),
              std::move(*mend));
    return {};
}

}  // namespace ptkt::diagnosis
