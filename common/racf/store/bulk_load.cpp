#include "common/racf/store/bulk_load.hpp"

#include <array>
#include <stdexcept>

#include "common/base/text/counted.hpp"
#include "common/files/bulk.hpp"
#include "common/files/checksum.hpp"
#include "common/racf/store/checked_text.hpp"
#include "common/racf/store/description.hpp"
#include "common/racf/store/text/profile_text.hpp"

namespace ptkt::store {

namespace {

constexpr std::size_t kDescriptionLimit = 4096;

std::string without_mark(std::string text) {
    if (const auto at = text.find(kLoadingMark); at != std::string::npos)
        text.erase(at, kLoadingMark.size());
    return text;
}

base::Status write(const Path& path, base::Result<std::string> text) {
    if (!text) return std::move(text).error();
    return files::write_unsynced(path, files::with_checksum(std::move(*text)));
}

base::Status copy_files(const Path& from, const Path& to) {
    const auto names = files::list_directory(from, kTextSuffix);
    if (!names) return names.error();
    for (const std::string& name : *names) {
        const std::string file = name + std::string(kTextSuffix);
        const auto text = files::read_file(from / file, kTextLimit);
        if (!text) return text.error();
        if (auto written = files::write_unsynced(to / file, *text); !written) return written;
    }
    return {};
}

/// Copies of the texts of a directory, for `check --repair`. What is loaded is there without them.
void keep_copies(const Layout& layout, const Path& directory) {
    const auto names = files::list_directory(directory, kTextSuffix);
    if (!names) return;
    for (const std::string& name : *names) {
        const Path path = directory / (name + std::string(kTextSuffix));
        if (const auto text = files::read_file(path, kTextLimit)) keep_copy(layout, path, *text);
    }
}

}  // namespace

base::Result<BulkLoad> BulkLoad::begin(const Path& root) {
    auto store = Store::open_for_load(root);
    if (!store) return std::move(store).error();
    auto lock = (*store)->lock();
    if (!lock) return std::move(lock).error();
    BulkLoad load(std::move(*store), std::move(*lock));
    if (auto ready = load.prepare(); !ready) return std::move(ready).error();
    return load;
}

BulkLoad::~BulkLoad() {
    // Nobody can be told here; the mark stays when this fails, and the next load tries again.
    if (store_ && under_way_) static_cast<void>(roll_back());
}

base::Status BulkLoad::prepare() {
    const Layout& layout = store_->layout();
    const auto text = read_text(layout.description(), kDescriptionLimit);
    if (!text) return text.error();
    description_ = without_mark(text->value_or(std::string()));
    if (*text != description_)
        if (auto done = put_back(); !done) return done;
    if (auto empty = check_empty(); !empty) return empty;
    // What a load that was cut off behind its end has left must not be put back by this one.
    for (const Path& directory : {layout.users(), layout.groups()})
        if (auto gone = files::remove_tree(aside_of_load(directory)); !gone) return gone;
    // The mark may be there although its writing failed; it is taken away again then too.
    under_way_ = true;
    if (auto marked = write_description(layout, description_ + std::string(kLoadingMark)); !marked)
        return marked;
    return set_aside();
}

base::Status BulkLoad::check_empty() const {
    const auto users = store_->user_ids();
    if (!users) return users.error();
    const auto groups = store_->group_ids();
    if (!groups) return groups.error();
    std::size_t resources = 0;
    const auto classes = classes_on_disk(store_->layout());
    if (!classes) return classes.error();
    for (const racf::ClassName& cls : *classes) {
        const auto names = store_->resource_names(cls);
        if (!names) return names.error();
        resources += names->size();
    }
    if (*users == std::vector<std::string>{"IBMUSER"} &&
        *groups == std::vector<std::string>{"SYS1"} && resources == 0)
        return {};
    return base::with_hint(
        base::fail(base::ErrorKind::CannotCreate,
                   "the store in {} has profiles already: {}, {}, {}",
                   store_->layout().root().string(), base::counted(users->size(), "user"),
                   base::counted(groups->size(), "group"), base::counted(resources, "resource")),
        "make another one with 'racf-admin init' and load into that");
}

base::Status BulkLoad::set_aside() {
    const Layout& layout = store_->layout();
    for (const Path& directory : {layout.users(), layout.groups()}) {
        const Path before = aside_of_load(directory);
        if (auto moved = files::rename_directory(directory, before); !moved) return moved;
        if (auto made = files::make_directory(directory); !made) return made;
        if (auto copied = copy_files(before, directory); !copied) return copied;
    }
    return {};
}

base::Status BulkLoad::put_back() {
    const Layout& layout = store_->layout();
    for (const Path& directory : {layout.users(), layout.groups()}) {
        const Path before = aside_of_load(directory);
        if (!files::stamp(before)) continue;  // it did not come so far
        if (auto gone = files::remove_tree(directory); !gone) return gone;
        if (auto moved = files::rename_directory(before, directory); !moved) return moved;
    }
    if (auto gone = files::remove_tree(layout.classes()); !gone) return gone;
    if (auto made = files::make_directory(layout.classes()); !made) return made;
    return write_description(layout, description_);
}

base::Status BulkLoad::make_class(const racf::ClassName& cls) {
    if (cls.str() == last_class_) return {};
    last_class_ = cls.str();
    return files::make_directory(store_->layout().cls(cls));
}

base::Status BulkLoad::put(const racf::Change& change) {
    const Layout& layout = store_->layout();
    if (const auto* user = std::get_if<racf::PutUser>(&change))
        return write(layout.user(user->user.id), print_user(user->user));
    if (const auto* group = std::get_if<racf::PutGroup>(&change))
        return write(layout.group(group->group.id), print_group(group->group));
    const auto* put = std::get_if<racf::PutResource>(&change);
    if (put == nullptr) throw std::logic_error("a load has users, groups and resources only");
    if (auto made = make_class(put->resource.cls); !made) return made;
    return write(layout.resource(put->resource.cls, put->resource.name),
                 print_resource(put->resource));
}

base::Status BulkLoad::commit() {
    const Layout& layout = store_->layout();
    // Copies of what was there before would speak of a loss, or restore it.
    for (const Path& directory : {layout.users(), layout.groups(), layout.classes()})
        if (auto gone = files::remove_tree(layout.copy_of(directory)); !gone) return gone;
    if (auto synced = files::sync_file_system(layout.root()); !synced) return synced;
    if (auto open = write_description(layout, description_); !open) return open;
    under_way_ = false;
    // What was set aside serves nobody any more. When it cannot be removed, the next load does, or
    // `check --repair`.
    for (const Path& directory : {layout.users(), layout.groups()})
        static_cast<void>(files::remove_tree(aside_of_load(directory)));
    for (const Path& directory : {layout.users(), layout.groups()})
        keep_copies(layout, directory);
    if (const auto classes = classes_on_disk(store_->layout()))
        for (const racf::ClassName& cls : *classes)
            keep_copies(layout, layout.cls(cls));
    return {};
}

base::Status BulkLoad::roll_back() {
    under_way_ = false;
    // The end of the load may be on the disk although it failed to be synced: without the mark a
    // store that is half put back would pass for a whole one.
    if (auto marked = write_description(store_->layout(), description_ + std::string(kLoadingMark));
        !marked)
        return marked;
    return put_back();
}

}  // namespace ptkt::store
