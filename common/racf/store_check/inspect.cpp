#include "common/racf/store_check/inspect.hpp"

#include <algorithm>
#include <memory>
#include <set>

#include "common/base/text/counted.hpp"
#include "common/files/inspect.hpp"
#include "common/racf/passticket/key_weakness.hpp"
#include "common/racf/store/checked_text.hpp"
#include "common/racf/store/snapshot_source.hpp"
#include "common/racf/store/store.hpp"
#include "common/racf/store/text/profile_text.hpp"
#include "common/racf/store_check/inspect_replay.hpp"
#include "common/racf/store_check/integrity.hpp"
#include "common/racf/store_check/matching.hpp"
#include "common/racf/store_check/references.hpp"

namespace ptkt::store_check {

namespace {

/// A profile as it was read, and whether its file is as a program of ours wrote it.
template <typename T>
struct Read {
    T profile;
    bool is_sound = true;
};

/// What is told of a profile or a key, whichever part of the inspection finds it.
class Teller {
  public:
    explicit Teller(const Tell& tell) : tell_(tell) {}

    base::Status tell(const Finding& finding) const { return tell_(finding); }
    [[nodiscard]] const Tell& callback() const { return tell_; }

    base::Status tell_error(std::string_view kind, std::string subject,
                            const base::Error& error) const {
        std::string what = error.what;
        if (!error.hint.empty()) what += ": " + error.hint;
        return tell_({Severity::Error, kind, std::move(subject), std::move(what)});
    }

    base::Result<bool> is_in_its_place(bool yes, const std::string& subject) const {
        if (yes) return true;
        auto told = tell_({Severity::Error, "misplaced", subject,
                           "the file holds another profile than its name says"});
        if (!told) return std::move(told).error();
        return false;
    }

  private:
    const Tell& tell_;
};

/// Compares the profiles of one class after the other with what checks see of them.
class SnapshotInspector {
  public:
    SnapshotInspector(const Inspection& inspection, store::Store& store,
                      const racf::Options& options, const Teller& teller)
        : inspection_(inspection), store_(store), options_(options), teller_(teller) {}

    /// Whether the snapshot of a class is there and whole. A repair takes it again.
    base::Result<bool> look_at_whole(const racf::ClassName& cls) {
        const auto wrong = store_.verify_snapshot(cls);
        if (wrong) return true;
        Finding finding{Severity::Error, "snapshot", "class " + cls.str(), wrong.error().what};
        if (inspection_.repair) {
            std::vector<racf::Change> changes;
            changes.emplace_back(racf::TakeSnapshot{cls});
            if (auto taken = store_.commit(changes, inspection_.now); taken)
                finding.repair =
                    fmt::format("taken again, as SETROPTS RACLIST({}) REFRESH does", cls.str());
            else
                finding.what += "; it cannot be taken again: " + taken.error().what;
        } else {
            finding.what += ": " + wrong.error().hint;
        }
        const bool whole = !finding.repair.empty();
        if (auto told = teller_.tell(finding); !told) return std::move(told).error();
        return whole;
    }

    /// Gets ready to compare a class, whose profiles have these names, with its snapshot.
    base::Status begin(const racf::ClassName& cls, const std::vector<std::string>& names) {
        differing_ = 0;
        comparing_ = options_.is_raclisted(cls.str());
        if (!comparing_) return {};
        auto sound = look_at_whole(cls);
        if (!sound) return std::move(sound).error();
        const auto seen = store_.checked_names(options_, cls);
        comparing_ = *sound && seen;
        if (!comparing_) return {};
        if (store::has_grouping_class(options_.classes, cls)) {
            comparing_ = false;
            count_merged_differences(cls, *seen);
            return {};
        }
        differing_ = static_cast<std::size_t>(
            std::count_if(seen->begin(), seen->end(), [&](const std::string& name) {
                return !std::binary_search(names.begin(), names.end(), name);
            }));
        return {};
    }

    void compare(const racf::Resource& profile) {
        if (comparing_ && differs_from_snapshot(profile)) ++differing_;
    }

    /// The end of a class.
    base::Status tell_stale(const racf::ClassName& cls) const {
        if (differing_ == 0) return {};
        return teller_.tell(
            {Severity::Warning, "stale-raclist", "class " + cls.str(),
             fmt::format("{} {} not what checks see, until SETROPTS RACLIST({}) REFRESH",
                         differing_, differing_ == 1 ? "profile is" : "profiles are", cls.str())});
    }

  private:
    /// For a class with a grouping class, whose snapshot holds merged profiles: how many are not as
    /// a snapshot taken now would have them.
    void count_merged_differences(const racf::ClassName& cls,
                                  const std::vector<std::string>& seen) {
        const auto wanted = store::profiles_for_snapshot(store_, cls);
        // A profile that cannot be read is told of where it is looked at.
        if (!wanted) return;
        const auto gone = std::count_if(seen.begin(), seen.end(), [&](const std::string& name) {
            return !wanted->contains(name);
        });
        const auto changed = std::count_if(wanted->begin(), wanted->end(), [&](const auto& one) {
            return differs_from_snapshot(one.second);
        });
        differing_ = static_cast<std::size_t>(gone + changed);
    }

    bool differs_from_snapshot(const racf::Resource& profile) const {
        const auto seen = store_.checked_resource(options_, profile.cls, profile.name);
        return !seen || !*seen || store::encode_record(**seen) != store::encode_record(profile);
    }

    const Inspection& inspection_;
    store::Store& store_;
    const racf::Options& options_;
    const Teller& teller_;
    bool comparing_ = false;
    std::size_t differing_ = 0;  ///< profiles of the class in hand
};

/// The keys that profiles name, and those of the vault, each unsealed once.
class KeyInspector {
  public:
    /// `broken`: the subjects of the texts that are told already.
    KeyInspector(store::Store& store, const std::set<std::string>& broken, const Teller& teller)
        : store_(store), broken_(broken), teller_(teller) {}

    base::Status look_at_keys_of(const racf::Resource& resource) {
        if (!resource.ssignon) return {};
        const std::string subject =
            fmt::format("profile {} {}", resource.cls.str(), resource.name.str());
        for (const racf::ProfileKey& key : keys_of(*resource.ssignon)) {
            used_labels_.insert(key.label());
            const auto opened = store_.keys().key_of(resource, key);
            // How good a key of the vault is, is told once, where the vault is looked at.
            if (opened && !key.label().empty()) continue;
            if (auto told = tell_of_key(opened, subject); !told) return told;
        }
        const auto& retired = resource.ssignon->rotation.retired;
        used_labels_.insert(retired.begin(), retired.end());
        return {};
    }

    /// After all profiles.
    base::Status look_at_vault() {
        const auto names = files::list_directory(store_.layout().vault(), store::kTextSuffix);
        if (!names) return teller_.tell_error("unreadable", "vault", names.error());
        for (const std::string& name : *names)
            if (auto done = look_at_vault_key(store::decoded_name(name)); !done) return done;
        return {};
    }

  private:
    /// The keys of a profile one by one: those in force and those of a rotation.
    static std::vector<racf::ProfileKey> keys_of(const racf::Ssignon& ssignon) {
        std::vector<racf::ProfileKey> keys;
        if (ssignon.legacy) keys.push_back({ssignon.legacy, {}});
        if (!ssignon.enhanced_label.empty()) keys.push_back({{}, ssignon.enhanced_label});
        if (ssignon.rotation.next) keys.push_back(ssignon.rotation.next->key);
        for (const racf::PreviousKey& previous : ssignon.rotation.previous)
            keys.push_back(previous.key);
        return keys;
    }

    base::Status tell_of_key(const base::Result<base::Secret>& key, const std::string& subject) {
        if (key) return tell_of_weakness(*key, subject);
        const bool missing = key.error().kind == base::ErrorKind::NotFound;
        return teller_.tell_error(missing ? "missing-key" : "sealed-key", subject, key.error());
    }

    /// Never the key itself.
    base::Status tell_of_weakness(const base::Secret& key, const std::string& subject) {
        const auto weakness = passticket::weakness_of(key.view());
        if (!weakness) return {};
        return teller_.tell({Severity::Warning, "weak-key", subject,
                             fmt::format("a key is weak: {}", passticket::why_weak(*weakness))});
    }

    base::Status look_at_vault_key(const std::string& label) {
        const std::string subject = "key " + label;
        if (broken_.contains(subject)) return {};
        const auto entry = store_.keys().entry(label);
        if (!entry) return teller_.tell_error("unreadable", subject, entry.error());
        if (!*entry) return {};
        if ((*entry)->label != label) {
            auto right = teller_.is_in_its_place(false, subject);
            return right ? base::Status() : base::Status(std::move(right).error());
        }
        const auto key = store_.keys().get(label, (*entry)->kind);
        if (!key) return teller_.tell_error("sealed-key", subject, key.error());
        if (auto told = tell_of_weakness(*key, subject); !told) return told;
        if (used_labels_.contains(label) || label == store::kGroupKeyLabel) return {};
        return teller_.tell({Severity::Warning, "unused-key", subject, "no profile names it"});
    }

    store::Store& store_;
    const std::set<std::string>& broken_;
    const Teller& teller_;
    std::set<std::string> used_labels_;
};

/// Goes through a store once: what has to be there, users, groups, resources, keys.
class Inspector {
  public:
    /// `broken`: the subjects of the texts that are not as we wrote them; these are told already.
    Inspector(const Inspection& inspection, store::Store& store, std::set<std::string> broken,
              const Tell& tell)
        : inspection_(inspection), store_(store), broken_(std::move(broken)), teller_(tell) {}

    base::Status run() {
        if (auto done = look_at_whole(); !done || !usable_) return done;
        if (auto done = look_at_users(); !done) return done;
        if (auto done = look_at_groups(); !done) return done;
        if (const auto& global = racf::global_class(); store_.snapshot_mark(global))
            if (auto sound = snapshots_.look_at_whole(global); !sound)
                return std::move(sound).error();
        if (auto done = look_at_classes(); !done) return done;
        return keys_.look_at_vault();
    }

  private:
    using Layout = store::Layout;
    [[nodiscard]] const Layout& layout() const { return store_.layout(); }

    base::Status unusable(std::string_view kind, const base::Error& error) {
        usable_ = false;
        return teller_.tell({Severity::Unusable, kind, "store", error.what});
    }

    // The parts without which nothing works.

    base::Status look_at_whole() {
        auto options = store_.options();
        if (!options) return unusable("options", options.error());
        options_ = std::move(*options);
        if (auto told = tell_of_classes_left_out(); !told) return told;
        const auto probe = racf::ProfileName::parse("PROBE").value();
        const base::Secret key(base::Bytes(8, 1));
        if (const auto sealed = store_.keys().seal_masked(racf::ptktdata_class(), probe, key);
            !sealed)
            return unusable("master-key", sealed.error());
        const auto replay_usable =
            inspect_replay_cache(store_, inspection_.now, teller_.callback());
        if (!replay_usable) return replay_usable.error();
        usable_ = *replay_usable;
        auto users = store_.user_ids();
        if (!users) return unusable("users", users.error());
        auto groups = store_.group_ids();
        if (!groups) return unusable("groups", groups.error());
        known_ = {std::move(*users), std::move(*groups)};
        return {};
    }

    /// A refresh makes no such definition: the options were edited, or RACF's own class is newer.
    base::Status tell_of_classes_left_out() {
        const auto text = files::read_file(layout().options(), store::kTextLimit);
        if (!text) return unusable("options", text.error());
        for (const racf::WrongDefinition& wrong : store::classes_left_out(*text)) {
            auto told = teller_.tell(
                {Severity::Error, "wrong-class", "class " + wrong.name,
                 fmt::format("its definition in {} is in error, code {:02}, and makes no class",
                             layout().options().filename().string(), wrong.code)});
            if (!told) return told;
        }
        return {};
    }

    // Reading.

    /// The profile of a file; nothing when it is not one, which is told.
    template <typename T>
    base::Result<std::optional<Read<T>>> read(const files::Path& path, const std::string& subject,
                                              store::Parsed<T> (*parse)(std::string_view)) {
        using Answer = std::optional<Read<T>>;
        const auto unreadable = [&](const std::string& what) -> base::Result<Answer> {
            auto told = teller_.tell({Severity::Error, "unreadable", subject, what});
            if (!told) return std::move(told).error();
            return Answer();
        };
        const bool is_sound = !broken_.contains(subject);
        const auto text = files::read_file(path, store::kTextLimit);
        if (!text) return unreadable(text.error().what);
        auto parsed = parse(*text);
        if (parsed) return Answer(Read<T>{std::move(*parsed), is_sound});
        if (!is_sound) return Answer();
        return unreadable(base::SourceText(path.string(), *text)
                              .located(parsed.error().where, parsed.error().message));
    }

    base::Status tell_all(const std::vector<Finding>& findings) {
        for (const Finding& finding : findings)
            if (auto told = teller_.tell(finding); !told) return told;
        return {};
    }

    // Users and groups.

    base::Status look_at_users() {
        bool has_special = false;
        for (const std::string& name : known_.users) {
            const std::string subject = "user " + name;
            const auto id = racf::UserId::parse(name);
            if (!id) {
                if (auto told = teller_.tell_error("misplaced", subject, id.error()); !told)
                    return told;
                continue;
            }
            auto user = read<racf::User>(layout().user(*id), subject, &store::parse_user);
            if (!user) return std::move(user).error();
            if (!*user) continue;
            auto right = teller_.is_in_its_place((*user)->profile.id == *id, subject);
            if (!right) return std::move(right).error();
            const racf::User& profile = (*user)->profile;
            has_special = has_special || (profile.special && !profile.is_revoked(inspection_.now));
            if (auto told = tell_all(check_user(profile, known_)); !told) return told;
        }
        if (has_special) return {};
        return teller_.tell({Severity::Warning, "no-special", "store",
                             "no user who is not revoked has the SPECIAL attribute"});
    }

    base::Status look_at_groups() {
        std::map<std::string, std::string> superiors;
        for (const std::string& name : known_.groups) {
            const std::string subject = "group " + name;
            const auto id = racf::GroupId::parse(name);
            if (!id) {
                if (auto told = teller_.tell_error("misplaced", subject, id.error()); !told)
                    return told;
                continue;
            }
            auto group = read<racf::Group>(layout().group(*id), subject, &store::parse_group);
            if (!group) return std::move(group).error();
            if (!*group) continue;
            auto right = teller_.is_in_its_place((*group)->profile.id == *id, subject);
            if (!right) return std::move(right).error();
            if (const auto& superior = (*group)->profile.superior)
                superiors[name] = superior->str();
            if (auto told = tell_all(check_group((*group)->profile, known_)); !told) return told;
        }
        return tell_all(check_tree(superiors));
    }

    // Resources.

    base::Status look_at_classes() {
        const auto on_disk = store::classes_on_disk(layout());
        if (!on_disk) return teller_.tell_error("unreadable", "profiles", on_disk.error());
        std::set<racf::ClassName> classes(on_disk->begin(), on_disk->end());
        for (const racf::ClassInfo& info : options_.classes.all())
            classes.insert(racf::ClassName::parse(info.name).value());
        for (const racf::ClassName& cls : classes)
            if (auto done = look_at_class(cls); !done) return done;
        return {};
    }

    /// Profiles of a dynamic class stay when the class goes.
    base::Status tell_of_gone_class(const racf::ClassName& cls,
                                    const std::vector<std::string>& names) const {
        if (names.empty() || options_.classes.find(cls.str()) != nullptr) return {};
        return teller_.tell(
            {Severity::Warning, "no-class", "class " + cls.str(),
             fmt::format("{} of a class that is not there: it was made by profile {} in class CDT",
                         base::counted(names.size(), "profile"), cls.str())});
    }

    base::Status look_at_class(const racf::ClassName& cls) {
        const auto names = store_.resource_names(cls);
        if (!names) return teller_.tell_error("unreadable", "class " + cls.str(), names.error());
        if (auto told = tell_of_gone_class(cls, *names); !told) return told;
        if (auto begun = snapshots_.begin(cls, *names); !begun) return begun;
        for (const std::string& text : *names) {
            const std::string subject = fmt::format("profile {} {}", cls.str(), text);
            const auto name = racf::profile_name_in(cls.str(), text);
            if (!name) {
                if (auto told = teller_.tell_error("misplaced", subject, name.error()); !told)
                    return told;
                continue;
            }
            auto resource = read<racf::Resource>(layout().resource(cls, *name), subject,
                                                 &store::parse_resource);
            if (!resource) return std::move(resource).error();
            if (!*resource) continue;
            const racf::Resource& profile = (*resource)->profile;
            auto right =
                teller_.is_in_its_place(profile.cls == cls && profile.name == *name, subject);
            if (!right) return std::move(right).error();
            if (!*right) continue;
            if (auto done = look_at_resource(std::move(**resource)); !done) return done;
        }
        return snapshots_.tell_stale(cls);
    }

    base::Status look_at_resource(Read<racf::Resource> read) {
        snapshots_.compare(read.profile);
        if (auto done = keys_.look_at_keys_of(read.profile); !done) return done;
        if (auto told = tell_all(check_matching(read.profile, options_)); !told) return told;
        auto findings = check_resource(read.profile, known_);
        const bool fixable = std::any_of(findings.begin(), findings.end(),
                                         [](const Finding& one) { return !one.repair.empty(); });
        // What somebody else wrote is not to be made good by writing it anew.
        const bool repair = inspection_.repair && read.is_sound && fixable;
        if (repair && remove_dangling(read.profile, known_)) {
            std::vector<racf::Change> changes;
            changes.emplace_back(racf::PutResource{std::move(read.profile)});
            if (auto done = store_.commit(changes, inspection_.now); !done) return done;
        }
        for (Finding& one : findings)
            if (!repair) one.repair.clear();
        return tell_all(findings);
    }

    const Inspection& inspection_;
    store::Store& store_;
    std::set<std::string> broken_;
    const Teller teller_;
    bool usable_ = true;
    racf::Options options_;
    Known known_;
    SnapshotInspector snapshots_{inspection_, store_, options_, teller_};
    KeyInspector keys_{store_, broken_, teller_};
};

/// Sets the store's own mode right, which keeps it from opening.
base::Status shut(const Inspection& inspection, const Tell& tell) {
    const auto safe = files::check_private(inspection.root);
    if (safe || safe.error().kind != base::ErrorKind::NotPermitted || !inspection.repair)
        return safe;
    if (auto set = files::set_mode(inspection.root, files::kPrivateDirectory); !set) return set;
    return tell({Severity::Error, "mode", "file " + inspection.root.string(), safe.error().what,
                 fmt::format("set to {:04o}", files::kPrivateDirectory)});
}

base::Status inspect_found(const Inspection& inspection, const Tell& tell) {
    const auto any = store::Store::open_for_load(inspection.root);
    if (!any && any.error().kind == base::ErrorKind::NotFound) return any.error();
    if (auto safe = shut(inspection, tell); !safe)
        return tell({Severity::Unusable, "store", "store", safe.error().what});
    const auto lock =
        files::FileLock::acquire(store::Layout(inspection.root).lock(), store::Store::kTimeLimit);
    if (!lock) return lock.error();
    // While a load is cut off, what looks left over is what it will be undone with.
    auto store = store::Store::open(inspection.root);
    if (!store && store::Store::open_for_load(inspection.root))
        return tell({Severity::Unusable, "store", "store", store.error().what});
    auto broken = inspect_texts(inspection, tell);
    if (!broken) return std::move(broken).error();
    store = store::Store::open(inspection.root);
    if (!store) return tell({Severity::Unusable, "store", "store", store.error().what});
    if (inspection.master_key) (*store)->keys().use_master_key(inspection.master_key->clone());
    if (auto done = inspect_files(inspection, tell); !done) return done;
    if (auto done = inspect_audit_log(inspection, tell); !done) return done;
    return Inspector(inspection, **store, std::move(*broken), tell).run();
}

}  // namespace

base::Status inspect(const Inspection& inspection, const Tell& tell) {
    // The store's path may be a symbolic link; from here on it is the place that this leads to.
    std::error_code failure;
    const files::Path root = std::filesystem::canonical(inspection.root, failure);
    if (failure) return inspect_found(inspection, tell);
    return inspect_found({root, inspection.repair, inspection.now,
                          inspection.master_key ? std::optional(inspection.master_key->clone())
                                                : std::optional<base::Secret>(),
                          inspection.accept},
                         tell);
}

}  // namespace ptkt::store_check
