#include "common/racf/rotation/standing.hpp"

#include "common/base/text/ascii.hpp"
#include "common/formats/json/json.hpp"
#include "common/racf/rotation/plan.hpp"
#include "common/racf/rotation/profile_keys.hpp"
#include "common/racf/rotation/shared_keys.hpp"

namespace ptkt::rotation {

namespace {

base::Status add_key(const store::Store& store, const racf::Resource& profile,
                     const racf::ProfileKey& key, racf::KeyRole role,
                     std::optional<base::Instant> when, Standing& standing) {
    const auto value = check_value_of(store, profile, key);
    if (!value) return value.error();
    standing.keys.push_back({role, key.is_enhanced(), *value, when});
    return {};
}

base::Status add_keys(const store::Store& store, const racf::Resource& profile,
                      const racf::Ssignon& ssignon, Standing& standing) {
    for (const bool enhanced : {true, false}) {
        const racf::ProfileKey key = racf::active_key(ssignon, enhanced);
        if (key.empty()) continue;
        const auto since = racf::active_since(ssignon, enhanced);
        if (auto added = add_key(store, profile, key, racf::KeyRole::Active, since, standing);
            !added)
            return added;
    }
    if (standing.next)
        if (auto added = add_key(store, profile, standing.next->key, racf::KeyRole::Next,
                                 standing.next->at, standing);
            !added)
            return added;
    for (const racf::PreviousKey& previous : ssignon.rotation.previous)
        if (auto added = add_key(store, profile, previous.key, racf::KeyRole::Previous,
                                 previous.until, standing);
            !added)
            return added;
    return {};
}

/// Checks see the RACLISTed copy: a change that is not in it does not count yet.
base::Result<bool> is_refresh_pending(const store::Store& store, const racf::Resource& profile) {
    const auto options = store.options();
    if (!options) return options.error();
    if (!options->is_raclisted(profile.cls.str())) return false;
    const auto seen = store.checked_resource(*options, profile.cls, profile.name);
    if (!seen) return seen.error();
    const auto part = [](const racf::Resource& resource) {
        return racf::checked_part(resource.ssignon.value_or(racf::Ssignon()));
    };
    return !*seen || part(**seen) != part(profile);
}

std::string state_of(const racf::Ssignon& ssignon) {
    if (!ssignon.rotation.unfinished.empty()) return "unfinished";
    if (ssignon.rotation.next) return "staged";
    if (!ssignon.rotation.previous.empty()) return "grace";
    return racf::generating_key(ssignon).empty() ? "no-key" : "active";
}

/// Every key of a role as `kind check-value`, in the order of the status: both ends must have the
/// same, while the moments at which an end has got or will drop its keys are its own.
std::string keys_in(const Standing& standing, racf::KeyRole role) {
    std::string all;
    for (const KeyLine& key : standing.keys)
        if (key.role == role)
            all += fmt::format("{}{} {}", all.empty() ? "" : ", ", kind_word(key.enhanced),
                               key.check_value);
    return all;
}

/// The same of the other side's status. One of an earlier version tells of one active key only.
std::string keys_in(const json::Json& status, std::string_view list_name) {
    const auto member = [](const json::Json& from, std::string_view name) {
        const json::Json* value = from.find(name);
        return value == nullptr ? std::string() : base::printable(value->bare(), 60);
    };
    const json::Json* list = status.find(list_name);
    const json::Json::Array* keys = list == nullptr ? nullptr : list->as_array();
    if (keys == nullptr && list_name != "active") return {};
    if (keys == nullptr)
        return fmt::format("{} {}", member(status, "kind"), member(status, "check_value"));
    std::string all;
    for (const json::Json& key : *keys)
        all += fmt::format("{}{} {}", all.empty() ? "" : ", ", member(key, "kind"),
                           member(key, "check_value"));
    return all;
}

/// Why a side's status does not say what tickets go by there; empty when it does.
std::string unsettled(std::string_view side, bool unfinished, bool refresh_pending) {
    std::string all;
    if (unfinished) all += fmt::format("; {}: a run was cut off", side);
    if (refresh_pending) all += fmt::format("; {}: not in force until REFRESH", side);
    return all;
}

std::string unsettled_sides(const Standing& ours, const json::Json& theirs) {
    const json::Json* unfinished = theirs.find("unfinished");
    const json::Json* pending = theirs.find("refresh_pending");
    return unsettled("here", !ours.unfinished.empty(), ours.refresh_pending) +
           unsettled("there", unfinished != nullptr && !unfinished->is_null(),
                     pending != nullptr && pending->as_bool().value_or(false));
}

}  // namespace

const KeyLine* Standing::find(racf::KeyRole role) const {
    for (const KeyLine& key : keys)
        if (key.role == role) return &key;
    return nullptr;
}

base::Result<Standing> look(const store::Store& store, const racf::ProfileName& name,
                            const Schedule& schedule, base::Instant now) {
    const auto profile = ptktdata_profile(store, name);
    if (!profile) return profile.error();
    const racf::Ssignon ssignon = racf::as_of(profile->ssignon.value_or(racf::Ssignon()), now);
    Standing standing{name.str(), state_of(ssignon), now};
    standing.next = ssignon.rotation.next;
    standing.unfinished = ssignon.rotation.unfinished;
    if (auto added = add_keys(store, *profile, ssignon, standing); !added)
        return std::move(added).error();
    if (schedule.every)
        standing.due = next_due(ssignon, schedule.enhanced, profile->created, *schedule.every);
    auto sharing = profiles_sharing_keys(store, *profile, now);
    if (!sharing) return std::move(sharing).error();
    standing.sharing = std::move(*sharing);
    const auto pending = is_refresh_pending(store, *profile);
    if (!pending) return pending.error();
    standing.refresh_pending = *pending;
    return standing;
}

base::Result<std::string> differences(const Standing& ours, std::string_view theirs_text,
                                      std::string_view name) {
    const auto theirs = json::parse_json(theirs_text);
    if (!theirs || theirs->find("check_value") == nullptr)
        return base::with_hint(
            base::fail(base::ErrorKind::Malformed, "{} is not the status of a rotation", name),
            "racf-admin rotate PROFILE --status --json writes one");
    std::string all;
    const auto tell = [&](std::string_view what, const std::string& here,
                          const std::string& there) {
        if (here != there)
            all += fmt::format("; {}: here {}, there {}", what, here.empty() ? "none" : here,
                               there.empty() ? "none" : there);
    };
    const auto field = [&](std::string_view member) {
        const json::Json* value = theirs->find(member);
        return value == nullptr ? std::string() : base::printable(value->bare(), 60);
    };
    const KeyLine* next = ours.find(racf::KeyRole::Next);
    tell("profile", ours.profile, field("profile"));
    tell("active key", keys_in(ours, racf::KeyRole::Active), keys_in(*theirs, "active"));
    tell("next key", next == nullptr ? "" : next->check_value, field("next_check_value"));
    tell("earlier keys", keys_in(ours, racf::KeyRole::Previous), keys_in(*theirs, "previous"));
    tell("its moment", ours.next ? base::to_rfc3339(ours.next->at) : "", field("next_at"));
    all += unsettled_sides(ours, *theirs);
    return all.empty() ? all : all.substr(2);
}

}  // namespace ptkt::rotation
