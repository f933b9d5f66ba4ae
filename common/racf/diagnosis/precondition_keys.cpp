#include "common/racf/authorization/profile_search.hpp"
#include "common/racf/diagnosis/precondition_list.hpp"
#include "common/racf/model/access_check.hpp"
#include "common/racf/model/key_roles.hpp"
#include "common/racf/model/matching.hpp"
#include "common/racf/passticket/key_weakness.hpp"
#include "common/racf/store/checked_text.hpp"

namespace ptkt::diagnosis {

namespace {

/// The names of the profiles whose keys may be tried.
std::vector<racf::ProfileName> names_to_try(const Examined& about) {
    const racf::ApplName& appl = about.intended.appl;
    if (about.intended.user)
        return authorization::profile_names(appl, about.group, *about.intended.user);
    return {racf::ProfileName::parse(appl.str()).value()};
}

/// Is what checks read of a profile another than what is on disk?
base::Result<bool> is_stale(const Examined& about, const racf::ProfileName& name) {
    const auto seen = about.store.checked_resource(about.options, racf::ptktdata_class(), name);
    if (!seen) return seen.error();
    const auto on_disk = about.store.resource(racf::ptktdata_class(), name);
    if (!on_disk) return on_disk.error();
    const auto part = [](const std::optional<racf::Resource>& one) {
        return one && one->ssignon ? racf::checked_part(*one->ssignon) : racf::Ssignon();
    };
    return seen->has_value() != on_disk->has_value() || part(*seen) != part(*on_disk);
}

/// The keys of the profiles that are tried. A sign-on works as long as one of them opens.
class KeyLook {
  public:
    KeyLook(const Examined& about, PreconditionList& found) : about_(about), found_(found) {}

    base::Status run(const std::vector<racf::Resource>& profiles) {
        for (const racf::Resource& profile : profiles)
            for (const racf::KeyInForce& one : keys_of(profile))
                if (about_.store.keys().key_of(profile, one.key)) trouble_ = Standing::Note;
        for (const racf::Resource& profile : profiles) {
            const auto stale = is_stale(about_, profile.name);
            if (!stale) return stale.error();
            is_stale_ = *stale;
            look_at(profile);
        }
        return {};
    }

  private:
    [[nodiscard]] std::vector<racf::KeyInForce> keys_of(const racf::Resource& profile) const {
        const auto ssignon = profile.ssignon.value_or(racf::Ssignon());
        return racf::accepted_keys(racf::as_of(ssignon, about_.now), about_.now);
    }

    void look_at(const racf::Resource& profile) {
        const auto keys = keys_of(profile);
        for (const racf::KeyInForce& one : keys)
            look_at(profile, one);
        if (keys.empty())
            found_.add("key", trouble_, fmt::format("profile {} has no key", profile.name.str()),
                       unless_stale(masked_key(profile)));
    }

    void look_at(const racf::Resource& profile, const racf::KeyInForce& one) {
        const std::string what =
            fmt::format("the {} {} key of {}", racf::to_string(one.role),
                        one.key.is_enhanced() ? "enhanced" : "legacy", profile.name.str());
        const auto key = about_.store.keys().key_of(profile, one.key);
        if (!key)
            return found_.add("key", trouble_, fmt::format("{}: {}", what, key.error().what),
                              unless_stale(mend_of(profile, one.key, key.error())));
        found_.add("key", Standing::Ok, what + " opens");
        const auto weakness = passticket::weakness_of(key->view());
        if (!weakness)
            return found_.add("key-quality", Standing::Ok, what + " is not easily guessed");
        Replacement by = replacement_of(profile, one);
        found_.add("key-quality", Standing::Note,
                   fmt::format("{} is weak: {}{}", what, passticket::why_weak(*weakness), by.news),
                   unless_stale(std::move(by.mend)));
    }

    /// What is on disk already needs no other command.
    [[nodiscard]] std::string unless_stale(std::string mend) const {
        return is_stale_ ? std::string(kRefreshPtktdata) : std::move(mend);
    }

    static std::string masked_key(const racf::Resource& profile) {
        return fmt::format("RALTER PTKTDATA {} SSIGNON(KEYMASKED(key))", profile.name.str());
    }

    /// The command for a key that does not open.
    [[nodiscard]] std::string mend_of(const racf::Resource& profile, const racf::ProfileKey& key,
                                      const base::Error& why) const {
        // A wrong master key opens none, and no command makes it the right one.
        if (!about_.store.keys().check_master_key()) return {};
        if (key.label().empty()) return masked_key(profile);
        const auto is_there = about_.store.keys().entry(key.label());
        if (!(is_there && *is_there) && has_sound_copy(key.label()))
            return "racf-admin check --repair";
        if (why.kind == base::ErrorKind::NotFound)
            return fmt::format("racf-admin key import {} --from file", key.label());
        return fmt::format("RALTER PTKTDATA {} SSIGNON({}(label))", profile.name.str(),
                           key.is_enhanced() ? "EPTKEYLABEL" : "KEYLABEL");
    }

    [[nodiscard]] bool has_sound_copy(const std::string& label) const {
        const store::Layout& layout = about_.store.layout();
        const auto copy =
            store::read_text(layout.copy_of(layout.vault_key(label)), store::kTextLimit);
        return copy && *copy;
    }

    struct Replacement {
        std::string mend;
        std::string_view news{};  ///< that something is on its way
    };

    /// How a weak key goes: another one takes its place, or it is not accepted any longer.
    [[nodiscard]] Replacement replacement_of(const racf::Resource& profile,
                                             const racf::KeyInForce& one) const {
        const std::string& name = profile.name.str();
        const racf::Ssignon ssignon = racf::as_of(*profile.ssignon, about_.now);
        const auto& staged = ssignon.rotation.next;
        if (one.role == racf::KeyRole::Previous)
            return {fmt::format("racf-admin rotate --revoke-previous {}", name)};
        if (one.role == racf::KeyRole::Next)
            return {fmt::format("racf-admin rotate --abort {}", name)};
        if (staged && racf::replaced_by(ssignon, staged->key) == one.key)
            return {{}, ", and its successor is staged"};
        if (staged) return {{}, ", and can be rotated when the staged key is in force"};
        const bool has_both = !one.key.is_enhanced() && !ssignon.enhanced_label.empty();
        return {fmt::format("racf-admin rotate {}{}", has_both ? "--kind des " : "", name)};
    }

    const Examined& about_;
    PreconditionList& found_;
    Standing trouble_ = Standing::Failed;  ///< what a key that does not open comes to
    bool is_stale_ = false;                ///< the profile in hand
};

/// The profile on disk that checks would try if they saw it.
base::Result<std::optional<racf::ProfileName>> unseen_profile(const Examined& about) {
    for (const racf::ProfileName& name : names_to_try(about)) {
        const auto on_disk = about.store.resource(racf::ptktdata_class(), name);
        if (!on_disk) return on_disk.error();
        if (*on_disk && !(*on_disk)->generic) return std::optional(name);
    }
    return std::optional<racf::ProfileName>();
}

base::Status say_why_no_profile(const Examined& about, PreconditionList& found) {
    const std::string& appl = about.intended.appl.str();
    const auto unseen = unseen_profile(about);
    if (!unseen) return unseen.error();
    const auto names = about.store.checked_names(about.options, racf::ptktdata_class());
    if (!names) return names.error();
    if (*unseen)
        found.add("profile", Standing::Failed,
                  fmt::format("profile {} is on disk, and checks do not see it", (*unseen)->str()),
                  std::string(kRefreshPtktdata));
    else if (const auto covering = racf::covering_profile(*names, appl))
        found.add("profile", Standing::Failed,
                  fmt::format("only the generic profile {} covers {}, and its key is never used",
                              *covering, appl),
                  defining_command(appl));
    else
        found.add("profile", Standing::Failed, fmt::format("there is no PTKTDATA profile {}", appl),
                  defining_command(appl));
    found.add("key", Standing::NotReached, "no profile");
    return {};
}

/// Why no check finds a profile whose name has generic characters, and what mends that.
struct Unfound {
    std::string why;
    std::string mend;
};

base::Result<std::optional<Unfound>> why_unfound(const Examined& about,
                                                 const racf::ProfileName& name) {
    const racf::ClassName& cls = racf::ptktdata_class();
    const auto on_disk = about.store.resource(cls, name);
    if (!on_disk) return on_disk.error();
    if (!*on_disk) return std::optional<Unfound>();
    std::string why = racf::why_never_matches(**on_disk, about.options);
    if (!why.empty()) {
        const bool is_off = !about.options.generic.contains(cls.str());
        return std::optional(Unfound{
            std::move(why), is_off ? "SETROPTS GENERIC(PTKTDATA)"
                                   : fmt::format("RDELETE PTKTDATA {} NOGENERIC", name.str())});
    }
    const auto seen = about.store.checked_resource(about.options, cls, name);
    if (!seen) return seen.error();
    if (*seen) why = racf::why_never_matches(**seen, about.options);
    if (*seen && why.empty()) return std::optional<Unfound>();
    return std::optional(
        Unfound{*seen ? "checks see it as it was before: " + why : "checks do not see it",
                std::string(kRefreshPtktdata)});
}

}  // namespace

std::string defining_command(std::string_view appl) {
    return fmt::format("RDEFINE PTKTDATA {} SSIGNON(KEYMASKED(key)) UACC(NONE)", appl);
}

base::Result<std::vector<racf::Resource>> tried_profiles(const Examined& about) {
    const Intended& intended = about.intended;
    if (intended.user)
        return authorization::evaluation_profiles(about.store, about.options, intended.appl,
                                                  about.group, *intended.user);
    auto plain = authorization::generation_profile(about.store, about.options, intended.appl);
    if (!plain) return std::move(plain).error();
    std::vector<racf::Resource> all;
    if (*plain) all.push_back(std::move(**plain));
    return all;
}

base::Status look_at_profiles(const Examined& about, PreconditionList& found) {
    const auto all = tried_profiles(about);
    if (!all) return all.error();
    if (all->empty()) return say_why_no_profile(about, found);
    std::vector<std::string> names;
    for (const racf::Resource& one : *all)
        names.push_back(one.name.str());
    found.add("profile", Standing::Ok,
              fmt::format("tried in this order: {}", fmt::join(names, ", ")));
    return KeyLook(about, found).run(*all);
}

/// A profile with generic characters that was defined while GENERIC was off is discrete, and no
/// check finds it: for IRRPTAUTH.appl.* that is a common trap.
base::Status look_at_generic_profiles(const Examined& about, PreconditionList& found) {
    const auto names = about.store.resource_names(racf::ptktdata_class());
    if (!names) return names.error();
    for (const std::string& text : *names) {
        if (!racf::has_generic_characters(text)) continue;
        const auto name = racf::ProfileName::parse(text);
        if (!name) continue;
        auto unfound = why_unfound(about, *name);
        if (!unfound) return std::move(unfound).error();
        if (!*unfound) continue;
        found.add("generic", Standing::Note, fmt::format("profile {}: {}", text, (*unfound)->why),
                  std::move((*unfound)->mend));
        return {};
    }
    found.add("generic", Standing::Ok, "every generic profile of PTKTDATA counts");
    return {};
}

/// Sign-ons go on with what checks see. Where that lets nobody sign on, `profile` and `key` say so.
base::Status look_at_refresh(const Examined& about, PreconditionList& found) {
    for (const racf::ProfileName& name : names_to_try(about)) {
        const auto stale = is_stale(about, name);
        if (!stale) return stale.error();
        if (!*stale) continue;
        found.add("refresh", Standing::Note,
                  fmt::format("profile {} on disk is not what checks see", name.str()),
                  std::string(kRefreshPtktdata));
        return {};
    }
    found.add("refresh", Standing::Ok, "checks see the profiles as they are");
    return {};
}

}  // namespace ptkt::diagnosis
