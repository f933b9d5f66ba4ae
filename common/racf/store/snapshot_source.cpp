#include "common/racf/store/snapshot_source.hpp"

#include "common/racf/model/class_table.hpp"

namespace ptkt::store {

namespace {

base::Result<racf::ProfilesByName> profiles_of(const Store& store, const racf::ClassName& cls) {
    const auto names = store.resource_names(cls);
    if (!names) return names.error();
    racf::ProfilesByName profiles;
    for (const std::string& text : *names) {
        auto name = racf::profile_name_in(cls.str(), text);
        if (!name) return std::move(name).error();
        auto profile = store.resource(cls, *name);
        if (!profile) return std::move(profile).error();
        if (*profile) profiles.emplace(text, std::move(**profile));
    }
    return profiles;
}

std::string_view grouping_class(const racf::ClassTable& classes, const racf::ClassName& cls) {
    const racf::ClassInfo* info = classes.find(cls.str());
    return info == nullptr ? std::string_view() : info->grouping;
}

}  // namespace

bool has_grouping_class(const racf::ClassTable& classes, const racf::ClassName& cls) {
    return !grouping_class(classes, cls).empty();
}

base::Result<racf::ClassTable> classes_for(const Store& store, const racf::ClassName& cls) {
    if (racf::find_supplied_class(cls.str()) != nullptr) return racf::ClassTable();
    auto options = store.options();
    if (!options) return std::move(options).error();
    return std::move(options->classes);
}

base::Result<racf::ProfilesByName> profiles_for_snapshot(const Store& store,
                                                         const racf::ClassName& cls) {
    auto profiles = profiles_of(store, cls);
    if (!profiles) return profiles;
    const auto options = store.options();
    if (!options) return options.error();
    if (!has_grouping_class(options->classes, cls)) return profiles;
    const auto grouping = racf::ClassName::parse(grouping_class(options->classes, cls));
    if (!grouping) return grouping.error();
    const auto groups = profiles_of(store, *grouping);
    if (!groups) return groups.error();
    for (const auto& [name, group] : *groups)
        racf::merge_members(*profiles, group, cls, options->generic.contains(cls.str()));
    return profiles;
}

}  // namespace ptkt::store
