#include "common/racf/diagnosis/preconditions.hpp"

#include <algorithm>
#include <stdexcept>

#include "common/racf/authorization/access.hpp"
#include "common/racf/authorization/profile_search.hpp"
#include "common/racf/authorization/user_checks.hpp"
#include "common/racf/model/access_check.hpp"
#include "common/racf/model/key_roles.hpp"
#include "common/racf/model/matching.hpp"
#include "common/racf/passticket/key_weakness.hpp"

namespace ptkt::diagnosis {

namespace {

constexpr std::string_view kRefresh = "SETROPTS RACLIST(PTKTDATA) REFRESH";

std::string define_profile(std::string_view appl) {
    return fmt::format("RDEFINE PTKTDATA {} SSIGNON(KEYMASKED(key)) UACC(NONE)", appl);
}

/// What is found, in its order.
class PreconditionList {
  public:
    void add(std::string step, Standing standing, std::string text, std::string mend = {}) {
        found_.push_back({std::move(step), standing, std::move(text), std::move(mend)});
    }
    /// Ok with one text, or failed with another and what mends it.
    void add_if(std::string step, bool is_good, std::string good, std::string bad,
                std::string mend) {
        if (is_good) return add(std::move(step), Standing::Ok, std::move(good));
        add(std::move(step), Standing::Failed, std::move(bad), std::move(mend));
    }
    [[nodiscard]] std::vector<Precondition> take() { return std::move(found_); }

  private:
    std::vector<Precondition> found_;
};

void look_at_class(PreconditionList& found, const racf::Options& options) {
    const auto& cls = racf::ptktdata_class().str();
    found.add_if("class", options.is_active(cls), "PTKTDATA is active", "PTKTDATA is not active",
                 "SETROPTS CLASSACT(PTKTDATA)");
    found.add_if("raclist", options.is_raclisted(cls), "PTKTDATA is RACLISTed",
                 "PTKTDATA is not RACLISTed", "SETROPTS RACLIST(PTKTDATA)");
}

void look_at_key(PreconditionList& found, const store::Store& store, const racf::Resource& profile,
                 const racf::KeyInForce& one) {
    const std::string& name = profile.name.str();
    const std::string what = fmt::format("the {} {} key of {}", racf::to_string(one.role),
                                         one.key.is_enhanced() ? "enhanced" : "legacy", name);
    const auto key = store.keys().key_of(profile, one.key);
    if (!key)
        return found.add("key", Standing::Failed, fmt::format("{}: {}", what, key.error().what),
                         fmt::format("RALTER PTKTDATA {} SSIGNON(...)", name));
    found.add("key", Standing::Ok, what + " opens");
    const auto weakness = passticket::weakness_of(key->view());
    if (weakness)
        return found.add("key-quality", Standing::Note,
                         fmt::format("{} is weak: {}", what, passticket::why_weak(*weakness)),
                         "racf-admin rotate " + name);
    found.add("key-quality", Standing::Ok, what + " is not easily guessed");
}

void look_at_keys(PreconditionList& found, const store::Store& store, const racf::Resource& profile,
                  base::Instant now) {
    const std::string& name = profile.name.str();
    const auto keys =
        racf::accepted_keys(racf::as_of(profile.ssignon.value_or(racf::Ssignon()), now), now);
    if (keys.empty())
        return found.add("key", Standing::Failed, fmt::format("profile {} has no key", name),
                         fmt::format("RALTER PTKTDATA {} SSIGNON(KEYMASKED(key))", name));
    for (const racf::KeyInForce& one : keys)
        look_at_key(found, store, profile, one);
}

/// A profile with generic characters that was defined while GENERIC was off is discrete, and no
/// check finds it: for IRRPTAUTH.appl.* that is a common trap.
base::Status look_at_generic_profiles(PreconditionList& found, const store::Store& store,
                                      const racf::Options& options) {
    const auto names = store.resource_names(racf::ptktdata_class());
    if (!names) return names.error();
    for (const std::string& text : *names) {
        if (!racf::has_generic_characters(text)) continue;
        const auto name = racf::ProfileName::parse(text);
        if (!name) continue;
        const auto profile = store.resource(racf::ptktdata_class(), *name);
        if (!profile) return profile.error();
        const std::string why =
            *profile ? racf::why_never_matches(**profile, options) : std::string();
        if (why.empty()) continue;
        const bool is_off = !options.generic.contains(racf::ptktdata_class().str());
        found.add("generic", Standing::Note, fmt::format("profile {}: {}", text, why),
                  is_off ? "SETROPTS GENERIC(PTKTDATA)"
                         : fmt::format("RDELETE PTKTDATA {} NOGENERIC, and define it again", text));
        return {};
    }
    found.add("generic", Standing::Ok, "every generic profile of PTKTDATA counts");
    return {};
}

/// One look at a store. Each step adds what it finds; an Error ends it.
class Examination {
  public:
    Examination(const store::Store& store, const Intended& intended, racf::Options options,
                base::Instant now)
        : store_(store), intended_(intended), options_(std::move(options)), now_(now) {}

    base::Result<std::vector<Precondition>> run() {
        look_at_class(found_, options_);
        if (auto done = look_at_profiles(); !done) return std::move(done).error();
        if (auto done = look_at_generic_profiles(found_, store_, options_); !done)
            return std::move(done).error();
        for (const auto step : {&Examination::look_at_refresh, &Examination::look_at_user,
                                &Examination::look_at_irrptauth})
            if (auto done = (this->*step)(); !done) return std::move(done).error();
        return found_.take();
    }

  private:
    /// Without a user only the plain profile can be looked for.
    base::Result<std::vector<racf::Resource>> profiles() {
        auto user = intended_.user ? store_.user(*intended_.user)
                                   : base::Result<std::optional<racf::User>>(std::nullopt);
        if (!user) return std::move(user).error();
        user_ = std::move(*user);
        group_ = intended_.group ? *intended_.group
                 : user_         ? user_->default_group
                                 : racf::GroupId::parse("SYS1").value();
        if (intended_.user)
            return authorization::evaluation_profiles(store_, options_, intended_.appl, group_,
                                                      *intended_.user);
        auto plain = authorization::generation_profile(store_, options_, intended_.appl);
        if (!plain) return std::move(plain).error();
        std::vector<racf::Resource> all;
        if (*plain) all.push_back(std::move(**plain));
        return all;
    }

    base::Status look_at_profiles() {
        const auto all = profiles();
        if (!all) return all.error();
        if (all->empty()) return say_why_no_profile();
        std::vector<std::string> names;
        for (const racf::Resource& one : *all)
            names.push_back(one.name.str());
        found_.add("profile", Standing::Ok,
                   fmt::format("tried in this order: {}", fmt::join(names, ", ")));
        for (const racf::Resource& one : *all)
            look_at_keys(found_, store_, one, now_);
        return {};
    }

    base::Status say_why_no_profile() {
        const std::string& appl = intended_.appl.str();
        const auto on_disk =
            store_.resource(racf::ptktdata_class(), racf::ProfileName::parse(appl).value());
        if (!on_disk) return on_disk.error();
        const auto names = store_.checked_names(options_, racf::ptktdata_class());
        if (!names) return names.error();
        const auto covering = racf::covering_profile(*names, appl);
        if (*on_disk && !(*on_disk)->generic)
            found_.add("profile", Standing::Failed,
                       fmt::format("profile {} is on disk, and checks do not see it", appl),
                       std::string(kRefresh));
        else if (covering)
            found_.add(
                "profile", Standing::Failed,
                fmt::format("only the generic profile {} covers {}, and its key is never used",
                            *covering, appl),
                define_profile(appl));
        else
            found_.add("profile", Standing::Failed,
                       fmt::format("there is no PTKTDATA profile {}", appl), define_profile(appl));
        found_.add("key", Standing::NotReached, "no profile");
        return {};
    }

    base::Status look_at_refresh() {
        const auto names =
            intended_.user ? authorization::profile_names(intended_.appl, group_, *intended_.user)
                           : std::vector{racf::ProfileName::parse(intended_.appl.str()).value()};
        for (const racf::ProfileName& name : names) {
            const auto seen = store_.checked_resource(options_, racf::ptktdata_class(), name);
            if (!seen) return seen.error();
            const auto on_disk = store_.resource(racf::ptktdata_class(), name);
            if (!on_disk) return on_disk.error();
            const auto part = [](const std::optional<racf::Resource>& one) {
                return one && one->ssignon ? racf::checked_part(*one->ssignon) : racf::Ssignon();
            };
            if (seen->has_value() == on_disk->has_value() && part(*seen) == part(*on_disk))
                continue;
            found_.add("refresh", Standing::Failed,
                       fmt::format("profile {} on disk is not what checks see", name.str()),
                       std::string(kRefresh));
            return {};
        }
        found_.add("refresh", Standing::Ok, "checks see the profiles as they are");
        return {};
    }

    base::Status look_at_user() {
        if (!intended_.user) {
            found_.add("user", Standing::NotReached, "no user was named");
            return {};
        }
        const std::string& id = intended_.user->str();
        found_.add_if("user", user_.has_value(), id + " is defined", id + " is not defined",
                      fmt::format("ADDUSER {} PASSWORD(password)", id));
        if (!user_) return {};
        const auto is_protected = authorization::why_protected(*user_);
        found_.add_if("protected", !is_protected, id + " is not PROTECTED",
                      is_protected ? is_protected->detail : "",
                      fmt::format("ALTUSER {} PHRASE('phrase')", id));
        look_at_state(id);
        const auto hours = authorization::why_outside_hours(*user_, now_);
        found_.add_if("hours", !hours, "now is within the user's days and hours",
                      hours.value_or(""),
                      fmt::format("ALTUSER {} WHEN(DAYS(ANYDAY) TIME(ANYTIME))", id));
        return look_at_application(id);
    }

    void look_at_state(const std::string& id) {
        const auto refusal = authorization::why_revoked(*user_, group_, options_, now_);
        const bool is_of_group = refusal && refusal->reason != authorization::Reason::UserRevoked;
        found_.add_if("revoked", !refusal || is_of_group, id + " is not revoked",
                      refusal ? refusal->detail : "", fmt::format("ALTUSER {} RESUME", id));
        const bool is_revoked_in_group =
            refusal && refusal->reason == authorization::Reason::GroupRevoked;
        found_.add_if("group", !is_of_group,
                      fmt::format("{} may sign on in group {}", id, group_.str()),
                      refusal ? refusal->detail : "",
                      fmt::format("CONNECT {} GROUP({}){}", id, group_.str(),
                                  is_revoked_in_group ? " RESUME" : ""));
    }

    base::Status look_at_application(const std::string& id) {
        const auto access = authorization::application_access(store_, options_, *user_, group_,
                                                              intended_.appl, now_);
        if (!access) return access.error();
        if (!*access) {
            found_.add("appl", Standing::Ok,
                       fmt::format("application {} is not protected: every user may use it",
                                   intended_.appl.str()));
            return {};
        }
        const std::string text =
            fmt::format("{} has {} to APPL profile {}", id, racf::to_string((*access)->access),
                        (*access)->profile);
        found_.add_if(
            "appl", (*access)->permitted, text, text + ", and needs READ",
            fmt::format("PERMIT {} CLASS(APPL) ID({}) ACCESS(READ)", (*access)->profile, id));
        return {};
    }

    /// Sign-ons do without it; R_ticketserv does not.
    base::Status look_at_irrptauth() {
        const std::string& appl = intended_.appl.str();
        const std::string resource = fmt::format(
            "IRRPTAUTH.{}.{}", appl, intended_.user ? intended_.user->str() : std::string("USER"));
        // Which profile decides is the same for every caller.
        const racf::User anybody{.id = racf::UserId::parse("ANYBODY").value(),
                                 .name = {},
                                 .owner = {},
                                 .default_group = group_};
        const auto decision = authorization::check_access(
            store_, options_,
            {.user = anybody,
             .group = group_,
             .cls = *racf::find_supplied_class(racf::ptktdata_class().str()),
             .resource = resource,
             .use_global = false},
            now_);
        if (!decision) return decision.error();
        if (!decision->profile.empty()) {
            found_.add(
                "irrptauth", Standing::Ok,
                fmt::format("profile {} covers {}: a service needs UPDATE to make tickets, READ to "
                            "evaluate them",
                            decision->profile, resource));
            return {};
        }
        found_.add("irrptauth", Standing::Note,
                   fmt::format("{}: services that use R_ticketserv are refused "
                               "(8/8/16); sign-ons need none",
                               decision->by),
                   fmt::format("RDEFINE PTKTDATA IRRPTAUTH.{}.* UACC(NONE)", appl));
        return {};
    }

    const store::Store& store_;
    const Intended& intended_;
    racf::Options options_;
    base::Instant now_;
    std::optional<racf::User> user_;
    racf::GroupId group_ = racf::GroupId::parse("SYS1").value();
    PreconditionList found_;
};

}  // namespace

std::string_view to_string(Standing standing) {
    switch (standing) {
        case Standing::Ok:
            return "ok";
        case Standing::Note:
            return "note";
        case Standing::Failed:
            return "failed";
        case Standing::NotReached:
            return "not-reached";
    }
    throw std::logic_error("unknown standing");
}

base::Result<std::vector<Precondition>> preconditions(const store::Store& store,
                                                      const Intended& intended, base::Instant now) {
    auto options = store.options();
    if (!options) return std::move(options).error();
    return Examination(store, intended, std::move(*options), now).run();
}

namespace {

/// The commands of one product, in RACF's order.
class HostCommandList {
  public:
    explicit HostCommandList(std::string_view product) : product_(product) {}
    HostCommandList& add(std::string_view about, std::string command) {
        all_.push_back({product_, std::move(command), about});
        return *this;
    }
    [[nodiscard]] std::vector<HostCommand> take() { return std::move(all_); }

  private:
    std::string_view product_;
    std::vector<HostCommand> all_;
};

std::vector<HostCommand> racf_commands(const std::string& appl, const std::string& user,
                                       const std::string& group) {
    HostCommandList racf("RACF");
    racf.add("class, raclist, generic: shown", "SETROPTS LIST")
        .add("class, raclist", "SETROPTS CLASSACT(PTKTDATA) RACLIST(PTKTDATA)")
        .add("profile, key: shown", fmt::format("RLIST PTKTDATA {} SSIGNON", appl))
        .add("profile", define_profile(appl))
        .add("key, key-quality", fmt::format("RALTER PTKTDATA {} SSIGNON(KEYMASKED(key))", appl))
        .add("generic: before IRRPTAUTH profiles are defined", "SETROPTS GENERIC(PTKTDATA)")
        .add("refresh: after each change", std::string(kRefresh))
        .add("user, protected, revoked, group, hours: shown", fmt::format("LISTUSER {}", user))
        .add("user", fmt::format("ADDUSER {} PASSWORD(password)", user))
        .add("protected", fmt::format("ALTUSER {} PHRASE('phrase')", user))
        .add("revoked", fmt::format("ALTUSER {} RESUME", user))
        .add("group", fmt::format("CONNECT {} GROUP({})", user, group))
        .add("hours", fmt::format("ALTUSER {} WHEN(DAYS(ANYDAY) TIME(ANYTIME))", user))
        .add("appl: shown", fmt::format("RLIST APPL {} AUTHUSER", appl))
        .add("appl", fmt::format("PERMIT {} CLASS(APPL) ID({}) ACCESS(READ)", appl, user))
        .add("appl", "SETROPTS RACLIST(APPL) REFRESH")
        .add("irrptauth: shown", fmt::format("RLIST PTKTDATA IRRPTAUTH.{}.* AUTHUSER", appl))
        .add("irrptauth", fmt::format("RDEFINE PTKTDATA IRRPTAUTH.{}.* UACC(NONE)", appl))
        .add("irrptauth",
             fmt::format("PERMIT IRRPTAUTH.{}.* CLASS(PTKTDATA) ID(service) ACCESS(UPDATE)", appl))
        .add("irrptauth", std::string(kRefresh));
    return racf.take();
}

/// Its rules are edited in the setting that the SET before them names.
std::vector<HostCommand> acf2_commands(const std::string& appl) {
    HostCommandList acf2("ACF2");
    acf2.add("profile, key", "SET PROFILE(PTKTDATA) DIVISION(SSIGNON)")
        .add("profile: shown", fmt::format("LIST LIKE({}-)", appl))
        .add("profile, key; MULT-USE would allow replays",
             fmt::format("INSERT {} SSKEY(key)", appl))
        .add("refresh", "F ACF2,REBUILD(PTK),CLASS(P)")
        .add("appl", "SET RESOURCE(SAF)")
        .add("appl: shown", fmt::format("LIST LIKE({}-)", appl))
        .add("appl", fmt::format("RECKEY {} ADD(UID(uid) SERVICE(READ) ALLOW)", appl))
        .add("appl", "F ACF2,REBUILD(SAF)")
        .add("irrptauth", "SET RESOURCE(PTK)")
        .add("irrptauth: shown", "LIST LIKE(IRRPTAUTH-)")
        .add(
            "irrptauth",
            fmt::format("RECKEY IRRPTAUTH ADD({}.- UID(service) SERVICE(UPDATE,READ) ALLOW)", appl))
        .add("irrptauth", "F ACF2,REBUILD(PTK),CLASS(R)");
    return acf2.take();
}

std::vector<HostCommand> top_secret_commands(const std::string& appl, const std::string& user) {
    HostCommandList tss("Top Secret");
    tss.add("profile, key; SIGNMULTI would allow replays",
            fmt::format("TSS ADDTO(NDT) PSTKAPPL({}) SESSKEY(key)", appl))
        .add("appl: shown", fmt::format("TSS WHOHAS APPL({})", appl))
        .add("appl", fmt::format("TSS PERMIT({}) APPL({})", user, appl))
        .add("irrptauth: shown", fmt::format("TSS WHOHAS PTKTDATA(IRRPTAUTH.{}.)", appl))
        .add("irrptauth: who owns the resource", "TSS ADDTO(department) PTKTDATA(IRRPTAUT)")
        .add("irrptauth",
             fmt::format("TSS PERMIT(service) PTKTDATA(IRRPTAUTH.{}.) ACCESS(READ,UPDATE)", appl))
        .add("refresh", "TSS REFRESH");
    return tss.take();
}

}  // namespace

std::vector<HostCommand> host_commands(const Intended& intended) {
    const std::string& appl = intended.appl.str();
    const std::string user = intended.user ? intended.user->str() : "user";
    const std::string group = intended.group ? intended.group->str() : "group";
    auto all = racf_commands(appl, user, group);
    for (auto& more : {acf2_commands(appl), top_secret_commands(appl, user)})
        all.insert(all.end(), more.begin(), more.end());
    return all;
}

}  // namespace ptkt::diagnosis
