#include "common/base/text/ascii.hpp"
#include "common/cli/diagnostics.hpp"
#include "common/cli/record.hpp"
#include "common/racf/rotation/check_values.hpp"
#include "common/racf/rotation/plan.hpp"
#include "common/racf/rotation/shared_keys.hpp"
#include "tools/racf-admin/rotate.hpp"

namespace ptkt::admin {

namespace {

using cli::ExitStatus;

/// A key as both forms of the status show it.
struct KeyLine {
    racf::KeyRole role;
    bool enhanced = false;
    std::string check_value;
    std::optional<base::Instant> when;  ///< since, from, until, as the role has it
};

/// Where a profile's rotation stands at a moment.
struct Standing {
    std::string profile;
    std::string state;
    base::Instant now;
    std::vector<KeyLine> keys;  ///< the one that makes tickets first
    std::optional<racf::StagedKey> next;
    std::optional<base::Instant> due;
    std::string unfinished;
    bool refresh_pending = false;
    std::vector<std::string> sharing;    ///< profiles that accept one of the keys, too
    std::optional<std::string> differs;  ///< from the other side: how; empty: not at all

    [[nodiscard]] const KeyLine* find(racf::KeyRole role) const {
        for (const KeyLine& key : keys)
            if (key.role == role) return &key;
        return nullptr;
    }
};

base::Status add_key(const store::Store& store, const racf::Resource& profile,
                     const racf::ProfileKey& key, racf::KeyRole role,
                     std::optional<base::Instant> when, Standing& standing) {
    const auto value = rotation::check_value_of(store, profile, key);
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

base::Result<Standing> look(const cli::Io& io, const RotateOptions& options,
                            const store::Store& store) {
    const auto profile = store.resource(racf::ptktdata_class(), *options.profile);
    if (!profile) return profile.error();
    if (!*profile)
        return base::fail(base::ErrorKind::NotFound, "no PTKTDATA profile {}",
                          options.profile->str());
    const racf::Ssignon ssignon =
        racf::as_of((*profile)->ssignon.value_or(racf::Ssignon()), io.now());
    Standing standing{options.profile->str(), state_of(ssignon), io.now()};
    standing.next = ssignon.rotation.next;
    standing.unfinished = ssignon.rotation.unfinished;
    if (auto added = add_keys(store, **profile, ssignon, standing); !added)
        return std::move(added).error();
    if (options.every)
        standing.due =
            rotation::next_due(ssignon, options.enhanced, (*profile)->created, *options.every);
    auto sharing = rotation::profiles_sharing_keys(store, **profile, io.now());
    if (!sharing) return std::move(sharing).error();
    standing.sharing = std::move(*sharing);
    const auto pending = is_refresh_pending(store, **profile);
    if (!pending) return pending.error();
    standing.refresh_pending = *pending;
    return standing;
}

/// Every key of a role as `kind check-value`, in the order of the status: both ends must have the
/// same, while the moments at which an end has got or will drop its keys are its own.
std::string keys_in(const Standing& standing, racf::KeyRole role) {
    std::string all;
    for (const KeyLine& key : standing.keys)
        if (key.role == role)
            all += fmt::format("{}{} {}", all.empty() ? "" : ", ",
                               rotation::kind_word(key.enhanced), key.check_value);
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

/// How the other side's status differs from ours; empty when it does not.
base::Result<std::string> differences(cli::Io& io, const std::string& file, const Standing& ours) {
    constexpr std::size_t kLimit = 65536;
    auto input = cli::open_input(io, file);
    if (!input) return std::move(input).error();
    const auto text = input->read_all(kLimit);
    if (!text) return text.error();
    const auto theirs = json::parse_json(*text);
    if (!theirs || theirs->find("check_value") == nullptr)
        return base::with_hint(
            base::fail(base::ErrorKind::Malformed, "{} is no status of a rotation", input->name()),
            "racf-admin rotate PROFILE --status --json writes one");
    std::string all;
    const auto tell = [&](std::string_view what, const std::string& here,
                          const std::string& there) {
        if (here != there)
            all += fmt::format("; {}: here {}, there {}", what, here.empty() ? "none" : here,
                               there.empty() ? "none" : there);
    };
    const auto field = [&](std::string_view name) {
        const json::Json* value = theirs->find(name);
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

std::string when_text(const KeyLine& key, base::Instant now) {
    if (!key.when) return key.role == racf::KeyRole::Active ? "since an unknown moment" : "";
    const std::string when = base::to_rfc3339(*key.when);
    switch (key.role) {
        case racf::KeyRole::Active:
            return fmt::format("since {}, {}", when, base::human_duration(now - *key.when));
        case racf::KeyRole::Next:
            return fmt::format("from {}, in {}", when, base::human_duration(*key.when - now));
        default:
            return fmt::format("accepted until {}", when);
    }
}

std::string text_of(const Standing& standing) {
    std::string text = fmt::format("{}  {}", standing.profile, standing.state);
    for (const KeyLine& key : standing.keys)
        text += fmt::format("\n  {:<9} {:<5} {}  {}", racf::to_string(key.role),
                            rotation::kind_word(key.enhanced), key.check_value,
                            when_text(key, standing.now));
    if (standing.due)
        text += fmt::format("\n  due       {}{}", base::to_rfc3339(*standing.due),
                            *standing.due <= standing.now ? ", now" : "");
    if (!standing.unfinished.empty())
        text += fmt::format("\n  a run was cut off ({}): run racf-admin rotate again",
                            standing.unfinished);
    if (standing.refresh_pending)
        text += "\n  not in force: SETROPTS RACLIST(PTKTDATA) REFRESH is needed";
    for (const std::string& name : standing.sharing)
        text += fmt::format("\n  {} accepts one of these keys, too", name);
    if (standing.differs)
        text += standing.differs->empty() ? "\n  the other side is the same"
                                          : "\n  the other side DIFFERS: " + *standing.differs;
    return text;
}

json::Json or_null(std::optional<base::Instant> when) {
    return when ? json::Json(base::to_rfc3339(*when)) : json::Json();
}

/// The keys of a role, as objects; `moment` names when.
json::Json keys_json(const Standing& standing, racf::KeyRole role, std::string_view moment) {
    json::Json keys = json::Json::array();
    for (const KeyLine& key : standing.keys)
        if (key.role == role)
            keys.push(json::Json::object()
                          .set("kind", rotation::kind_word(key.enhanced))
                          .set("check_value", key.check_value)
                          .set(moment, or_null(key.when)));
    return keys;
}

json::Json json_of(const Standing& standing) {
    const KeyLine* active = standing.find(racf::KeyRole::Active);
    const KeyLine* next = standing.find(racf::KeyRole::Next);
    const bool dated = active != nullptr && active->when;
    json::Json sharing = json::Json::array();
    for (const std::string& name : standing.sharing)
        sharing.push(name);
    json::Json json = json::Json::object();
    json.set("profile", standing.profile)
        .set("state", standing.state)
        .set("kind",
             active != nullptr ? json::Json(rotation::kind_word(active->enhanced)) : json::Json())
        .set("check_value", active != nullptr ? json::Json(active->check_value) : json::Json())
        .set("active_since", dated ? or_null(active->when) : json::Json())
        .set("age_seconds",
             dated ? json::Json(static_cast<std::int64_t>((standing.now - *active->when).count()))
                   : json::Json())
        .set("next_check_value", next != nullptr ? json::Json(next->check_value) : json::Json())
        .set("next_at", standing.next ? or_null(standing.next->at) : json::Json())
        .set("next_accepted_from",
             standing.next ? or_null(standing.next->accepted_from) : json::Json())
        .set("previous", keys_json(standing, racf::KeyRole::Previous, "until"))
        .set("due", or_null(standing.due))
        .set("unfinished",
             standing.unfinished.empty() ? json::Json() : json::Json(standing.unfinished))
        .set("refresh_pending", standing.refresh_pending)
        .set("differs", standing.differs ? json::Json(*standing.differs) : json::Json())
        .set("active", keys_json(standing, racf::KeyRole::Active, "since"))
        .set("shared_with", std::move(sharing));
    return json;
}

}  // namespace

ExitStatus rotation_status(cli::Io& io, const RotateOptions& options, const store::Store& store) {
    auto standing = look(io, options, store);
    if (!standing) return cli::report(io, standing.error());
    if (options.compare) {
        auto differs = differences(io, *options.compare, *standing);
        if (!differs) return cli::report(io, differs.error());
        standing->differs = std::move(*differs);
    }
    const auto printed = cli::print_record(io, options.common, text_of(*standing),
                                           [&] { return json_of(*standing); });
    if (printed != ExitStatus::Done) return printed;
    const bool differs = standing->differs && !standing->differs->empty();
    const bool due = standing->due && *standing->due <= standing->now;
    const bool unsettled = !standing->unfinished.empty() || standing->refresh_pending;
    return differs || due || unsettled ? ExitStatus::No : ExitStatus::Done;
}

}  // namespace ptkt::admin
