#include "common/racf/diagnosis/collect.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "common/racf/authorization/profile_search.hpp"
#include "common/racf/authorization/user_checks.hpp"
#include "common/racf/diagnosis/candidates.hpp"
#include "common/racf/diagnosis/key_collector.hpp"
#include "common/racf/model/access_check.hpp"
#include "common/racf/model/key_roles.hpp"
#include "common/racf/model/matching.hpp"

namespace ptkt::diagnosis {

namespace {

using authorization::SignOn;
using racf::Resource;

/// One sign-on's evidence on its way. Each step fills a part; an Error ends it.
class Collection {
  public:
    Collection(store::Store& store, const SignOn& sign_on, const Scope& scope, Evidence evidence,
               racf::Options options)
        : store_(store),
          sign_on_(sign_on),
          scope_(scope),
          evidence_(std::move(evidence)),
          options_(std::move(options)),
          keys_(store, evidence_.decision.now) {}

    base::Result<Evidence> run(const std::optional<racf::User>& user) {
        if (auto done = look_at_user(user); !done) return std::move(done).error();
        if (auto done = add_profiles_in_force(); !done) return std::move(done).error();
        if (auto done = add_named_profiles(); !done) return std::move(done).error();
        if (auto done = list_names(); !done) return std::move(done).error();
        if (auto done = add_other_profiles(); !done) return std::move(done).error();
        if (auto done = keys_.add_vault(); !done) return std::move(done).error();
        if (scope_.suspected) keys_.add_suspected(scope_.suspected->name, scope_.suspected->key);
        evidence_.profiles.unreadable = keys_.unreadable();
        evidence_.keys = std::move(keys_).keys();
        return std::move(evidence_);
    }

  private:
    base::Status look_at_user(const std::optional<racf::User>& user) {
        evidence_.user.exists = user.has_value();
        if (!user) return {};
        const base::Instant now = evidence_.decision.now;
        auto why = authorization::why_protected(*user);
        if (!why) why = authorization::why_revoked(*user, evidence_.group, options_, now);
        if (!why)
            if (auto hours = authorization::why_outside_hours(*user, now))
                why = {authorization::Reason::OutsideHours, std::move(*hours)};
        if (why) {
            evidence_.user.refusal = why->reason;
            evidence_.user.revoked = std::move(why->detail);
        }
        const auto access = authorization::application_access(store_, options_, *user,
                                                              evidence_.group, sign_on_.appl, now);
        if (!access) return access.error();
        if (!*access) return {};
        evidence_.user.appl_profile = (*access)->profile;
        evidence_.user.access = racf::to_string((*access)->access);
        evidence_.user.permitted = (*access)->permitted;
        return {};
    }

    base::Status add_profiles_in_force() {
        const auto profiles = authorization::evaluation_profiles(store_, options_, sign_on_.appl,
                                                                 evidence_.group, sign_on_.user);
        if (!profiles) return profiles.error();
        for (const Resource& profile : *profiles) {
            evidence_.profiles.in_force.push_back(profile.name.str());
            keys_.add(Origin::InForce, profile, sign_on_.appl.str(), {});
        }
        return {};
    }

    [[nodiscard]] bool in_force(const std::string& name) const {
        const auto& names = evidence_.profiles.in_force;
        return std::find(names.begin(), names.end(), name) != names.end();
    }

    /// The four names that the sign-on can have a profile by: hidden ones, and what the disk has.
    base::Status add_named_profiles() {
        for (const racf::ProfileName& name :
             authorization::profile_names(sign_on_.appl, evidence_.group, sign_on_.user)) {
            const auto seen = store_.checked_resource(options_, racf::ptktdata_class(), name);
            if (!seen) return seen.error();
            if (*seen && !(*seen)->generic && !in_force(name.str())) {
                evidence_.profiles.hidden.push_back(name.str());
                keys_.add(Origin::Hidden, **seen, sign_on_.appl.str(), {});
            }
            const auto on_disk = store_.resource(racf::ptktdata_class(), name);
            if (!on_disk) return on_disk.error();
            if (same_for_checks(*seen, *on_disk)) continue;
            evidence_.profiles.stale.push_back(name.str());
            if (*on_disk) keys_.add(Origin::OnDisk, **on_disk, sign_on_.appl.str(), {});
        }
        return {};
    }

    static bool same_for_checks(const std::optional<Resource>& seen,
                                const std::optional<Resource>& on_disk) {
        if (!seen || !on_disk) return seen.has_value() == on_disk.has_value();
        if (seen->appldata != on_disk->appldata) return false;
        if (!seen->ssignon || !on_disk->ssignon)
            return seen->ssignon.has_value() == on_disk->ssignon.has_value();
        return racf::checked_part(*seen->ssignon) == racf::checked_part(*on_disk->ssignon);
    }

    base::Status list_names() {
        const auto users = store_.user_ids();
        if (!users) return users.error();
        std::vector<racf::UserId> ids;
        for (const std::string& id : *users)
            if (auto parsed = racf::UserId::parse(id)) ids.push_back(std::move(*parsed));
        evidence_.users_in_store = ids.size();
        evidence_.users = names_to_try(ids, sign_on_.user, scope_.all_users);
        user_ids_.insert(users->begin(), users->end());
        auto profiles = store_.checked_names(options_, racf::ptktdata_class());
        if (!profiles) return std::move(profiles).error();
        profile_names_ = std::move(*profiles);
        const auto covering = racf::covering_profile(profile_names_, sign_on_.appl.str());
        if (covering && racf::has_generic_characters(*covering))
            evidence_.profiles.generic = *covering;
        return list_applications();
    }

    /// Applications that a PTKTDATA or an APPL profile names.
    base::Status list_applications() {
        const auto protected_names = store_.checked_names(options_, racf::appl_class());
        if (!protected_names) return protected_names.error();
        std::set<racf::ApplName> names;
        for (const std::vector<std::string>* list :
             {&std::as_const(profile_names_), &*protected_names})
            for (const std::string& profile : *list)
                if (auto appl = racf::ApplName::parse(profile.substr(0, profile.find('.'))))
                    names.insert(std::move(*appl));
        evidence_.appls_in_store = names.size();
        evidence_.appls = names_to_try(std::vector<racf::ApplName>(names.begin(), names.end()),
                                       sign_on_.appl, scope_.all_appls);
        add_usual_applications(std::move(names));
        return {};
    }

    /// Names that products have, and those that the caller knows of.
    void add_usual_applications(std::set<racf::ApplName> known) {
        known.insert(sign_on_.appl);
        const auto add = [&](const racf::ApplName& appl) {
            if (known.insert(appl).second) evidence_.appls.push_back(appl);
        };
        for (const UsualApplication& usual : usual_applications())
            add(racf::ApplName::parse(usual.name).value());
        for (const racf::ApplName& appl : scope_.more_appls)
            add(appl);
        for (const racf::ApplName& of_system : names_by_system_id(known))
            add(of_system);
    }

    /// Every other discrete profile of the class, with the application and the user that its name
    /// says it is for.
    base::Status add_other_profiles() {
        const auto named =
            authorization::profile_names(sign_on_.appl, evidence_.group, sign_on_.user);
        std::size_t looked_at = 0;
        for (const std::string& text : profile_names_) {
            if (looked_at++ == scope_.most_profiles) break;
            auto name = racf::ProfileName::parse(text);
            const auto appl = racf::ApplName::parse(text.substr(0, text.find('.')));
            if (!name || !appl || std::find(named.begin(), named.end(), *name) != named.end())
                continue;
            const auto profile = store_.checked_resource(options_, racf::ptktdata_class(), *name);
            if (!profile) return profile.error();
            if (!*profile || (*profile)->generic) continue;
            const auto last = text.rfind('.');
            const std::string user = last == std::string::npos ? "" : text.substr(last + 1);
            keys_.add(Origin::Other, **profile, appl->str(), user_ids_.contains(user) ? user : "");
        }
        return {};
    }

    store::Store& store_;
    const SignOn& sign_on_;
    const Scope& scope_;
    Evidence evidence_;
    racf::Options options_;
    KeyCollector keys_;
    std::set<std::string> user_ids_;
    std::vector<std::string> profile_names_;
};

/// The group of the sign-on. A user who is not defined has none, and then SYS1 stands in: it
/// matters to nothing but the names of group-qualified profiles.
racf::GroupId group_of(const SignOn& sign_on, const std::optional<racf::User>& user) {
    if (sign_on.group) return *sign_on.group;
    return user ? user->default_group : racf::GroupId::parse("SYS1").value();
}

}  // namespace

base::Result<Evidence> collect(store::Store& store, const SignOn& sign_on,
                               authorization::Decision decision, const Scope& scope) {
    auto options = store.options();
    if (!options) return std::move(options).error();
    const auto user = store.user(sign_on.user);
    if (!user) return user.error();
    Evidence evidence{std::string(sign_on.ticket),
                      {sign_on.user, sign_on.appl},
                      group_of(sign_on, *user),
                      std::move(decision)};
    evidence.fold_legacy = !options->mixed_case;
    evidence.earlier = evidence.decision.earlier;
    evidence.used_elsewhere =
        evidence.decision.reason == authorization::Reason::Replayed && !evidence.earlier;
    evidence.local_offset = scope.local_offset;
    return Collection(store, sign_on, scope, std::move(evidence), std::move(*options)).run(*user);
}

base::Result<Evidence> collect(store::Store& store, replay::ReplayCache& replay,
                               const SignOn& sign_on, base::Instant now, const Scope& scope) {
    auto decision =
        authorization::authenticate(store, replay, sign_on, now, authorization::Recording::No);
    if (!decision) return std::move(decision).error();
    return collect(store, sign_on, std::move(*decision), scope);
}

}  // namespace ptkt::diagnosis
