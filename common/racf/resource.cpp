#include "common/racf/resource.hpp"

#include <algorithm>

namespace ptkt::racf {

namespace {

bool id_less(const AccessEntry& entry, std::string_view id) {
    return entry.id < id;
}

}  // namespace

const AccessEntry* Resource::entry(std::string_view id) const {
    const auto found = std::lower_bound(access.begin(), access.end(), id, id_less);
    return found != access.end() && found->id == id ? &*found : nullptr;
}

void Resource::permit(std::string_view id, Access level_granted) {
    const auto found = std::lower_bound(access.begin(), access.end(), id, id_less);
    if (found != access.end() && found->id == id) {
        found->access = level_granted;
    } else {
        access.insert(found, AccessEntry{std::string(id), level_granted, 0});
    }
}

bool Resource::remove(std::string_view id) {
    const auto found = std::lower_bound(access.begin(), access.end(), id, id_less);
    if (found == access.end() || found->id != id) return false;
    access.erase(found);
    return true;
}

bool bypasses_replay_protection(std::string_view appldata) {
    return appldata.starts_with("NO REPLAY PROTECTION");
}

}  // namespace ptkt::racf
