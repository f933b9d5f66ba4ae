// The only code that changes profiles. Each change is one durable step: a file replaced, a file
// removed, or a snapshot put in place.
#include <type_traits>

#include "common/racf/model/class_table.hpp"
#include "common/racf/store/checked_text.hpp"
#include "common/racf/store/description.hpp"
#include "common/racf/store/snapshot_source.hpp"
#include "common/racf/store/store.hpp"
#include "common/racf/store/text/profile_text.hpp"

namespace ptkt::store {

namespace {

class Committer {
  public:
    Committer(const Store& store, base::Instant now) : store_(store), now_(now) {}

    base::Status operator()(const racf::PutUser& change) const {
        return put_text(layout().user(change.user.id), print_user(change.user));
    }
    base::Status operator()(const racf::DeleteUser& change) const {
        return remove_text(layout(), layout().user(change.id));
    }
    base::Status operator()(const racf::PutGroup& change) const {
        return put_text(layout().group(change.group.id), print_group(change.group));
    }
    base::Status operator()(const racf::DeleteGroup& change) const {
        return remove_text(layout(), layout().group(change.id));
    }
    base::Status operator()(const racf::PutResource& change) const {
        const racf::Resource& resource = change.resource;
        // The first profile of a class makes the class's directory.
        if (!files::stamp(layout().cls(resource.cls)))
            if (auto made = files::make_directory(layout().cls(resource.cls)); !made) return made;
        return put_text(layout().resource(resource.cls, resource.name), print_resource(resource));
    }
    base::Status operator()(const racf::DeleteResource& change) const {
        return remove_text(layout(), layout().resource(change.cls, change.name));
    }
    base::Status operator()(const racf::PutOptions& change) const {
        return put_text(layout().options(), print_options(change.options));
    }
    base::Status operator()(const racf::TakeSnapshot& change) const {
        const auto classes = classes_for(store_, change.cls);
        if (!classes) return classes.error();
        if (!has_grouping_class(*classes, change.cls)) return copy_class(change.cls);
        auto profiles = profiles_for_snapshot(store_, change.cls);
        if (!profiles) return std::move(profiles).error();
        auto next = profiles->begin();
        return take_snapshot(layout().snapshot(change.cls), change.cls,
                             [&]() -> base::Result<std::optional<racf::Resource>> {
                                 if (next == profiles->end())
                                     return std::optional<racf::Resource>();
                                 return std::optional(std::move((next++)->second));
                             });
    }
    base::Status operator()(const racf::DropSnapshot& change) const {
        return files::remove_durably(layout().snapshot(change.cls));
    }
    base::Status operator()(const racf::PutVaultKey& change) const {
        return store_.keys().put(change.label, VaultKind::Des, change.key, now_);
    }

  private:
    /// One profile after the other, so that a large class need not be in storage at once.
    [[nodiscard]] base::Status copy_class(const racf::ClassName& cls) const {
        const auto names = store_.resource_names(cls);
        if (!names) return names.error();
        std::size_t next = 0;
        return take_snapshot(layout().snapshot(cls), cls,
                             [&]() -> base::Result<std::optional<racf::Resource>> {
                                 if (next == names->size()) return std::optional<racf::Resource>();
                                 auto name = racf::profile_name_in(cls.str(), (*names)[next++]);
                                 if (!name) return std::move(name).error();
                                 return store_.resource(cls, *name);
                             });
    }
    [[nodiscard]] base::Status put_text(const Path& path, base::Result<std::string> text) const {
        if (!text) return std::move(text).error();
        return replace_text(layout(), path, std::move(*text));
    }
    [[nodiscard]] const Layout& layout() const { return store_.layout(); }

    const Store& store_;
    base::Instant now_;
};

racf::User first_user(base::Instant now) {
    const auto sys1 = racf::GroupId::parse("SYS1").value();
    racf::User user{racf::UserId::parse("IBMUSER").value(), "", "IBMUSER", sys1};
    user.created = now;
    user.special = true;
    user.operations = true;
    racf::Connection connection{sys1, "IBMUSER", racf::GroupAuthority::Join};
    connection.connected = now;
    user.connections.push_back(connection);
    return user;
}

racf::Group first_group(base::Instant now) {
    racf::Group group{racf::GroupId::parse("SYS1").value()};
    group.owner = "IBMUSER";
    group.created = now;
    return group;
}

}  // namespace

base::Status Store::commit(const std::vector<racf::Change>& changes, base::Instant now) {
    const Committer committer(*this, now);
    for (const racf::Change& change : changes)
        if (auto done = std::visit(committer, change); !done) return done;
    return {};
}

base::Status Store::create(const Path& root, base::Instant now,
                           const base::Secret* outside_master_key) {
    Store store(root);
    const Layout& layout = store.layout_;
    if (files::stamp(layout.description()))
        return base::fail(base::ErrorKind::CannotCreate, "there is already a profile store in {}",
                          root.string());
    for (const Path& directory : {root, layout.users(), layout.groups(), layout.classes(),
                                  layout.snapshots(), layout.vault()})
        if (auto made = files::make_directory(directory); !made) return made;
    if (auto safe = files::check_private(root); !safe) return safe;
    if (outside_master_key != nullptr) {
        store.keys_.use_master_key(outside_master_key->clone());
    } else if (!files::stamp(layout.master_key())) {
        if (auto made = store.keys_.create_master_key(); !made) return made;
    }
    if (auto written = store.keys_.write_master_check(); !written) return written;
    std::vector<racf::Change> first;
    first.emplace_back(racf::PutGroup{first_group(now)});
    first.emplace_back(racf::PutUser{first_user(now)});
    first.emplace_back(racf::PutOptions{racf::Options()});
    if (auto done = store.commit(first, now); !done) return done;
    if (auto made = replay::ReplayCache::create(layout.replay_cache(), layout.replay_lock()); !made)
        return made;
    // Last, since it is what makes the directory a store: a run that was cut off can be repeated.
    return write_description(layout, description_of(now));
}

}  // namespace ptkt::store
