#include "common/racf/authorization/access.hpp"

#include <stdexcept>

#include "common/racf/model/access_check.hpp"
#include "common/racf/model/group_scope.hpp"

namespace ptkt::authorization {

namespace {

using Profile = base::Result<std::optional<racf::Resource>>;

AccessDecision not_protected(std::string why) {
    return {Verdict::NotProtected, racf::Access::None, {}, std::move(why)};
}

std::string why_granted(const racf::EffectiveAccess& access) {
    switch (access.by) {
        case racf::GrantedBy::UserEntry:
            return "the user's entry";
        case racf::GrantedBy::GroupEntry:
            return "the entry of group " + access.entry;
        case racf::GrantedBy::AnyUserEntry:
            return "ID(*)";
        case racf::GrantedBy::Uacc:
            return "UACC";
    }
    throw std::logic_error("unknown source of an access");
}

class Check {
  public:
    Check(const store::Store& store, const racf::Options& options, const AccessRequest& request,
          base::Instant now)
        : store_(store),
          options_(options),
          request_(request),
          now_(now),
          cls_(racf::ClassName::parse(request.cls.name).value()) {}

    base::Result<AccessDecision> run() {
        const std::string& name = cls_.str();
        if (!options_.is_active(name))
            return without_check(fmt::format("class {} is not active", name));
        if (request_.cls.raclist == racf::RaclistRule::Required && !options_.is_raclisted(name))
            return without_check(fmt::format("class {} is not RACLISTed", name));
        auto global = by_global_table();
        if (!global) return std::move(global).error();
        if (*global) return std::move(**global);
        auto profile = covering();
        if (!profile) return std::move(profile).error();
        if (!*profile) return without_profile();
        return by_profile(**profile);
    }

  private:
    base::Result<std::optional<AccessDecision>> by_global_table() const {
        std::optional<AccessDecision> open;
        if (!request_.use_global || !options_.global.contains(cls_.str())) return open;
        const auto table = store_.global_table(cls_);
        if (!table) return table.error();
        if (!*table) return open;
        const auto access =
            racf::global_access(**table, request_.resource, request_.user, request_.group);
        if (access && *access >= request_.wanted)
            open = {Verdict::Granted, *access, cls_.str(), "the global access table"};
        return open;
    }

    /// The discrete profile, else the most specific generic one.
    Profile covering() {
        const auto names = store_.checked_names(options_, cls_);
        if (!names) return names.error();
        const bool generics = options_.generic.contains(cls_.str());
        for (const std::string& text : racf::covering_profiles(*names, request_.resource)) {
            auto name = racf::profile_name_in(cls_.str(), text);
            if (!name) return std::move(name).error();
            auto profile = store_.checked_resource(options_, cls_, *name);
            if (!profile) return profile;
            if (!*profile) continue;
            if ((*profile)->generic ? generics : text == request_.resource) return profile;
            if (useless_.empty()) useless_ = racf::why_never_matches(**profile, options_);
        }
        return std::optional<racf::Resource>();
    }

    base::Result<AccessDecision> by_profile(const racf::Resource& profile) const {
        const auto groups = racf::groups_that_count(request_.user, request_.group, options_, now_);
        const auto access = racf::effective_access(profile, request_.user, groups);
        AccessDecision decision{Verdict::Granted, access.access, profile.name.str(),
                                why_granted(access)};
        if (racf::operations_may_add(access, request_.cls))
            if (auto added = add_operations(profile, decision); !added)
                return std::move(added).error();
        if (decision.access < request_.wanted)
            decision.verdict = profile.warning ? Verdict::Warned : Verdict::Denied;
        return decision;
    }

    base::Status add_operations(const racf::Resource& profile, AccessDecision& decision) const {
        if (!request_.user.operations) {
            const auto groups = racf::groups_with(racf::GroupPower::Operations, request_.user,
                                                  request_.group, options_, now_);
            const auto in_scope = racf::in_scope_of(groups, profile.owner, store_);
            if (!in_scope) return in_scope.error();
            if (!*in_scope) return {};
        }
        decision.access = racf::Access::Alter;
        decision.by = request_.user.operations ? "OPERATIONS" : "group-OPERATIONS";
        return {};
    }

    /// The services that make and evaluate PassTickets refuse their callers where no profile
    /// permits them. [z/OS Security Server RACF Callable Services, R_ticketserv]
    [[nodiscard]] bool is_ticket_service() const {
        return cls_ == racf::ptktdata_class() && request_.resource.starts_with("IRRPTAUTH.");
    }

    AccessDecision without_check(std::string why) const {
        AccessDecision decision = not_protected(std::move(why));
        if (!is_ticket_service()) return decision;
        decision.verdict = Verdict::Denied;
        decision.by += ", and for IRRPTAUTH that is a refusal";
        return decision;
    }

    AccessDecision without_profile() const {
        AccessDecision decision =
            without_check(fmt::format("no profile covers {}", request_.resource));
        if (!useless_.empty()) decision.by += ": " + useless_;
        constexpr int kFail = 8;
        if (request_.cls.default_rc == kFail) decision.verdict = Verdict::Denied;
        return decision;
    }

    const store::Store& store_;
    const racf::Options& options_;
    const AccessRequest& request_;
    base::Instant now_;
    racf::ClassName cls_;
    std::string useless_;  ///< why a profile whose name covers the resource is passed over
};

}  // namespace

std::string_view to_string(Verdict verdict) {
    switch (verdict) {
        case Verdict::Granted:
            return "granted";
        case Verdict::Warned:
            return "warning";
        case Verdict::Denied:
            return "denied";
        case Verdict::NotProtected:
            return "not-protected";
    }
    throw std::logic_error("unknown verdict");
}

SafCodes saf_codes(Verdict verdict) {
    switch (verdict) {
        case Verdict::Granted:
            return {0, 0, 0};
        case Verdict::Warned:
            return {0, 0, 4};
        case Verdict::Denied:
            return {8, 8, 0};
        case Verdict::NotProtected:
            return {4, 4, 0};
    }
    throw std::logic_error("unknown verdict");
}

base::Result<AccessDecision> check_access(const store::Store& store, const racf::Options& options,
                                          const AccessRequest& request, base::Instant now) {
    return Check(store, options, request, now).run();
}

}  // namespace ptkt::authorization
