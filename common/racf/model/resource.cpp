#include "common/racf/model/resource.hpp"

#include <algorithm>

namespace ptkt::racf {

namespace {

template <typename Entries>
auto* find_entry(Entries& entries, std::string_view id) {
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&](const AccessEntry& entry) { return entry.id == id; });
    return found == entries.end() ? nullptr : &*found;
}

}  // namespace

const AccessEntry* Resource::entry(std::string_view id) const {
    return find_entry(access, id);
}

void Resource::permit(std::string_view id, Access level_granted) {
    if (AccessEntry* known = find_entry(access, id)) {
        known->access = level_granted;
    } else {
        access.push_back({std::string(id), level_granted, 0});
    }
}

bool Resource::remove(std::string_view id) {
    return std::erase_if(access, [&](const AccessEntry& entry) { return entry.id == id; }) > 0;
}

bool bypasses_replay_protection(std::string_view appldata) {
    return appldata.starts_with("NO REPLAY PROTECTION");
}

}  // namespace ptkt::racf
