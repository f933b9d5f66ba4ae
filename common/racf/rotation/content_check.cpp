#include "common/racf/rotation/content_check.hpp"

namespace ptkt::rotation {

base::Status check_content(const store::Store& store) {
    const auto options = store.options();
    if (!options) return options.error();
    const auto first = store.user(racf::UserId::parse("IBMUSER").value());
    if (!first) return first.error();
    if (!*first)
        return base::with_hint(
            base::fail(base::ErrorKind::Config, "{} has no user IBMUSER",
                       store.layout().users().string()),
            "the directory of the users is not the store's own, or was emptied: restore it");
    for (const std::string& name : options->raclist) {
        const auto cls = racf::ClassName::parse(name);
        if (!cls || options->classes.find(name) == nullptr) continue;
        if (auto whole = store.verify_snapshot(*cls); !whole) return whole;
    }
    return {};
}

}  // namespace ptkt::rotation
